"""Signal receivers of media: renditions after a save, stale files, public copies, captions of pages.

What needs the committed row, or can wait, is enqueued by `transaction.on_commit`.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction

from cms.foundation.models import BasePage
from cms.serving.unavailable import StoreAway

from . import renditions
from .models import CaptionedPicture, CmsImage
from .services import public_copies
from .services.rendition_files import generate_initial_rendition, generate_renditions
from .services.stale_files import delete_file, delete_stale_files
from .signals import collection_changed, image_save_failed, image_saved, renditions_generated
from .tasks import (
    forget_captioned_pictures_task,
    make_renditions_task,
    remove_stale_files_task,
    settle_all_copies_task,
    settle_copies_task,
)

#: Whose changes may change what is public. Pictures see to it themselves.
DECISIVE = (Collection, CollectionViewRestriction)


def update_files(instance: CmsImage, new_file: str, **kwargs: Any) -> None:
    """See to it that a saved picture's previews, renditions and public copies follow it."""
    if new_file:
        # Wagtail's previews show the file before.
        instance.renditions.all().delete()
    update_renditions(instance, new_file)
    if public_copies.are_used():
        transaction.on_commit(partial(settle_copies_task.enqueue, instance.pk))


def update_renditions(image: CmsImage, new_file: str) -> None:
    """Generate one rendition of a new file now, all the others by a task; texts change nothing.

    A vector is its own rendition: it has at most a public copy, which is made now.
    """
    if image.is_vector:
        if "key" in image.rendition_manifest or (new_file and public_copies.are_used()):
            generate_renditions(image, is_anew=True)
        return
    key = renditions.current_key(image)
    current = image.rendition_manifest.get("key", "")
    if current == key:
        return
    if current[: renditions.FILE_PART] != key[: renditions.FILE_PART]:
        generate_initial_rendition(image)
    transaction.on_commit(partial(make_renditions_task.enqueue, image.pk))


def delete_files_of_failed_save(instance: CmsImage, new_file: str, **kwargs: Any) -> None:
    """Delete what the rolled back save has stored; a rollback knows nothing of files."""
    delete_file(new_file)
    if instance.pk is not None:
        delete_or_enqueue(instance.pk)


def delete_stale_files_on_commit(image_id: int, **kwargs: Any) -> None:
    transaction.on_commit(partial(delete_or_enqueue, image_id))


def delete_files_of_deleted(instance: CmsImage, **kwargs: Any) -> None:
    delete_stale_files_on_commit(instance.pk)


def delete_or_enqueue(image_id: int) -> None:
    """Delete a picture's stale files: now, or by a task as soon as the store answers again."""
    try:
        delete_stale_files(image_id)
    except StoreAway:
        remove_stale_files_task.enqueue(image_id)


def settle_all_on_commit(**kwargs: Any) -> None:
    """Settle all public copies by a task: a restriction, a collection or its place has changed."""
    if public_copies.are_used() and not kwargs.get("raw"):
        transaction.on_commit(settle_all_copies_task.enqueue)


def note_captioned_pictures(
    instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Keep the rows of `CaptionedPicture` for a page that was saved.

    Where only some columns were saved, the page at hand may be a draft, whose body is not the public one.
    What is too much goes only after the page was indexed anew: until then search knows the old captions.
    """
    if raw or update_fields is not None or not isinstance(instance, BasePage):
        return
    wanted = {image_id for image_id, _ in instance.captions()}
    rows = CaptionedPicture.objects.filter(page_id=instance.pk)
    known = set(rows.values_list("image_id", flat=True))
    if known - wanted:
        forget_captioned_pictures_task.enqueue(instance.pk)
    CaptionedPicture.objects.bulk_create(
        (CaptionedPicture(page_id=instance.pk, image_id=image_id) for image_id in wanted - known),
        ignore_conflicts=True,
    )


def register() -> None:
    post_save.connect(note_captioned_pictures, dispatch_uid="media.note_captioned_pictures")
    image_saved.connect(update_files, sender=CmsImage, dispatch_uid="media.update_files")
    image_save_failed.connect(
        delete_files_of_failed_save, sender=CmsImage, dispatch_uid="media.delete_files_of_failed_save"
    )
    renditions_generated.connect(
        delete_stale_files_on_commit, sender=CmsImage, dispatch_uid="media.delete_stale_files"
    )
    post_delete.connect(delete_files_of_deleted, sender=CmsImage, dispatch_uid="media.delete_files")
    for model in DECISIVE:
        for signal in (post_save, post_delete):
            signal.connect(settle_all_on_commit, sender=model, dispatch_uid="media.settle_all")
    collection_changed.connect(settle_all_on_commit, sender=CmsImage, dispatch_uid="media.settle_all")
