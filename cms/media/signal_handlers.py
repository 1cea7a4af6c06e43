"""What follows the end of a picture."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from .making import remove_stale_files
from .models import CmsImage


def remove_files(instance: CmsImage, **kwargs: Any) -> None:
    transaction.on_commit(partial(remove_stale_files, instance.pk))


def register() -> None:
    post_delete.connect(remove_files, sender=CmsImage, dispatch_uid="media.remove_files")
