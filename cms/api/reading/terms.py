"""Categories, tags, sectors and competences of pages."""

from collections import defaultdict
from typing import Any

from django.db.models import Value

from cms.foundation.sorting import sort_key
from cms.members.models import MemberCompetence, MemberPage
from cms.news.models import NewsPage, NewsTag

from ..values import Term
from .request import Reading

#: By field: the rows that join pages and terms, the column of the page, and the relation to the term.
_FIELDS: dict[str, tuple[Any, str, str]] = {
    "categories": (NewsPage.categories.through, "newspage_id", "category"),
    "tags": (NewsTag, "content_object_id", "tag"),
    "sectors": (MemberPage.sectors.through, "memberpage_id", "sector"),
    "competences": (MemberCompetence, "content_object_id", "tag"),
}


def fetch_terms(reading: Reading, ids: list[int]) -> dict[int, dict[str, list[Term]]]:
    """Return the terms of each page by field: of all types, and all fields asked for, in one statement.

    Pages of all types share their ids, so a page is found in the rows of its own type alone.
    """
    rows = [
        through.objects.filter(**{f"{page}__in": ids})
        .order_by()
        .values_list(page, Value(field), f"{term}_id", f"{term}__slug", f"{term}__name")
        for field, (through, page, term) in _FIELDS.items()
        if reading.asks(field)
    ]
    found: dict[int, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    if rows:
        for page_id, field, pk, slug, name in rows[0].union(*rows[1:], all=True):
            found[page_id][field].append(Term(f"{field}-{pk}", slug, name))
    for by_field in found.values():
        for terms in by_field.values():
            terms.sort(key=lambda term: (sort_key(term.name), term.slug))
    return found


def terms_of(reading: Reading, page: Any, field: str) -> list[Term]:
    """Return the terms in one field of a page, in alphabetical order."""
    return (reading.batch(fetch_terms).get(page.pk) or {}).get(field, [])
