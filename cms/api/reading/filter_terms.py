"""By which categories, tags and members news are filtered: their ids, and whether few articles have them.

The articles of a large category are found soonest in the order of the list, those of a small one among the
rows of the category, and those of one that nobody uses any longer, too. SQLite cannot know which it is, and
PostgreSQL not from a slug.
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

from .request import Reading
from .statements import Given

#: Up to so many rows are sorted rather than looked for in the order of the list.
MOST_SOUGHT = 1_000
#: A term without a language; a member is meant in the article's language alone.
_OF_EVERY_LANGUAGE = 0


class _RowsOf(Subquery):
    """How many rows a subquery finds."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class _Relation(NamedTuple):
    """Rows that join articles and terms: of which model, and by which columns."""

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

    `is_few` tells that a list is found by the rows that join them. A `Terms` is part of what a list is known
    by, so it holds nothing that is another with every publication.
    """

    field: str
    ids: tuple[tuple[int, tuple[int, ...]], ...]
    is_few: bool = False

    def keep(self, articles: Any) -> Any:
        """Keep the articles that have one of the terms; each once."""
        if not self.ids:
            return articles.none()
        kept = Q()
        for language, ids in self.ids:
            one = self._having(ids)
            kept |= one if language == _OF_EVERY_LANGUAGE else Q(one, locale_id=language)
        return articles.filter(kept)

    def _having(self, ids: Sequence[int]) -> Q:
        relation = _RELATIONS[self.field]
        rows = relation.rows.objects.filter(**{f"{relation.term}__in": ids})
        if self.is_few:
            return Q(is_among(rows.order_by().values(relation.page)))
        return Q(Exists(rows.filter(**{relation.page: OuterRef("pk")})))


class _Counted(NamedTuple):
    """One term: its language, its id, and its rows, counted up to one more than `MOST_SOUGHT`.

    `is_recent` tells that one of the newest articles, so many, has it; `until` when it is no term any longer.
    """

    language: int
    pk: int
    rows: int
    is_recent: bool
    until: datetime | None


def find_terms(reading: Reading, slugs: Mapping[str, Sequence[str]]) -> dict[str, Terms]:
    """Return by field the terms that slugs name; of all fields in one statement, kept of each edition.

    A member that is not public is no term, as if there were none: articles would tell that it is there.
    """
    asked = tuple((field, tuple(dict.fromkeys(of_field))) for field, of_field in sorted(slugs.items()))
    found: dict[str, Terms] = reading.kept_lasting((find_terms, asked), lambda: _found(reading, dict(asked)))
    return found


def find_categories(reading: Reading, ids: Sequence[int]) -> dict[int, Terms]:
    """Return categories by their ids, each alone, without those that are gone; kept of each edition."""
    asked = tuple(sorted(set(ids)))

    def find() -> dict[int, Terms]:
        rows = reading.rows(
            find_categories,
            lambda given: _counted("categories", Category.objects.filter(pk__in=given.ids())),
            ids=asked,
        )
        counted = [_Counted(*row) for _, *row in rows]
        return {one.pk: _terms("categories", [one], is_few=_are_few([one])) for one in counted}

    found: dict[int, Terms] = reading.kept.get((find_categories, asked), find)
    return found


def _found(
    reading: Reading, slugs: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Terms], datetime | None]:
    """Return by field the terms that slugs name, and until when they hold: until a member expires."""
    fields = tuple(field for field, of_field in slugs.items() if of_field)

    def build(given: Given) -> Any:
        first, *others = (
            _counted(field, _known(reading, field, given).filter(slug__in=given.texts(field)))
            for field in fields
        )
        return first.union(*others, all=True) if others else first

    lists = {field: slugs[field] for field in fields}
    rows = reading.rows((find_terms, fields), build, **lists) if fields else []
    counted = {field: [_Counted(*row) for name, *row in rows if name == field] for field in slugs}
    # By one of them alone: of the others each article is asked.
    fewest = min(counted, key=lambda field: _order_of_use(counted[field]))
    ends = [one.until for found in counted.values() for one in found if one.until]
    return {
        field: _terms(field, found, is_few=field == fewest and _are_few(found))
        for field, found in counted.items()
    }, min(ends, default=None)


def _known(reading: Reading, field: str, given: Given) -> Any:
    """Return all that a filter may name."""
    terms = _RELATIONS[field].terms
    return reading.published(terms, given.now) if issubclass(terms, Page) else terms._default_manager.all()


def _order_of_use(found: list[_Counted]) -> tuple[int, bool]:
    return sum(one.rows for one in found), any(one.is_recent for one in found)


def _are_few(found: list[_Counted]) -> bool:
    """Tell whether articles are found soonest by the rows of terms, and not in the order of the list."""
    rows, is_recent = _order_of_use(found)
    return rows <= MOST_SOUGHT or not is_recent


def _counted(field: str, terms: Any) -> Any:
    """Return (field, language, id, rows up to one more than `MOST_SOUGHT`, is recent, end) of terms."""
    relation = _RELATIONS[field]
    rows = relation.rows.objects.filter(**{relation.term: OuterRef("pk")}).order_by()
    count = _RowsOf(rows.values(relation.term)[: MOST_SOUGHT + 1])
    newest = NewsPage.objects.newest_first().values("pk")[:MOST_SOUGHT]
    is_recent = Exists(rows.filter(is_among(newest, relation.page)))
    return terms.order_by().values_list(
        Value(field), relation.language, "pk", count, is_recent, relation.until
    )


def _terms(field: str, found: list[_Counted], *, is_few: bool) -> Terms:
    by_language = groupby(sorted(found, key=lambda one: (one.language, one.pk)), key=attrgetter("language"))
    ids = tuple((language, tuple(one.pk for one in of_language)) for language, of_language in by_language)
    return Terms(field, ids, is_few)
