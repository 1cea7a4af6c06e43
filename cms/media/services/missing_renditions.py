"""Find pictures with missing renditions or public copies, and complete them one by one."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..models import CmsImage
from ..renditions import FOCAL_COLUMNS, is_complete
from ..visibility import private_collection_ids
from . import public_copies
from .rendition_files import generate_renditions


@dataclass(frozen=True, slots=True)
class Completion:
    """The result for one picture: generated, or already complete, or the reason why it failed."""

    image: CmsImage
    is_generated: bool
    failure: str = ""


def incomplete_image_ids() -> list[int]:
    """Return the ids of the pictures of which a size or a public copy is missing, oldest first."""
    private = private_collection_ids() if public_copies.are_used() else frozenset()
    columns = (
        "id",
        "collection_id",
        "file",
        "width",
        "height",
        "file_hash",
        "rendition_manifest",
        *FOCAL_COLUMNS,
    )
    # Rows, not objects: a library of 100,000 pictures is gone through in seconds, in little memory.
    rows = CmsImage.objects.order_by("pk").values_list(*columns, named=True)
    return [
        row.id
        for row in rows.iterator(chunk_size=1_000)
        if not is_complete(row) or not public_copies.is_settled(row, private)
    ]


def complete_images(image_ids: list[int], *, is_anew: bool = False) -> Iterator[Completion]:
    """Generate what is missing, picture by picture. One that fails doesn't stop the others.

    It can be stopped at any time: each picture is finished for itself.
    """
    for image_id in image_ids:
        image = CmsImage.objects.filter(pk=image_id).first()
        if not image:
            continue
        try:
            yield Completion(image, complete(image, is_anew=is_anew))
        except Exception as error:
            # A file may be missing, or damaged in any way; the caller tells the reader about each.
            yield Completion(image, False, f"{type(error).__name__}: {error}")


def complete(image: CmsImage, *, is_anew: bool = False) -> bool:
    """Generate what is missing of a picture, then its public copies; False where no rendition was missing.

    Raises `OSError` where the original cannot be read, and `StoreAway`.
    """
    is_generated = generate_renditions(image, is_anew=is_anew)
    if not public_copies.are_used() and public_copies.MARK not in image.rendition_manifest:
        return is_generated
    public_copies.settle(image.pk)
    return is_generated
