"""Renditions of a picture: the manifest of its sizes and formats, and their addresses.

`CmsImage.rendition_manifest` says all of it, so that a list of pictures needs no further row:

    {"key": "0f3a1c22d9b1c4f2", "base": "jpg", "all": [[1920, 1440], …], "jpg": [[1200, 630]]}

`key` stands for the original's content, its focal point and the encoders' version, and begins every file's
name: `renditions/<image id>/<key>-<width>x<height>.<extension>`. Another picture, another name; a name's
content never changes. `base` is "png" for a transparent picture, else "jpg". Sizes under `all` are there as
AVIF, WebP and `base`; those under "jpg" or "png" in that format alone. `previous` may name the key before, of
the same original with another focal point, whose files are kept for what still refers to them. `public` says
that its files have public copies (`cms.media.services.public_copies`), a vector's too. Without a key nothing
is ready, or the picture is a vector.

Reading (`rendition`, `sources`) asks neither disk nor database. It is done for every picture of an answer, so
it is written to be quick. `cms.media.services.rendition_files` writes what is read here.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any, Protocol

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.signals import setting_changed
from django.utils.encoding import filepath_to_uri

from .encoding import ENCODING_VERSION, MIME_TYPES
from .fields import is_vector_name
from .presets import PRESETS, Size, all_sizes, sizes, vector_size

FOLDER = "renditions"
FOCAL_COLUMNS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
FILE_PART = 10
#: From an address as the storage gives it to one that others can use.
Absolute = Callable[[str], str]
EVERYWHERE = ("avif", "webp")


class ReadyImage(Protocol):
    """What reading needs of a picture: a `CmsImage`, or any row with these columns."""

    @property
    def id(self) -> int: ...
    @property
    def rendition_manifest(self) -> dict[str, Any]: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def file(self) -> Any:
        """The file field, or its name in the storage."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file that shows a picture."""

    url: str
    width: int
    height: int
    mime_type: str


@dataclass(frozen=True, slots=True)
class ImageSource:
    """One <source>: one format's files as (url, width), smallest first; the size is the largest's."""

    mime_type: str
    candidates: tuple[tuple[str, int], ...]
    width: int
    height: int

    @property
    def src_set(self) -> str:
        """The value of a srcset attribute, with w-descriptors."""
        return ", ".join([f"{url} {width}w" for url, width in self.candidates])


# --- Reading ------------------------------------------------------------------------------------------------


def rendition(image: ReadyImage, preset: str, absolute: Absolute = str) -> Rendition:
    """Return a preset's largest file in the format that all readers know: JPEG, or PNG where transparent.

    Until the preset is made, the nearest size that is ready answers. A vector picture answers with itself.
    Raises `KeyError` for an unknown preset.
    """
    name = _original(image)
    if is_vector_name(name):
        width, height = vector_size(preset, image.width, image.height)
        return Rendition(_address(image, name, absolute), width, height, "image/svg+xml")
    extension, found = _in_base_format(image, preset)
    if not found:
        url = absolute(default_storage.url(name))
        return Rendition(url, image.width, image.height, _mime_type(name))
    width, height = found[-1]
    return Rendition(_addresses(image, absolute)(found[-1], extension), width, height, MIME_TYPES[extension])


def sources(image: ReadyImage, preset: str, absolute: Absolute = str) -> list[ImageSource]:
    """Return a preset's files for a <picture>, best format first; empty for a vector picture.

    Raises `KeyError` for an unknown preset.
    """
    if is_vector_name(_original(image)):
        return []
    extension, found = _in_base_format(image, preset)
    if not found:
        return []
    address = _addresses(image, absolute)
    made = [_source(address, found, extension)]
    everywhere = image.rendition_manifest.get("all", ())
    complete = [size for size in found if list(size) in everywhere]
    if complete and not PRESETS[preset].is_jpeg_only:
        made[:0] = [_source(address, complete, better) for better in EVERYWHERE]
    return made


def _in_base_format(image: ReadyImage, preset: str) -> tuple[str, list[Size]]:
    """Return the format that all readers know, and the preset's sizes in it, else the nearest one."""
    manifest = image.rendition_manifest
    wanted = sizes(preset, image.width, image.height)
    base = manifest.get("base", "jpg")
    extension = "jpg" if PRESETS[preset].is_jpeg_only else base
    made = made_in(manifest, extension)
    if not made and extension != base:
        extension, made = base, made_in(manifest, base)
    found = [size for size in wanted if list(size) in made]
    if not found and made:
        width, height = wanted[-1]
        shape = log(width / height)
        nearest = min(
            made,
            key=lambda size: (
                round(abs(log(size[0] / size[1]) - shape), 1),
                size[0] < width,
                abs(size[0] - width),
            ),
        )
        found = [(nearest[0], nearest[1])]
    return extension, found


