"""What is kept from one request to the next, for as long as the content has the same version.

Small things that many answers need: sites and their home pages, which branches are hidden, menus, settings,
how many there are of what. A version is never the same again after a write, so nothing has to be taken away;
what was kept for an old one is the first to make room. What also turns with time says until when it holds.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, NamedTuple

from cms.foundation.bounded import BoundedStore

from .made_of import MadeOf

#: How many values a process keeps, of all versions.
MOST_VALUES = 1_000

_values = BoundedStore(MOST_VALUES)


class _Value(NamedTuple):
    """A value and the tags of what it is made of, which every answer takes over that it goes into.

    It is right from `since` on, and before `until`; without these as long as its version.
    """

    value: Any
    tags: frozenset[str]
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        has_begun = self.since is None or self.since <= now
        return has_begun and (self.until is None or now < self.until)


class Kept:
    """What is kept of one version of the content. Without a version it is one request's alone."""

    def __init__(self, version: int | None, made_of: MadeOf | None = None) -> None:
        """`made_of` is what the request collects of which its answer is made."""
        self.version = version
        self._made_of = made_of or MadeOf()
        self._of_request: dict[Hashable, Any] = {}

    def get(self, what: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` made of this version: what no clock changes, and nobody who gets it."""
        if self.version is None:
            # What it is made of was noted when it was made.
            if what not in self._of_request:
                self._of_request[what] = make()
            return self._of_request[what]
        key = (self.version, what)
        found = _values.get(key)
        if found is None:
            value, tags = self._made(make)
            found = _Value(value, tags)
            _values.keep(key, found)
        self._made_of.note(found.tags)
        return found.value

    def _made(self, make: Callable[[], Any]) -> tuple[Any, frozenset[str]]:
        """Return what `make` makes, and what of."""
        made_of = self._made_of
        made_of.keeping += 1
        around = made_of.begin()
        try:
            value = make()
        finally:
            tags = made_of.end(around)
            made_of.keeping -= 1
        return value, frozenset(tags)

    def get_lasting(
        self, what: Hashable, now: datetime, make: Callable[[], tuple[Any, datetime | None]]
    ) -> Any:
        """Return what `make` made of this version; it says until when that holds, too: None for always."""
        if self.version is None:
            return self.get(what, lambda: make()[0])
        key = (self.version, what)
        found = _values.get(key)
        if found is None or not found.holds(now):
            (value, until), tags = self._made(make)
            found = _Value(value, tags, now, until)
            _values.keep(key, found)
        self._made_of.note(found.tags)
        return found.value
