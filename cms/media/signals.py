"""Signals of pictures and documents: saved, renditions generated, put into another collection."""

from django.dispatch import Signal

#: A picture and its texts have been written; sent in the transaction that does it, with `instance` and
#: `new_file`, the name of the original stored with it, else empty. What a receiver raises undoes the save.
image_saved = Signal()
#: A picture could not be saved after its original was stored; sent after the rollback, with the same.
image_save_failed = Signal()
#: Renditions have been generated, and older files may be named by nobody; sent in the transaction that names
#: the new ones, with `image_id`.
renditions_generated = Signal()
#: A picture that was public has other files than before; sent in the transaction that notes them, with
#: `instance`.
renditions_changed = Signal()
#: Several files have been put into another collection at once; sent in the transaction that does it, with the
#: `ids` of those that were public before or are now.
collection_changed = Signal()
