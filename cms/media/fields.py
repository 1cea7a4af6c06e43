"""`PictureField`, the file column of a picture: checks, strips, hashes and measures what is stored."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.serving.unavailable import StoreAway

from .encoding import picture_size
from .svg import svg_size
from .uploads import EXTENSIONS, CleanPicture, check_picture


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
        elif EXTENSIONS.get(path.suffix.lower().lstrip(".")) == "jpeg":
            # One name for what has many: ".jfif" and ".jpe" mean nothing to most programs.
            name = str(path.with_suffix(".jpg"))
        super().save(name, content, save=save)

    def store(self) -> str:
        """Store an assigned file before any column is written that follows from it; return its name.

        Empty where none was assigned. Raises as `save` does.
        """
        if not self or self._committed:
            return ""
        self.save(self.name, self.file, save=False)
        return str(self.name)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return width and height in pixels from the file's header; nothing is decoded.

        A file that has gone, or cannot be read, measures 0 × 0: the lists that it stands in are shown.
        """
        was_closed = self.closed
        try:
            self.open()
            if is_vector_name(self.name or ""):
                return svg_size(self.read())
            return picture_size(self)
        except StoreAway:
            # It may be whole: the moment passes, and the columns keep what they say.
            raise
        except Exception:
            # Whatever a decoder trips over: an upload is refused elsewhere, with a reason.
            return 0, 0
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureField(WagtailImageField):
    """The one door through which a picture's bytes reach the storage."""

    attr_class = PictureFieldFile
