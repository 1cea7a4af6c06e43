"""Which pages a query finds: for `search`, and within a list for `filter.query`."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from cms.foundation.search.backend import TEXT, TEXT_AND_CAPTIONS, Sought, found_pages, sought
from cms.foundation.search.words import Query, parse
from cms.media.models import CaptionedPicture, CmsImage

from ..reading.sites import Root


def by_query(rows: Any, query: Query) -> Any:
    """Keep the pages that `matching` keeps; of no word, none."""
    return matching(rows, sought(query)) if query.terms else rows.none()


def matching(rows: Any, looked_for: Sought) -> Any:
    """Keep the pages that have every word of a query in their title, their texts or their public captions.

    A page that gives a caption to any picture which is not public is found by its title and texts alone.
    """
    hidden = CaptionedPicture.objects.exclude(image_id__in=CmsImage.objects.public().order_by().values("pk"))
    return rows.filter(
        Q(pk__in=found_pages(looked_for, TEXT_AND_CAPTIONS)),
        ~Exists(hidden.filter(page_id=OuterRef("pk"))) | Q(pk__in=found_pages(looked_for, TEXT)),
    )


def with_query(given: dict[str, Any], root: Root | None) -> dict[str, Any]:
    """Return a filter with its `query` as terms in the list's language. A blank one restricts nothing."""
    text = given.pop("query", None)
    if text is not None and text.strip():
        given["query"] = parse(text, root.code if root else "")
    return given
