"""What an answer is made of, in tags (`cms.delivery.tags`), by which caches on the way know what to forget.

Unless its reader says better, an answer is made of all that is in the tables which a statement names: a list
of articles of `news`, whatever it leaves out. So what nobody has thought of is too wide, not wrong. A fetch
function that asks for things by number says which (`news:42`), and takes the kind for what it asked for in
vain: the number of something that is not public is told nowhere.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from wagtail.models import Page

from cms.delivery.table_tags import tags_of_tables
from cms.delivery.tags import SITE, every_page, tag_of

#: Among the tags of what nothing can be promised of: a search, which follows its index; the log itself.
UNKNOWN = "?"
_UNKNOWN = frozenset((UNKNOWN,))
#: How many characters of tags a response carries at most. Proxies take some 8 kB of all headers.
MOST_CHARACTERS = 4_000

_PAGE = Page._meta.db_table
_WORD = re.compile(r"\w+")
#: A statement about pages of any kind, rather than about the table of one kind and what all pages have.
_ABOUT_PAGES = re.compile(rf'FROM "?{_PAGE}\b')
#: What may stand in a header, between commas and spaces.
_TAG = re.compile(r"[a-z][a-z-]*(?::[A-Za-z0-9_-]{1,60})?")


class Told(str):
    """SQL whose reader has said what it is made of."""

    __slots__ = ()


class MadeOf:
    """Collects the tags of one answer, and of what is kept from one answer to the next."""

    __slots__ = ("_is_told", "_noted", "keeping")

    def __init__(self) -> None:
        self._noted: set[str] = set()
        self._is_told = False
        #: How many values are being made that will be kept, one within the other.
        self.keeping = 0

    def note(self, tags: Iterable[str]) -> None:
        self._noted.update(tags)

    def note_found(self, kind: str, asked: Iterable[Any], found: Collection[Any]) -> None:
        """Note things by number: those found by that, the kind for others: one of them may come."""
        self._noted.update(tag_of(kind, number) for number in found)
        if any(number not in found for number in asked):
            self._noted.add(kind)

    def note_unknown(self) -> None:
        """Note what may change without a word in the log."""
        self._noted.add(UNKNOWN)

    @contextmanager
    def told(self, *tags: str) -> Iterator[None]:
        """Note what the statements inside are made of, rather than all that is in their tables."""
        self._noted.update(tags)
        before, self._is_told = self._is_told, True
        try:
            yield
        finally:
            self._is_told = before

    def begin(self) -> set[str]:
        """Collect what is noted from now on apart, until `end`, which takes what this returns."""
        outer = self._noted
        self._noted = set()
        return outer

    def end(self, outer: set[str]) -> set[str]:
        """Return what was noted since `begin`, and note it for what is around, too."""
        inner = self._noted
        outer |= inner
        self._noted = outer
        return inner

    def around_sql(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Note what a statement is made of that nobody has spoken for; for `connection.execute_wrapper`."""
        if type(sql) is not Told and not self._is_told:
            self._noted.update(tags_in(str(sql)))
        return execute(sql, params, many, context)

    def tags(self) -> tuple[str, ...] | None:
        """Return the tags of the answer, sorted; None where it may change without a word in the log."""
        if UNKNOWN in self._noted:
            return None
        return fitting({SITE, *map(_fit_for_a_header, self._noted)})


def fitting(tags: set[str]) -> tuple[str, ...]:
    """Return tags, sorted, as a header has room for them.

    Where there are too many, a kind stands for its things: first one that is there anyway, then the kind with
    most of them. A change of a thing has both.
    """
    length = sum(map(len, tags)) + len(tags)
    if length <= MOST_CHARACTERS:
        return tuple(sorted(tags))
    things: dict[str, list[str]] = {}
    for tag in tags:
        if ":" in tag:
            things.setdefault(kind_in(tag), []).append(tag)
    by_use = sorted(things, key=lambda kind: (kind not in tags, -len(things[kind]), kind))
    found = set(tags)
    for kind in by_use:
        if length <= MOST_CHARACTERS:
            break
        length -= sum(map(len, things[kind])) + len(things[kind])
        found.difference_update(things[kind])
        if kind not in found:
            found.add(kind)
            length += len(kind) + 1
    return tuple(sorted(found))


@lru_cache(maxsize=5_000)
def _fit_for_a_header(tag: str) -> str:
    return tag if _TAG.fullmatch(tag) else kind_in(tag)


def kind_in(tag: str) -> str:
    return tag.partition(":")[0]


@lru_cache(maxsize=500)
def tags_in(sql: str) -> frozenset[str]:
    """Return the tags of all that is in the tables of which a statement speaks."""
    return _tags_of(_WORD.findall(sql), is_about_pages=_ABOUT_PAGES.search(sql) is not None)


def tags_of_query(sql: str, model: type[Any]) -> frozenset[str]:
    """Return the tags of a queryset of `model` as SQL; that is empty where nothing can be found."""
    tables = [model._meta.db_table, *(parent._meta.db_table for parent in model._meta.all_parents)]
    return _tags_of([*tables, *_WORD.findall(sql)], is_about_pages=model is Page)


def _tags_of(names: Iterable[str], *, is_about_pages: bool) -> frozenset[str]:
    of_tables = tags_of_tables()
    tables = of_tables.keys() & set(names)
    found: set[str] = set()
    for table in tables - {_PAGE}:
        tags = of_tables[table]
        found |= _UNKNOWN if tags is None else tags
    # What all pages have is part of the one whose own table is read.
    if is_about_pages or (_PAGE in tables and found.isdisjoint(every_page())):
        found |= every_page()
    return frozenset(found)
