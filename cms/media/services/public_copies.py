"""Public copies of pictures in the media store, which everybody may fetch: publish, withdraw, settle.

With CMS_MEDIA_PUBLIC_URL the files of public pictures lie in the store twice: as they were made, and as
copies in its public part (`cms.media.bucket`). `rendition_manifest["public"]` says that all copies are
there, so that the API may name them; until then the CMS serves the picture itself. A picture that becomes
private loses them.

Whoever changes what is public lets `settle` run afterwards. It asks anew who may see the picture, and those
who publish ask once more after the last copy: whichever comes first, a withdrawal or a copy, no copy stays.
"""

from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from ..fields import is_vector_name
from ..models import CmsImage
from ..renditions import FOLDER
from ..signals import renditions_changed
from ..visibility import private_collection_ids

MARK = "public"


def are_used() -> bool:
    """Tell whether this installation has a public part of its media store."""
    return bool(settings.CMS_MEDIA_PUBLIC_URL)


def is_settled(image: Any, private: frozenset[int]) -> bool:
    """Tell whether a picture, or a row of it, says what its collection allows."""
    return (MARK in image.rendition_manifest) == (are_used() and image.collection_id not in private)


def publish(image: CmsImage) -> bool:
    """Copy what is made of a picture, unless it is private; True where it is public now.

    Raises `StoreAway`, and `FileNotFoundError` for a vector that has gone.
    """
    if not are_used() or image.collection_id in private_collection_ids():
        return False
    storage: Any = default_storage
    there = set(_copies(image))
    for name in _files(image):
        if name not in there:
            storage.publish(name)
    if not _is_public(image):
        _withdraw(image)
        return False
    return True


def settle(image_id: int) -> None:
    """Bring a picture's copies to what its collection allows, and note it. Raises `StoreAway`."""
    image = CmsImage.objects.filter(pk=image_id).first()
    if image is None:
        return
    is_public = publish(image)
    if not is_public and (are_used() or MARK in image.rendition_manifest):
        _withdraw(image)
    with transaction.atomic():
        current = CmsImage.objects.select_for_update().filter(pk=image_id, file=image.file.name).first()
        if current is None or (MARK in current.rendition_manifest) == is_public:
            return
        if is_public and current.rendition_manifest.get("key") != image.rendition_manifest.get("key"):
            # Made anew meanwhile, by somebody who publishes it too.
            return
        rest = {name: value for name, value in current.rendition_manifest.items() if name != MARK}
        CmsImage.objects.filter(pk=image_id).update(
            rendition_manifest={**rest, MARK: True} if is_public else rest
        )
        renditions_changed.send(CmsImage, instance=current)


def withdraw_private() -> None:
    """Withdraw the copies of what has become private. Raises `StoreAway`."""
    private = CmsImage.objects.filter(
        rendition_manifest__has_key=MARK, collection__in=private_collection_ids()
    )
    for image_id in private.values_list("pk", flat=True):
        settle(image_id)


def unpublished_ids() -> list[int]:
    """Return the ids of public pictures without public copies."""
    public = CmsImage.objects.exclude(collection__in=private_collection_ids())
    return list(public.exclude(rendition_manifest__has_key=MARK).values_list("pk", flat=True))


def _is_public(image: CmsImage) -> bool:
    return type(image).objects.public().filter(pk=image.pk).exists()


def _files(image: CmsImage) -> list[str]:
    if image.is_vector:
        return [str(image.file.name)]
    folder = f"{FOLDER}/{image.pk}"
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]


def _copies(image: CmsImage) -> list[str]:
    storage: Any = default_storage
    if is_vector_name(str(image.file.name)):
        # One file: as quickly copied as asked for.
        return []
    published: list[str] = storage.published(f"{FOLDER}/{image.pk}")
    return published


def _withdraw(image: CmsImage) -> None:
    if not settings.CMS_MEDIA_BUCKET:
        # The installation has gone back to its disk.
        return
    storage: Any = default_storage
    names = _copies(image)
    if image.is_vector:
        names.append(str(image.file.name))
    if names:
        storage.withdraw(names)
