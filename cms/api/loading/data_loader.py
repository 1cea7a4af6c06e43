"""DataLoader: batching. Keys are collected and loaded at once: 50 items cost the SQL of one (no N+1)."""

from collections.abc import Callable, Generator, Hashable, Iterable, Mapping
from enum import IntEnum
from typing import Any

from .prepared_statements import BoundQuery


class PendingLoad(Exception):
    """A value is not loaded yet. Raised while resolvers may be suspended (see `cms.api.execution.executor`).

    `loader` is the one that will have it.
    """

    def __init__(self, loader: "DataLoader") -> None:
        super().__init__()
        self.loader = loader


class LoadPriority(IntEnum):
    """The order in which loaders run: those whose values lead to more keys first, leaves last.

    So the pictures of an article, of its members and of the news below it are one statement.
    """

    REFERENCES = 0
    PAGES = 1
    DETAILS = 2
    ENDS = 3


def load_priority(priority: LoadPriority) -> Callable[[Any], Any]:
    """Decorate a fetch function with its priority; without one it is DETAILS."""

    def mark(fetch: Any) -> Any:
        fetch.priority = priority
        return fetch

    return mark


class DataLoader:
    """Values by key; all keys that are pending are loaded in one call.

    `fetch` takes a list of keys and returns a mapping of key to value; a key that it leaves out has the value
    None. As a generator it yields a `BoundQuery` and is sent its rows: queries of one priority whose
    columns have the same types are united in one statement (UNION ALL).
    """

    __slots__ = ("_fetch", "_pending", "_running", "_values", "is_required", "priority")

    def __init__(
        self, fetch: Callable[[list[Any]], Mapping[Any, Any]], priority: LoadPriority = LoadPriority.DETAILS
    ) -> None:
        self._fetch = fetch
        self._values: dict[Hashable, Any] = {}
        self._pending: dict[Hashable, None] = {}
        self.priority = priority
        self.is_required = False

    def prime(self, keys: Iterable[Any]) -> None:
        """Add keys that will be needed, so that they are loaded along with others; None is ignored."""
        self._pending.update((key, None) for key in keys if key is not None and key not in self._values)

    @property
    def has_pending(self) -> bool:
        return bool(self._pending)

    def has(self, key: Any) -> bool:
        return key is None or key in self._values

    def require(self, key: Any) -> None:
        """Add a key that a suspended resolver waits for."""
        self._pending[key] = None
        self.is_required = True

    def load_pending(self) -> None:
        """Load all pending keys."""
        query = self.start()
        if query is not None:
            self.finish(query.rows())

    def start(self) -> BoundQuery | None:
        """Begin to load all pending keys; return the query whose rows are needed to go on, if any."""
        self.is_required = False
        keys = [key for key in self._pending if key not in self._values]
        self._pending.clear()
        if not keys:
            return None
        fetched = self._fetch(keys)
        if not isinstance(fetched, Generator):
            self._store(keys, fetched)
            return None
        self._running = (fetched, keys)
        return self._resume(None)

    def finish(self, rows: list[Any]) -> None:
        """Finish what `start` began, with the rows of its query; further queries run alone."""
        query = self._resume(rows)
        while query is not None:
            query = self._resume(query.rows())

    def _resume(self, rows: list[Any] | None) -> BoundQuery | None:
        fetching, keys = self._running
        try:
            query: BoundQuery = fetching.send(rows)
        except StopIteration as done:
            self._store(keys, done.value)
            return None
        return query

    def _store(self, keys: list[Any], fetched: Mapping[Any, Any]) -> None:
        self._values.update((key, fetched.get(key)) for key in keys)

    def value(self, key: Any) -> Any:
        """Return the loaded value of a key; None if there is none or `key` is None."""
        return self._values.get(key)
