"""Which collections are private: the one rule, for lists, for the API and for serving files."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import Collection, CollectionViewRestriction


def private_collections() -> QuerySet[Collection]:
    """Return the collections that carry a view restriction, or stand anywhere below one that does.

    A sub-collection of a private collection is private too: an editor who closes "Board" means what is in it.
    """
    above = (
        CollectionViewRestriction.objects.alias(
            below=ExpressionWrapper(OuterRef("path"), output_field=CharField())
        )
        .filter(below__startswith=F("collection__path"))
        .exclude(restriction_type=CollectionViewRestriction.NONE)
    )
    return Collection.objects.filter(Exists(above)).order_by()


def private_collection_ids() -> frozenset[int]:
    """Return the ids of the private collections; one query."""
    return frozenset(private_collections().values_list("pk", flat=True))
