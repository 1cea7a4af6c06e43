"""Which pictures and documents the public may see, and what a list of pictures needs."""

from typing import Any, Self

from django.db import models
from wagtail.documents.models import DocumentQuerySet
from wagtail.images.models import ImageQuerySet

from .visibility import private_collections


class PublicQuerySet(models.QuerySet[Any]):
    """For models that stand in a collection."""

    def public(self) -> Self:
        """Leave out what stands in a private collection, or anywhere below one."""
        return self.exclude(collection__in=private_collections())


class CmsImageQuerySet(PublicQuerySet, ImageQuerySet):
    """Reads as a sentence: `CmsImage.objects.public().with_texts()`."""

    def with_texts(self) -> Self:
        """Fetch the texts of all languages along, in one more query."""
        from .models import ImageText

        return self.prefetch_related(
            models.Prefetch("texts", queryset=ImageText.objects.select_related("locale").order_by("pk"))
        )


class CmsDocumentQuerySet(PublicQuerySet, DocumentQuerySet):
    """Reads as a sentence: `CmsDocument.objects.public()`."""
