"""Full-text filter: the pages that match a query, for `search` and for `filter.query` of a list."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from cms.foundation.query_plans import is_among
from cms.foundation.search.backend import TEXT, TEXT_AND_CAPTIONS, Sought, found_pages
from cms.foundation.search.words import parse
from cms.media.models import CaptionedPicture, CmsImage

from ..loading.sites import Root


def by_query(rows: Any, query: Sought) -> Any:
    """Filter pages by `matching`; no pages for a query without terms."""
    return matching(rows, query) if query else rows.none()


def matching(rows: Any, query: Sought) -> Any:
    """Filter pages to those with every word of a query in their title, texts or public captions.

    A page that captions any picture that is not public is found by its title and texts alone.
    """
    public = CmsImage.objects.public().filter(pk=OuterRef("image_id")).order_by()
    hidden = CaptionedPicture.objects.filter(~Exists(public), page_id=OuterRef("page"))
    found = found_pages(query, TEXT_AND_CAPTIONS, rows.model)
    # A scalar subquery per page found: for an EXISTS PostgreSQL would list the captions of all pages.
    found = found.alias(hidden=Subquery(hidden.values("image_id")[:1]))
    found = found.filter(Q(hidden__isnull=True) | Q(page__in=found_pages(query, TEXT, rows.model)))
    return rows.filter(is_among(found))


def with_query(filter_values: dict[str, Any], root: Root | None) -> dict[str, Any]:
    """Parse the `query` of a filter to terms of the list's language, in place; a blank one is removed."""
    text = filter_values.pop("query", None)
    if text is not None and text.strip():
        filter_values["query"] = parse(text, root.code if root else "")
    return filter_values
