"""What follows the end of a picture, and the captions that a page gives to pictures."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from cms.foundation.models import BasePage

from . import public_copies
from .making import clear_up
from .models import CaptionedPicture, CmsImage
from .signals import collection_changed


def remove_files(instance: CmsImage, **kwargs: Any) -> None:
    transaction.on_commit(partial(clear_up, instance.pk))


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
        from .tasks import forget_captioned_pictures_task

        forget_captioned_pictures_task.enqueue(instance.pk)
    CaptionedPicture.objects.bulk_create(
        (CaptionedPicture(page_id=instance.pk, image_id=image_id) for image_id in wanted - known),
        ignore_conflicts=True,
    )


def register() -> None:
    post_save.connect(note_captioned_pictures, dispatch_uid="media.note_captioned_pictures")
    post_delete.connect(remove_files, sender=CmsImage, dispatch_uid="media.remove_files")
    for model in public_copies.DECISIVE:
        for signal in (post_save, post_delete):
            signal.connect(public_copies.settle_all_soon, sender=model, dispatch_uid="media.settle_all")
    collection_changed.connect(
        public_copies.settle_all_soon, sender=CmsImage, dispatch_uid="media.settle_all"
    )
