"""Loader of the terms of pages: categories, tags, sectors, competences."""

from collections import defaultdict
from collections.abc import Generator
from typing import Any

from django.db.models import Value

from cms.delivery.tags import kind_of, surrogate_key
from cms.foundation.sorting import sort_key
from cms.members.models import MemberCompetence, MemberPage
from cms.news.models import NewsPage, NewsTag

from ..loading.context import RequestContext
from ..loading.drafts import is_draft
from ..loading.prepared_statements import BoundQuery, Placeholders
from .dto import TermData

#: Field → (through model, its page column, its relation to the term).
_FIELDS: dict[str, tuple[Any, str, str]] = {
    "categories": (NewsPage.categories.through, "newspage_id", "category"),
    "tags": (NewsTag, "content_object_id", "tag"),
    "sectors": (MemberPage.sectors.through, "memberpage_id", "sector"),
    "competences": (MemberCompetence, "content_object_id", "tag"),
}


#: Field → kind of its terms in cache tags.
_KINDS = {
    field: kind_of(through._meta.get_field(term).related_model)
    for field, (through, _, term) in _FIELDS.items()
}


def fetch_terms(
    context: RequestContext, ids: list[int]
) -> Generator[BoundQuery, list[Any], dict[int, dict[str, list[TermData]]]]:
    """Return the terms of each page by field: pages of all types and all requested fields in one statement.

    Pages of all types share one id sequence, so a page has rows in the through tables of its type only.
    """
    fields = tuple(field for field in _FIELDS if context.is_requested(field))

    def build(placeholders: Placeholders) -> Any:
        first, *others = (_rows(field, placeholders.ids()) for field in fields)
        return first.union(*others, all=True) if others else first

    terms: dict[int, dict[str, list[TermData]]] = defaultdict(lambda: defaultdict(list))
    rows = (yield context.bound_query((fetch_terms, fields), build, cache_tags=(), ids=ids)) if fields else ()
    for page_id, field, pk, slug, name in rows:
        terms[page_id][field].append(TermData(f"{field}-{pk}", slug, name))
        context.tag_collector.add((surrogate_key(_KINDS[field], pk),))
    return {page_id: _sorted(by_field) for page_id, by_field in terms.items()}


def _rows(field: str, ids: list[int]) -> Any:
    through, page, term = _FIELDS[field]
    rows = through.objects.filter(**{f"{page}__in": ids}).order_by()
    return rows.values_list(page, Value(field), f"{term}_id", f"{term}__slug", f"{term}__name")


def _terms_of_draft(context: RequestContext, page: Any) -> dict[str, list[TermData]]:
    by_field = {}
    for field, (through, _, relation) in _FIELDS.items():
        if hasattr(page, field) and context.is_requested(field):
            terms = _tags_of_draft(page, through) if relation == "tag" else getattr(page, field).all()
            by_field[field] = [TermData(f"{field}-{term.pk}", term.slug, term.name) for term in terms]
    return _sorted(by_field)


def _tags_of_draft(page: Any, through: Any) -> Any:
    """Return the tags of a draft in one statement; following each row's relation would be N+1."""
    rows = through._meta.get_field("content_object").remote_field.get_accessor_name()
    return through.tag_model().objects.filter(pk__in=[row.tag_id for row in getattr(page, rows).all()])


def _sorted(by_field: dict[str, list[TermData]]) -> dict[str, list[TermData]]:
    """Return terms in alphabetical order, by field."""
    return {
        field: sorted(terms, key=lambda term: (sort_key(term.name), term.slug))
        for field, terms in by_field.items()
    }


def terms_of(context: RequestContext, page: Any, field: str) -> list[TermData]:
    """Return the terms in one field of a page, in alphabetical order."""
    if is_draft(page):
        by_field = context.load_one(_terms_of_draft, page)
    else:
        by_field = context.loader(fetch_terms).get(page.pk) or {}
    return list(by_field.get(field, ()))
