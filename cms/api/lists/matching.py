"""Which pages a query finds: for `search`, and within a list for `filter.query`."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from cms.foundation.query_plans import is_among
from cms.foundation.search.backend import TEXT, TEXT_AND_CAPTIONS, Sought, found_pages
from cms.foundation.search.words import parse
from cms.media.models import CaptionedPicture, CmsImage

from ..reading.sites import Root


def by_query(rows: Any, looked_for: Sought) -> Any:
    """Keep the pages that `matching` keeps; none where nothing is looked for."""
    return matching(rows, looked_for) if looked_for else rows.none()


def matching(rows: Any, looked_for: Sought) -> Any:
    """Keep the pages that have every word of a query in their title, their texts or their public captions.

    A page that gives a caption to any picture which is not public is found by its title and texts alone.
    """
    public = CmsImage.objects.public().filter(pk=OuterRef("image_id")).order_by()
    hidden = CaptionedPicture.objects.filter(~Exists(public), page_id=OuterRef("page"))
    found = found_pages(looked_for, TEXT_AND_CAPTIONS)
    # Asked of each page that is found: instead of an EXISTS PostgreSQL would list the captions of all pages.
    found = found.alias(hidden=Subquery(hidden.values("image_id")[:1]))
    found = found.filter(Q(hidden__isnull=True) | Q(page__in=found_pages(looked_for, TEXT)))
    return rows.filter(is_among(found))


def with_query(given: dict[str, Any], root: Root | None) -> dict[str, Any]:
    """Return a filter with its `query` as terms in the list's language. A blank one restricts nothing."""
    text = given.pop("query", None)
    if text is not None and text.strip():
        given["query"] = parse(text, root.code if root else "")
    return given