def made_in(manifest: dict[str, Any], extension: str) -> list[list[int]]:
    """Return the sizes that are there in the base format, or in one format alone."""
    alone = manifest.get(extension, [])
    return [*manifest.get("all", ()), *alone] if extension == manifest.get("base") else alone


def is_ready(image: ReadyImage, key: str, size: Size, extension: str) -> bool:
    """Tell whether a file is whole and named by `rendition_manifest`."""
    manifest = image.rendition_manifest
    if manifest.get("key") != key:
        return False
    made = manifest.get("all", ()) if extension in EVERYWHERE else made_in(manifest, extension)
    return list(size) in made


def _source(address: Callable[[Size, str], str], found: list[Size], extension: str) -> ImageSource:
    width, height = found[-1]
    candidates = tuple([(address(size, extension), size[0]) for size in found])
    return ImageSource(MIME_TYPES[extension], candidates, width, height)


def _addresses(image: ReadyImage, absolute: Absolute) -> Callable[[Size, str], str]:
    """Return what makes an address of a size and an extension of a picture."""
    key = image.rendition_manifest["key"]
    folder = _folder_address(absolute, bool(image.rendition_manifest.get("public")))
    if folder is None:
        return lambda size, extension: absolute(
            default_storage.url(file_name(image.id, key, size, extension))
        )
    # What the storage comes to for names without special characters.
    start = f"{folder}{image.id}/{key}"
    return lambda size, extension: f"{start}-{size[0]}x{size[1]}.{extension}"


def _address(image: ReadyImage, name: str, absolute: Absolute) -> str:
    """Return a file's address: its own, of the copy that everybody may fetch, else that of the CMS."""
    if image.rendition_manifest.get("public") and settings.CMS_MEDIA_PUBLIC_URL:
        return f"{settings.CMS_MEDIA_PUBLIC_URL}/{filepath_to_uri(name)}"
    return absolute(default_storage.url(name))


@cache
def _folder_address(absolute: Absolute, is_public: bool) -> str | None:
    """Return the address of the folder of renditions; None where each file is to be asked for."""
    if is_public and settings.CMS_MEDIA_PUBLIC_URL:
        return f"{settings.CMS_MEDIA_PUBLIC_URL}/{FOLDER}/"
    if settings.CMS_MEDIA_BUCKET:
        return absolute(f"{settings.MEDIA_URL}{FOLDER}/")
    storage: Any = default_storage
    if storage.__class__.url is not FileSystemStorage.url or not storage.base_url:
        return None
    return absolute(f"{storage.base_url}{FOLDER}/")


def _forget(**kwargs: Any) -> None:
    _folder_address.cache_clear()


setting_changed.connect(_forget, dispatch_uid="cms.media.renditions")


def _original(image: ReadyImage) -> str:
    return str(getattr(image.file, "name", image.file) or "")


def _mime_type(name: str) -> str:
    extension = name.rpartition(".")[2].lower()
    return MIME_TYPES.get("jpg" if extension == "jpeg" else extension, "image/jpeg")


def file_name(image_id: int, key: str, size: Size, extension: str) -> str:
    """Return a file's name in the storage."""
    return f"{FOLDER}/{image_id}/{key}-{size[0]}x{size[1]}.{extension}"


# --- What is missing ----------------------------------------------------------------------------------------


class StoredImage(ReadyImage, Protocol):
    """What tells whether something of a picture is missing. The columns of the focal point are read too."""

    @property
    def file_hash(self) -> str: ...


def current_key(image: StoredImage) -> str:
    """Return the key that `rendition_manifest` has once the picture's files are made as it stands now."""
    focal_point = [getattr(image, column) for column in FOCAL_COLUMNS]
    rest = hashlib.sha1(repr((ENCODING_VERSION, focal_point)).encode(), usedforsecurity=False).hexdigest()
    return image.file_hash[:FILE_PART] + rest[:6]


def is_complete(image: StoredImage) -> bool:
    """Tell whether every size of every preset is there, of the picture as it stands now."""
    if is_vector_name(_original(image)):
        return "key" not in image.rendition_manifest
    if image.rendition_manifest.get("key") != current_key(image):
        return False
    everywhere, jpeg = all_sizes(image.width, image.height)
    return all(list(size) in image.rendition_manifest["all"] for size in everywhere) and all(
        list(size) in made_in(image.rendition_manifest, "jpg") for size in jpeg
    )
