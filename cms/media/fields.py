"""The file column of a picture."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from PIL import Image
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .svg import svg_size
from .uploads import CleanPicture, check_picture


def is_vector_name(name: str) -> bool:
    return name.lower().endswith(".svg")


class PictureFieldFile(WagtailImageFieldFile):
    """The stored file of a picture: checked and stripped, whoever hands it in."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store a picture, and note its hash, size and embedded words on the image.

        Raises `ValidationError` for a file that `cms.media.uploads` refuses; then nothing is stored.
        """
        if not isinstance(content, CleanPicture):
            content.seek(0)
            content = check_picture(name, content.read())
        content.seek(0)
        data = content.read()
        content.seek(0)
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        path = PurePath(name)
        self.instance.file_hash = digest
        self.instance.file_size = len(data)
        self.instance.embedded = content.embedded
        self.instance.uploaded_name = path.name
        if is_vector_name(name):
            # Public under its own address: another content must have another name.
            name = str(path.with_name(f"{path.stem}.{digest[:10]}{path.suffix.lower()}"))
        super().save(name, content, save=save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return width and height in pixels from the file's header; nothing is decoded.

        A file that cannot be read measures 0 × 0 until it is refused.
        """
        was_closed = self.closed
        try:
            self.open()
            if is_vector_name(self.name or ""):
                return svg_size(self.read())
            return Image.open(self).size
        except (OSError, ValueError):
            if not self._committed:
                return 0, 0
            raise
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureField(WagtailImageField):
    """The one door through which a picture's bytes reach the storage."""

    attr_class = PictureFieldFile
