"""Pictures that we draw ourselves, with Pillow alone: photographs, portraits, logos."""
