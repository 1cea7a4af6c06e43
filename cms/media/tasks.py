"""What is made of a picture in the background."""

from collections.abc import Iterator
from dataclasses import dataclass

from django_tasks import task
from wagtail.models import Page

from cms.foundation.models import BasePage

from . import public_copies
from .making import make_renditions, remove_stale_files
from .models import CaptionedPicture, CmsImage
from .renditions import FOCAL_COLUMNS, is_complete
from .visibility import private_collection_ids


# After what keeps the admin current: where something is used, and what a search finds.
@task(priority=-10)
def make_renditions_task(image_id: int) -> bool:
    """Make every size of a picture; False where nothing was missing, or the picture is gone."""
    image = CmsImage.objects.filter(pk=image_id).first()
    return bool(image) and _make(image)


@task(priority=-10)
def settle_copies_task(image_id: int) -> None:
    """Bring a picture's copies in the public part of the store to what its collection allows."""
    public_copies.settle(image_id)


# Before all others: what has become private is read no longer.
@task(priority=50)
def settle_all_copies_task() -> None:
    """Withdraw the copies of what has become private, and let those of what has become public be made."""
    public_copies.settle_all()


@task
def remove_stale_files_task(image_id: int) -> None:
    """Delete a picture's files that nobody names, or all of one that is gone."""
    remove_stale_files(image_id)


@task(priority=-10)
def forget_captioned_pictures_task(page_id: int) -> None:
    """Remove the rows of `CaptionedPicture` whose captions have left a page."""
    page = Page.objects.filter(pk=page_id).specific().first()
    kept = {image_id for image_id, _ in page.captions()} if isinstance(page, BasePage) else set()
    CaptionedPicture.objects.filter(page_id=page_id).exclude(image_id__in=kept).delete()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one picture: made, or already complete, or the reason why it failed."""

    image: CmsImage
    is_made: bool
    failure: str = ""


def pictures_with_gaps() -> list[int]:
    """Return the ids of the pictures of which a size or a public copy is missing, oldest first."""
    private = private_collection_ids() if public_copies.are_used() else frozenset()
    columns = ("id", "collection_id", "file", "width", "height", "file_hash", "ready", *FOCAL_COLUMNS)
    # Rows, not objects: a library of 100,000 pictures is gone through in seconds, in little memory.
    rows = CmsImage.objects.order_by("pk").values_list(*columns, named=True)
    return [
        row.id
        for row in rows.iterator(chunk_size=1_000)
        if not is_complete(row) or not public_copies.is_settled(row, private)
    ]


def make_for(image_ids: list[int], *, is_anew: bool = False) -> Iterator[Outcome]:
    """Make what is missing, picture by picture. One that fails doesn't stop the others.

    It can be stopped at any time: each picture is finished for itself.
    """
    for image_id in image_ids:
        image = CmsImage.objects.filter(pk=image_id).first()
        if not image:
            continue
        try:
            yield Outcome(image, _make(image, is_anew=is_anew))
        except Exception as error:
            # A file may be missing, or damaged in any way; the caller tells the reader about each.
            yield Outcome(image, False, f"{type(error).__name__}: {error}")


def _make(image: CmsImage, *, is_anew: bool = False) -> bool:
    """Make what is missing of a picture, and then its public copies."""
    is_made = make_renditions(image, is_anew=is_anew)
    if not public_copies.are_used() and public_copies.MARK not in image.ready:
        return is_made
    public_copies.settle(image.pk)
    return is_made
