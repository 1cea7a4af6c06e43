"""Categories, tags, sectors and competences of pages."""

from collections import defaultdict
from collections.abc import Generator
from typing import Any

from django.db.models import Value

from cms.delivery.tags import kind_of, tag_of
from cms.foundation.sorting import sort_key
from cms.members.models import MemberCompetence, MemberPage
from cms.news.models import NewsPage, NewsTag

from ..values import Term
from .drafts import is_draft
from .request import Reading
from .statements import Given, Question

#: By field: the rows that join pages and terms, the column of the page, and the relation to the term.
_FIELDS: dict[str, tuple[Any, str, str]] = {
    "categories": (NewsPage.categories.through, "newspage_id", "category"),
    "tags": (NewsTag, "content_object_id", "tag"),
    "sectors": (MemberPage.sectors.through, "memberpage_id", "sector"),
    "competences": (MemberCompetence, "content_object_id", "tag"),
}


#: The kind of the terms in a field, as in their tags.
_KINDS = {
    field: kind_of(through._meta.get_field(term).related_model)
    for field, (through, _, term) in _FIELDS.items()
}


def fetch_terms(
    reading: Reading, ids: list[int]
) -> Generator[Question, list[Any], dict[int, dict[str, list[Term]]]]:
    """Return the terms of each page by field: of all types, and all fields asked for, in one statement.

    Pages of all types share their ids, so a page is found in the rows of its own type alone.
    """
    fields = tuple(field for field in _FIELDS if reading.asks(field))

    def build(given: Given) -> Any:
        first, *others = (_rows(field, given.ids()) for field in fields)
        return first.union(*others, all=True) if others else first

    found: dict[int, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    rows = (yield reading.question((fetch_terms, fields), build, made_of=(), ids=ids)) if fields else ()
    for page_id, field, pk, slug, name in rows:
        found[page_id][field].append(Term(f"{field}-{pk}", slug, name))
        reading.made_of.note((tag_of(_KINDS[field], pk),))
    return {page_id: _sorted(by_field) for page_id, by_field in found.items()}


def _rows(field: str, ids: list[int]) -> Any:
    through, page, term = _FIELDS[field]
    rows = through.objects.filter(**{f"{page}__in": ids}).order_by()
    return rows.values_list(page, Value(field), f"{term}_id", f"{term}__slug", f"{term}__name")


def _terms_of_draft(reading: Reading, page: Any) -> dict[str, list[Term]]:
    found = {}
    for field, (through, _, term) in _FIELDS.items():
        if hasattr(page, field) and reading.asks(field):
            terms = _tags_of_draft(page, through) if term == "tag" else getattr(page, field).all()
            found[field] = [Term(f"{field}-{one.pk}", one.slug, one.name) for one in terms]
    return _sorted(found)


def _tags_of_draft(page: Any, through: Any) -> Any:
    """Return the tags of a draft in one statement: each of its rows would ask for its own."""
    rows = through._meta.get_field("content_object").remote_field.get_accessor_name()
    return through.tag_model().objects.filter(pk__in=[row.tag_id for row in getattr(page, rows).all()])


def _sorted(by_field: dict[str, list[Term]]) -> dict[str, list[Term]]:
    """Return terms in alphabetical order, by field."""
    return {
        field: sorted(terms, key=lambda term: (sort_key(term.name), term.slug))
        for field, terms in by_field.items()
    }


def terms_of(reading: Reading, page: Any, field: str) -> list[Term]:
    """Return the terms in one field of a page, in alphabetical order."""
    if is_draft(page):
        found = reading.fetch_one(_terms_of_draft, page)
    else:
        found = reading.batch(fetch_terms).get(page.pk) or {}
    return list(found.get(field, ()))
