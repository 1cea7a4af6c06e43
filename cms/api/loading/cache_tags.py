"""Cache tags (surrogate keys) of a response, by which a CDN purges it; see `cms.delivery.tags`.

By default a response has the tags of every table that its statements name: a list of articles has `news`,
whatever it leaves out. So a forgotten tag makes a response too widely tagged, never stale. A fetch function
that loads by id adds narrow tags (`news:42`), and the kind for ids without a row: the id of something that is
not public never leaves the server.
"""

import re
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from wagtail.models import Page

from cms.delivery.table_tags import tags_of_tables
from cms.delivery.tags import SITE, every_page, surrogate_key

#: Tag of data whose changes are not all logged: a search, which follows its index; the change log itself.
UNKNOWN = "?"
_UNKNOWN = frozenset((UNKNOWN,))
#: Maximum length of the tags header in characters. Proxies accept some 8 kB of headers in all.
MAX_CHARACTERS = 4_000

_PAGE = Page._meta.db_table
_WORD = re.compile(r"\w+")
#: A statement that selects from the page table itself, not from the table of one type joined with it.
_ABOUT_PAGES = re.compile(rf'FROM "?{_PAGE}\b')
#: A tag that is valid in a header, between commas and spaces.
_TAG = re.compile(r"[a-z][a-z-]*(?::[A-Za-z0-9_-]{1,60})?")


class TaggedSQL(str):
    """SQL whose cache tags have been added already: `around_sql` derives none from its tables."""

    __slots__ = ()


class TagCollector:
    """Collects the cache tags of one response, and of each value in the version cache."""

    __slots__ = ("_has_explicit_tags", "_tags", "cache_depth")

    def __init__(self) -> None:
        self._tags: set[str] = set()
        self._has_explicit_tags = False
        #: How many values for the version cache are being computed, nested in one another.
        self.cache_depth = 0

    def add(self, tags: Iterable[str]) -> None:
        self._tags.update(tags)

    def add_found(self, kind: str, requested: Iterable[Any], found: Collection[Any]) -> None:
        """Tag found ids one by one, and the whole kind for missing ones: those may appear later."""
        self._tags.update(surrogate_key(kind, pk) for pk in found)
        if any(pk not in found for pk in requested):
            self._tags.add(kind)

    def add_unknown(self) -> None:
        """Add the tag of data that may change without a log entry."""
        self._tags.add(UNKNOWN)

    @contextmanager
    def tagged(self, *tags: str) -> Iterator[None]:
        """Add `tags` for the statements inside, instead of those of their tables."""
        self._tags.update(tags)
        before, self._has_explicit_tags = self._has_explicit_tags, True
        try:
            yield
        finally:
            self._has_explicit_tags = before

    def push(self) -> set[str]:
        """Start a tag set of its own; `pop` takes the outer set, which this returns."""
        outer = self._tags
        self._tags = set()
        return outer

    def pop(self, outer: set[str]) -> set[str]:
        """Return the tag set since `push`, and merge it into the outer one."""
        inner = self._tags
        outer |= inner
        self._tags = outer
        return inner

    def collect(self, tags: set[str], call: Callable[[], Any]) -> Any:
        """Return what `call` returns, a value or a generator; add the tags of all that it reads to `tags`."""
        outer = self.push()
        try:
            value = call()
        finally:
            tags |= self.pop(outer)
        return self._collect_steps(tags, value) if isinstance(value, Generator) else value

    def _collect_steps(self, tags: set[str], steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        sent = None
        while True:
            outer = self.push()
            try:
                step = steps.send(sent)
            except StopIteration as done:
                return done.value
            finally:
                tags |= self.pop(outer)
            sent = yield step

    def around_sql(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Tag a statement that has no explicit tags by its tables; for `connection.execute_wrapper`."""
        if type(sql) is not TaggedSQL and not self._has_explicit_tags:
            self._tags.update(tags_in(str(sql)))
        return execute(sql, params, many, context)

    def tags(self) -> tuple[str, ...] | None:
        """Return the tags of the response, sorted; None where it may change without a log entry."""
        if UNKNOWN in self._tags:
            return None
        return fitting({SITE, *map(_fit_for_a_header, self._tags)})


def fitting(tags: set[str]) -> tuple[str, ...]:
    """Return tags, sorted, within the header's limit of `MAX_CHARACTERS`.

    Beyond it, a kind (`news`) replaces its items (`news:42`): first kinds that are tagged anyway, then those
    with most items. A change of an item purges both.
    """
    length = sum(map(len, tags)) + len(tags)
    if length <= MAX_CHARACTERS:
        return tuple(sorted(tags))
    items: dict[str, list[str]] = {}
    for tag in tags:
        if ":" in tag:
            items.setdefault(kind_in(tag), []).append(tag)
    replaceable = sorted(items, key=lambda kind: (kind not in tags, -len(items[kind]), kind))
    fitted = set(tags)
    for kind in replaceable:
        if length <= MAX_CHARACTERS:
            break
        length -= sum(map(len, items[kind])) + len(items[kind])
        fitted.difference_update(items[kind])
        if kind not in fitted:
            fitted.add(kind)
            length += len(kind) + 1
    return tuple(sorted(fitted))


@lru_cache(maxsize=5_000)
def _fit_for_a_header(tag: str) -> str:
    return tag if _TAG.fullmatch(tag) else kind_in(tag)


def kind_in(tag: str) -> str:
    return tag.partition(":")[0]


@lru_cache(maxsize=500)
def tags_in(sql: str) -> frozenset[str]:
    """Return the tags of every table that a statement names."""
    return _tags_of(_WORD.findall(sql), is_about_pages=_ABOUT_PAGES.search(sql) is not None)


def tags_of_queryset(sql: str, model: type[Any]) -> frozenset[str]:
    """Return the tags of a compiled queryset of `model`; `sql` is empty where it can have no rows."""
    tables = [model._meta.db_table, *(parent._meta.db_table for parent in model._meta.all_parents)]
    return _tags_of([*tables, *_WORD.findall(sql)], is_about_pages=model is Page)


def _tags_of(names: Iterable[str], *, is_about_pages: bool) -> frozenset[str]:
    of_tables = tags_of_tables()
    tables = of_tables.keys() & set(names)
    tags: set[str] = set()
    for table in tables - {_PAGE}:
        of_table = of_tables[table]
        tags |= _UNKNOWN if of_table is None else of_table
    # Joined with the table of one type, the page table adds nothing to the tags of that type.
    if is_about_pages or (_PAGE in tables and tags.isdisjoint(every_page())):
        tags |= every_page()
    return frozenset(tags)
