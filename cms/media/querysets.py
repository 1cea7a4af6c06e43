"""QuerySets of pictures and documents: `public()` by collection, and `with_texts()`."""

from typing import Any, Self

from django.db import models, transaction
from wagtail.documents.models import DocumentQuerySet
from wagtail.images.models import ImageQuerySet

from .signals import collection_changed
from .visibility import private_collections


class PublicQuerySet(models.QuerySet[Any]):
    """For models that stand in a collection."""

    def public(self) -> Self:
        """Leave out what stands in a private collection, or anywhere below one."""
        return self.exclude(collection__in=private_collections())

    def update(self, **values: Any) -> int:
        """Write columns of many rows. The admin puts several files into another collection in this way."""
        if not {"collection", "collection_id"} & values.keys():
            return super().update(**values)
        with transaction.atomic(using=self.db):
            files = self.model._default_manager.filter(pk__in=list(self.values_list("pk", flat=True)))
            public = set(files.public().values_list("pk", flat=True))
            count = super().update(**values)
            public.update(files.public().values_list("pk", flat=True))
            collection_changed.send(sender=self.model, ids=sorted(public))
        return count


class CmsImageQuerySet(PublicQuerySet, ImageQuerySet):
    """Reads as a sentence: `CmsImage.objects.public().with_texts()`."""

    def with_texts(self) -> Self:
        """Fetch the texts of all languages along, in one more query."""
        texts = self.model._meta.get_field("texts").related_model._default_manager
        return self.prefetch_related(
            models.Prefetch("texts", queryset=texts.select_related("locale").order_by("pk"))
        )

    def prefetch_renditions(self, *filters: Any) -> Self:
        """Fetch previews along, as the admin does wherever it lists pictures; it shows their texts too."""
        return super().prefetch_renditions(*filters).with_texts()


class CmsDocumentQuerySet(PublicQuerySet, DocumentQuerySet):
    """Reads as a sentence: `CmsDocument.objects.public()`."""
