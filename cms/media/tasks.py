"""Background tasks of pictures: renditions, public copies, stale files, captions.

A queued task stands in the database by its dotted name, and another server of the installation may run
another release: a task keeps its name, and its place in this module.
"""

from django_tasks import task
from wagtail.models import Page

from cms.foundation.models import BasePage

from .models import CaptionedPicture, CmsImage
from .services import public_copies
from .services.missing_renditions import complete
from .services.stale_files import delete_stale_files


# After what keeps the admin current: where something is used, and what a search finds.
@task(priority=-10)
def make_renditions_task(image_id: int) -> bool:
    """Generate every size of a picture; False where nothing was missing, or the picture is gone."""
    image = CmsImage.objects.filter(pk=image_id).first()
    return bool(image) and complete(image)


@task(priority=-10)
def settle_copies_task(image_id: int) -> None:
    """Bring a picture's copies in the public part of the store to what its collection allows."""
    public_copies.settle(image_id)


# Before all others: what has become private is read no longer.
@task(priority=50)
def settle_all_copies_task() -> None:
    """Withdraw the copies of what has become private, and let those of what has become public be made."""
    public_copies.withdraw_private()
    for image_id in public_copies.unpublished_ids():
        settle_copies_task.enqueue(image_id)


@task
def remove_stale_files_task(image_id: int) -> None:
    """Delete a picture's files that nobody names, or all of one that is gone."""
    delete_stale_files(image_id)


@task(priority=-10)
def forget_captioned_pictures_task(page_id: int) -> None:
    """Remove the rows of `CaptionedPicture` whose captions have left a page."""
    page = Page.objects.filter(pk=page_id).specific().first()
    kept = {image_id for image_id, _ in page.captions()} if isinstance(page, BasePage) else set()
    CaptionedPicture.objects.filter(page_id=page_id).exclude(image_id__in=kept).delete()
