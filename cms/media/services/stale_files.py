"""Delete rendition files that no picture names any more, and originals.

They go after the transaction that stopped naming them; see `cms.media.signal_handlers`.
"""

import logging
from typing import Any

from django.core.files.storage import default_storage
from wagtail.tasks import delete_file_from_storage_task

from cms.serving.unavailable import StoreAway

from ..models import CmsImage
from ..renditions import FOCAL_COLUMNS, FOLDER, current_key

logger = logging.getLogger(__name__)


def delete_file(name: str) -> None:
    """Delete a file of the media storage: now, or by a task as soon as the store answers again."""
    try:
        default_storage.delete(name)
    except StoreAway:
        storage: Any = default_storage
        delete_file_from_storage_task.enqueue(storage.deconstruct(), name)


def delete_stale_files(image_id: int) -> None:
    """Delete a picture's files that nobody names: of an older state, of a crash, or all where it is gone.

    Raises `StoreAway`.
    """
    folder = f"{FOLDER}/{image_id}"
    image = (
        CmsImage.objects.filter(pk=image_id).only("rendition_manifest", "file_hash", *FOCAL_COLUMNS).first()
    )
    # A worker may be writing those of the current key just now.
    keys = (
        (image.rendition_manifest.get("key"), image.rendition_manifest.get("previous"), current_key(image))
        if image
        else ()
    )
    kept = tuple(f"{key}-" for key in keys if key)
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        if not name.startswith(kept):
            default_storage.delete(f"{folder}/{name}")
    if not image:
        _delete_folder(folder)


def _delete_folder(folder: str) -> None:
    try:
        default_storage.delete(folder)
    except OSError:
        logger.info("The folder %s is not empty yet", folder)
