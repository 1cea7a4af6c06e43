"""VersionCache: a per-process cache of small values, valid for one edition of the content.

Many responses need them: sites and their home pages, hidden branches, menus, settings, counts. Every write
changes the edition and none is used twice, so nothing is invalidated: entries of old editions are evicted
first (LRU). A value that also depends on time has an expiry.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, NamedTuple

from cms.foundation.bounded import BoundedStore

from .cache_tags import TagCollector

#: How many values a process caches, of all editions together.
MAX_VALUES = 1_000

_values = BoundedStore(MAX_VALUES)


class _Value(NamedTuple):
    """A cached value and its cache tags, which every response that uses it takes over.

    Valid from `since` (inclusive) to `until` (exclusive); without these for the whole edition.
    """

    value: Any
    tags: frozenset[str]
    since: datetime | None = None
    until: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        has_begun = self.since is None or self.since <= now
        return has_begun and (self.until is None or now < self.until)


class VersionCache:
    """Cached values of one edition of the content; without an edition, of one request."""

    def __init__(self, edition: int | None, tags: TagCollector | None = None) -> None:
        """`tags` collects the cache tags of the response."""
        self.edition = edition
        self._tag_collector = tags or TagCollector()
        self._of_request: dict[Hashable, Any] = {}

    def get(self, what: Hashable, make: Callable[[], Any]) -> Any:
        """Return the cached value of this edition. `make` must not depend on time; treat it as immutable."""
        if self.edition is None:
            # Its tags were added when it was made.
            if what not in self._of_request:
                self._of_request[what] = make()
            return self._of_request[what]
        key = (self.edition, what)
        cached = _values.get(key)
        if cached is None:
            value, tags = self._made(make)
            cached = _Value(value, tags)
            _values.keep(key, cached)
        self._tag_collector.add(cached.tags)
        return cached.value

    def _made(self, make: Callable[[], Any]) -> tuple[Any, frozenset[str]]:
        """Return the result of `make` and its cache tags."""
        collector = self._tag_collector
        collector.cache_depth += 1
        outer = collector.push()
        try:
            value = make()
        finally:
            tags = collector.pop(outer)
            collector.cache_depth -= 1
        return value, frozenset(tags)

    def get_until(
        self, what: Hashable, now: datetime, make: Callable[[], tuple[Any, datetime | None]]
    ) -> Any:
        """Return the cached value, recomputing after its expiry. `make` returns (value, expiry or None)."""
        if self.edition is None:
            return self.get(what, lambda: make()[0])
        key = (self.edition, what)
        cached = _values.get(key)
        if cached is None or not cached.is_valid(now):
            (value, until), tags = self._made(make)
            cached = _Value(value, tags, now, until)
            _values.keep(key, cached)
        self._tag_collector.add(cached.tags)
        return cached.value
