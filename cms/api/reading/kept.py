"""What is kept from one request to the next, for as long as the content has the same version.

Small things that many answers need: sites and their home pages, which branches are hidden, menus, settings,
how many there are of what. A version is never the same again after a write, so nothing has to be taken away;
what was kept for an old one is the first to make room. What also turns with time says until when it holds.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..bounded import BoundedStore

#: How many values a process keeps, of all versions.
MOST_VALUES = 1_000

_values = BoundedStore(MOST_VALUES)


@dataclass(frozen=True, slots=True)
class _Lasting:
    """A value that is right from `since` on, and before `until`; without one as long as its version."""

    value: Any
    since: datetime
    until: datetime | None

    def holds(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now < self.until)


class Kept:
    """What is kept of one version of the content. Without a version it is one request's alone."""

    def __init__(self, version: int | None) -> None:
        self.version = version
        self._of_request: dict[Hashable, Any] = {}

    def get(self, what: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` made of this version: what no clock changes, and nobody who gets it."""
        if self.version is None:
            if what not in self._of_request:
                self._of_request[what] = make()
            return self._of_request[what]
        key = (self.version, what)
        value = _values.get(key)
        if value is None:
            value = make()
            _values.keep(key, value)
        return value

    def get_lasting(
        self, what: Hashable, now: datetime, make: Callable[[], tuple[Any, datetime | None]]
    ) -> Any:
        """Return what `make` made of this version; it says until when that holds, too: None for always."""
        if self.version is None:
            return self.get(what, lambda: make()[0])
        key = (self.version, what)
        found = _values.get(key)
        if found is None or not found.holds(now):
            value, until = make()
            found = _Lasting(value, now, until)
            _values.keep(key, found)
        return found.value
