"""Fetch once for all that ask: a list of 50 costs the SQL of a list of 1."""

from collections.abc import Callable, Generator, Hashable, Iterable, Mapping
from enum import IntEnum
from typing import Any

from .statements import Question


class NotYet(Exception):
    """A value is not fetched yet. Raised while resolvers are parked (see `cms.api.executor`).

    `batch` is the one that it comes with.
    """

    def __init__(self, batch: "Batch") -> None:
        super().__init__()
        self.batch = batch


class Stage(IntEnum):
    """In which order kinds of values are fetched: what leads to more objects first, what ends there last.

    So that the pictures of an article, of its members and of the news below it are one statement.
    """

    REFERENCES = 0
    PAGES = 1
    DETAILS = 2
    ENDS = 3


def fetched_at(stage: Stage) -> Callable[[Any], Any]:
    """Decorate a fetch function with its stage; without one it is DETAILS."""

    def mark(fetch: Any) -> Any:
        fetch.stage = stage
        return fetch

    return mark


class Batch:
    """Values by key. Those wanted so far are fetched in one call.

    `fetch` takes a list of keys and returns a mapping; a key it leaves out has the value None. As a generator
    it yields a question and is sent its rows: those of a stage whose rows look alike are one statement.
    """

    __slots__ = ("_asking", "_fetch", "_values", "_wanted", "is_needed", "stage")

    def __init__(self, fetch: Callable[[list[Any]], Mapping[Any, Any]], stage: Stage = Stage.DETAILS) -> None:
        self._fetch = fetch
        self._values: dict[Hashable, Any] = {}
        self._wanted: dict[Hashable, None] = {}
        self.stage = stage
        self.is_needed = False

    def want(self, keys: Iterable[Any]) -> None:
        """Note keys that will be asked for; None is passed over."""
        self._wanted.update((key, None) for key in keys if key is not None and key not in self._values)

    @property
    def is_wanted(self) -> bool:
        return bool(self._wanted)

    def has(self, key: Any) -> bool:
        return key is None or key in self._values

    def need(self, key: Any) -> None:
        """Note a key that somebody waits for."""
        self._wanted[key] = None
        self.is_needed = True

    def fetch_wanted(self) -> None:
        """Fetch every key wanted so far that is not there."""
        question = self.start()
        if question is not None:
            self.finish(question.rows())

    def start(self) -> Question | None:
        """Begin to fetch every key wanted so far; return what must be answered before all is there."""
        self.is_needed = False
        keys = [key for key in self._wanted if key not in self._values]
        self._wanted.clear()
        if not keys:
            return None
        fetched = self._fetch(keys)
        if not isinstance(fetched, Generator):
            self._take(keys, fetched)
            return None
        self._asking = (fetched, keys)
        return self._go_on(None)

    def finish(self, rows: list[Any]) -> None:
        """End what `start` began with the rows of its question; further questions are asked alone."""
        question = self._go_on(rows)
        while question is not None:
            question = self._go_on(question.rows())

    def _go_on(self, rows: list[Any] | None) -> Question | None:
        fetching, keys = self._asking
        try:
            question: Question = fetching.send(rows)
        except StopIteration as done:
            self._take(keys, done.value)
            return None
        return question

    def _take(self, keys: list[Any], fetched: Mapping[Any, Any]) -> None:
        self._values.update((key, fetched.get(key)) for key in keys)

    def value(self, key: Any) -> Any:
        """Return what was fetched for a key; None if there is none or `key` is None."""
        return self._values.get(key)
