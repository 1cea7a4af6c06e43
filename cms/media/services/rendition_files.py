"""Generate rendition files: every size and format of a picture, and its placeholder.

What they are is told in `cms.media.renditions`. Files are written first, and then, in one UPDATE, the column
that names them: a crash leaves the old state or the new one, and files that nobody names, which the next run
takes away.
"""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from ..encoding import Source, encode, placeholder, read_source, render
from ..focal_points import share_of
from ..models import CmsImage
from ..presets import Size, all_sizes, first_size
from ..renditions import (
    EVERYWHERE,
    FILE_PART,
    FOCAL_COLUMNS,
    current_key,
    file_name,
    is_complete,
    is_ready,
)
from ..signals import renditions_changed, renditions_generated
from . import public_copies


def generate_renditions(image: CmsImage, *, is_anew: bool = False) -> bool:
    """Generate every size of a picture; False where none was missing, or the picture has changed meanwhile.

    The original is decoded once. `is_anew` generates what is there already too, for files that were lost or
    damaged. If the picture changes or goes while its files are made, they are thrown away: the change has
    asked for its own. Raises `OSError` where the original cannot be read.
    """
    if is_complete(image) and not is_anew:
        return False
    if image.is_vector:
        return _save_manifest(image, {}, "")
    everywhere, jpeg = all_sizes(image.width, image.height)
    source = _read(image, [*everywhere, *jpeg])
    base = "png" if source.is_transparent else "jpg"
    if base == "jpg":
        jpeg = [size for size in jpeg if size not in everywhere]
    key = current_key(image)
    for size in everywhere:
        _write_size(image, key, source, size, (*EVERYWHERE, base), is_anew)
    for size in jpeg:
        _write_size(image, key, source, size, ("jpg",), is_anew)
    manifest = {"key": key, "base": base, "all": everywhere, "jpg": jpeg, **_previous(image, key)}
    return _save_manifest(image, manifest, placeholder(source))


def generate_initial_rendition(image: CmsImage) -> None:
    """Generate one small file and the placeholder of a new upload: there is always something to show.

    Raises `OSError` where the original cannot be read.
    """
    size = first_size(image.width, image.height)
    source = _read(image, [size])
    base = "png" if source.is_transparent else "jpg"
    key = current_key(image)
    _write_size(image, key, source, size, (base,))
    _save_manifest(image, {"key": key, "base": base, "all": [], base: [size]}, placeholder(source))


def _read(image: CmsImage, outputs: list[Size]) -> Source:
    focus = (0.5, 0.5)
    if image.focal_point_x is not None and image.focal_point_y is not None:
        focus = share_of(image.focal_point_x, image.width), share_of(image.focal_point_y, image.height)
    with image.file.storage.open(image.file.name, "rb") as file:
        return read_source(file, outputs, focus)


def _previous(image: CmsImage, key: str) -> dict[str, str]:
    """Return the key of the state before, whose files stay: pages made of older answers still show them.

    Not of another original: what an editor has replaced shall be gone.
    """
    before = image.rendition_manifest.get("key", "")
    if before == key:
        before = image.rendition_manifest.get("previous", "")
    return {"previous": before} if before[:FILE_PART] == key[:FILE_PART] else {}


def _write_size(
    image: CmsImage,
    key: str,
    source: Source,
    size: Size,
    extensions: tuple[str, ...],
    is_anew: bool = False,
) -> None:
    # What `rendition_manifest` names may be under way to a browser at this moment: it stays untouched.
    wanted = [one for one in extensions if is_anew or not is_ready(image, key, size, one)]
    if not wanted:
        return
    output = render(source, size)
    for extension in wanted:
        data = encode(output, extension, is_drawing=source.is_drawing)
        _store(file_name(image.pk, key, size, extension), data, is_anew)


def _store(name: str, data: bytes, is_anew: bool) -> None:
    """Write a file under exactly this name.

    One that is there is whole, or the remains of a crash: its length tells.
    """
    if default_storage.exists(name):
        if not is_anew and default_storage.size(name) == len(data):
            return
        default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(data))
    if stored != name:
        # Another worker wrote the same file at the same moment.
        default_storage.delete(stored)


def _save_manifest(image: CmsImage, manifest: dict[str, Any], tiny: str) -> bool:
    """Write `rendition_manifest` and `placeholder`, if the picture is still the one they were made of."""
    unchanged = {column: getattr(image, column) for column in ("pk", "file_hash", *FOCAL_COLUMNS)}
    manifest = {
        name: [list(size) for size in value] if isinstance(value, list) else value
        for name, value in manifest.items()
    }
    if public_copies.publish(image):
        manifest[public_copies.MARK] = True
    with transaction.atomic():
        is_noted = (
            type(image).objects.filter(**unchanged).update(rendition_manifest=manifest, placeholder=tiny) > 0
        )
        if is_noted and image.rendition_manifest:
            renditions_changed.send(type(image), instance=image)
        renditions_generated.send(type(image), image_id=image.pk)
    if is_noted:
        image.rendition_manifest, image.placeholder = manifest, tiny
    return is_noted
