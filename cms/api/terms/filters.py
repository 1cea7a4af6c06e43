"""Term filters of news (categories, tags, members): slugs resolved to ids, and the query plan to use.

Articles of a large category are found fastest by walking the ordering index; those of a small category, or of
one that is no longer used, by joining its through table. SQLite cannot know which it is, nor can PostgreSQL
from a slug.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import DateTimeField, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from cms.foundation.query_plans import is_among
from cms.members.models import MemberPage
from cms.news.models import Category, NewsMember, NewsPage, NewsTag, Tag

from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders

#: Up to this many rows, sorting them is faster than walking the ordering index.
MAX_SORTED_ROWS = 1_000
#: Language id of a term without a language; a member only matches articles of its own language.
_OF_EVERY_LANGUAGE = 0


class _RowsOf(Subquery):
    """COUNT(*) of a subquery."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class _Relation(NamedTuple):
    """The relation of articles and terms: through model, page and term columns, term model.

    `language` and `until` are expressions of the term: its language id, and when it expires.
    """

    rows: Any
    page: str
    term: str
    terms: Any
    language: Any
    until: Any = Cast(Value(None), DateTimeField())


_RELATIONS = {
    "categories": _Relation(
        NewsPage.categories.through, "newspage_id", "category_id", Category, Value(_OF_EVERY_LANGUAGE)
    ),
    "tags": _Relation(NewsTag, "content_object_id", "tag_id", Tag, Value(_OF_EVERY_LANGUAGE)),
    "members": _Relation(NewsMember, "page_id", "member_id", MemberPage, "locale_id", "expire_at"),
}


class Terms(NamedTuple):
    """The terms that a filter names: ids by language (0 for every one).

    `uses_index_join`: articles are found by the through table. `Terms` are part of list cache keys, so they
    hold nothing that changes with every publication.
    """

    field: str
    ids: tuple[tuple[int, tuple[int, ...]], ...]
    uses_index_join: bool = False

    def filter(self, articles: Any) -> Any:
        """Filter articles to those with at least one of the terms, without duplicates."""
        if not self.ids:
            return articles.none()
        condition = Q()
        for language, ids in self.ids:
            has_term = self._having(ids)
            condition |= has_term if language == _OF_EVERY_LANGUAGE else Q(has_term, locale_id=language)
        return articles.filter(condition)

    def _having(self, ids: Sequence[int]) -> Q:
        relation = _RELATIONS[self.field]
        rows = relation.rows.objects.filter(**{f"{relation.term}__in": ids})
        if self.uses_index_join:
            return Q(is_among(rows.order_by().values(relation.page)))
        return Q(Exists(rows.filter(**{relation.page: OuterRef("pk")})))


class _CountedTerm(NamedTuple):
    """One term: language id, primary key, and number of rows, counted up to `MAX_SORTED_ROWS` + 1.

    `is_recent`: one of the newest `MAX_SORTED_ROWS` articles has it; `until`: when it expires.
    """

    language: int
    pk: int
    rows: int
    is_recent: bool
    until: datetime | None


def find_terms(context: RequestContext, slugs: Mapping[str, Sequence[str]]) -> dict[str, Terms]:
    """Return terms by slug, per field; all fields in one statement, cached per edition.

    A member that is not public is treated as missing: its articles would reveal that it exists.
    """
    requested = tuple((field, tuple(dict.fromkeys(of_field))) for field, of_field in sorted(slugs.items()))
    terms: dict[str, Terms] = context.cached_until(
        (find_terms, requested), lambda: _find(context, dict(requested))
    )
    return terms


def find_categories(context: RequestContext, ids: Sequence[int]) -> dict[int, Terms]:
    """Return categories by id, each as `Terms` of its own; deleted ones are left out. Cached per edition."""
    requested = tuple(sorted(set(ids)))

    def find() -> dict[int, Terms]:
        rows = context.rows(
            find_categories,
            lambda placeholders: _count_rows(
                "categories", Category.objects.filter(pk__in=placeholders.ids())
            ),
            ids=requested,
        )
        terms = [_CountedTerm(*row) for _, *row in rows]
        return {
            term.pk: _terms("categories", [term], uses_index_join=_use_index_join([term])) for term in terms
        }

    categories: dict[int, Terms] = context.version_cache.get((find_categories, requested), find)
    return categories


def _find(
    context: RequestContext, slugs: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Terms], datetime | None]:
    """Return (terms per field, expiry): they expire with the first of the members."""
    fields = tuple(field for field, of_field in slugs.items() if of_field)

    def build(placeholders: Placeholders) -> Any:
        first, *others = (
            _count_rows(
                field,
                _public_terms(context, field, placeholders).filter(
                    slug__in=placeholders.texts(f"{field}_slugs")
                ),
            )
            for field in fields
        )
        return first.union(*others, all=True) if others else first

    # Not the bare field as the list's name: `rows` has a parameter `tags`.
    lists = {f"{field}_slugs": slugs[field] for field in fields}
    rows = context.rows((find_terms, fields), build, **lists) if fields else []
    counted = {field: [_CountedTerm(*row) for name, *row in rows if name == field] for field in slugs}
    # Join by the most selective field only; the others are an EXISTS for each article.
    most_selective = min(counted, key=lambda field: _selectivity(counted[field]))
    expiries = [term.until for terms in counted.values() for term in terms if term.until]
    return {
        field: _terms(field, terms, uses_index_join=field == most_selective and _use_index_join(terms))
        for field, terms in counted.items()
    }, min(expiries, default=None)


def _public_terms(context: RequestContext, field: str, placeholders: Placeholders) -> Any:
    """Return all terms that a filter accepts, as a queryset."""
    terms = _RELATIONS[field].terms
    return (
        context.published(terms, placeholders.now)
        if issubclass(terms, Page)
        else terms._default_manager.all()
    )


def _selectivity(terms: list[_CountedTerm]) -> tuple[int, bool]:
    """Return (rows, whether any is recent); the lowest is the most selective."""
    return sum(term.rows for term in terms), any(term.is_recent for term in terms)


def _use_index_join(terms: list[_CountedTerm]) -> bool:
    """Return whether joining the through table is faster than walking the ordering index."""
    rows, is_recent = _selectivity(terms)
    return rows <= MAX_SORTED_ROWS or not is_recent


def _count_rows(field: str, terms: Any) -> Any:
    """Return a queryset of (field, *columns of `_CountedTerm`)."""
    relation = _RELATIONS[field]
    rows = relation.rows.objects.filter(**{relation.term: OuterRef("pk")}).order_by()
    count = _RowsOf(rows.values(relation.term)[: MAX_SORTED_ROWS + 1])
    newest = NewsPage.objects.newest_first().values("pk")[:MAX_SORTED_ROWS]
    is_recent = Exists(rows.filter(is_among(newest, relation.page)))
    return terms.order_by().values_list(
        Value(field), relation.language, "pk", count, is_recent, relation.until
    )


def _terms(field: str, terms: list[_CountedTerm], *, uses_index_join: bool) -> Terms:
    by_language = groupby(sorted(terms, key=attrgetter("language", "pk")), key=attrgetter("language"))
    ids = tuple((language, tuple(term.pk for term in of_language)) for language, of_language in by_language)
    return Terms(field, ids, uses_index_join)
