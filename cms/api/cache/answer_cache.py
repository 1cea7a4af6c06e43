"""AnswerCache: two tiers, process memory and shared Redis, with single flight (no dog-piling on a miss)."""

import time
from collections.abc import Callable
from functools import cache
from threading import Event, Lock
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

from .editions import Edition, last_edition
from .entries import StoredAnswer
from .memory import MemoryTier
from .redis import RedisTier

#: Seconds that a thread waits for another that makes the same answer.
WAIT_TIMEOUT = 5.0

#: Makes an answer: (the value to return, the answer to cache or None).
Make = Callable[[], tuple[Any, StoredAnswer | None]]


class AnswerCache:
    """Answers by key and edition; each is made once, however many requests miss it at the same moment."""

    def __init__(self, megabytes: int) -> None:
        self.memory = MemoryTier(megabytes)
        self.shared = RedisTier()
        self._in_flight: dict[tuple[bytes, int], Event] = {}
        self._lock = Lock()

    def find(self, key: bytes, edition: int) -> StoredAnswer | None:
        found = self.memory.get(key, edition, time.time())
        if found is None:
            found = self.shared.get(key, edition)
            if found is not None:
                self.memory.set(key, edition, found)
        return found

    def find_or_make(self, key: bytes, edition: int, make: Make) -> Any:
        """Return a cached answer, or the result of `make()`. Raises what `make` raises.

        While another thread makes the answer this one waits for it, a bounded time; then makes it too.
        """
        found = self.find(key, edition)
        if found is not None:
            return found
        flight = (key, edition)
        with self._lock:
            event = self._in_flight.get(flight)
            is_first = event is None
            if event is None:
                event = self._in_flight[flight] = Event()
        if not is_first:
            event.wait(WAIT_TIMEOUT)
            return self.find(key, edition) or self._make_and_store(key, edition, make)
        try:
            return self._make_unless_locked(key, edition, make)
        finally:
            with self._lock:
                del self._in_flight[flight]
            event.set()

    def _make_unless_locked(self, key: bytes, edition: int, make: Make) -> Any:
        """Make an answer, or wait for another process that holds its lock."""
        if not self.shared.acquire_lock(key, edition):
            found = self.shared.wait_for(key, edition)
            if found is not None:
                self.memory.set(key, edition, found)
                return found
        try:
            return self._make_and_store(key, edition, make)
        finally:
            self.shared.release_lock(key, edition)

    def _make_and_store(self, key: bytes, edition: int, make: Make) -> Any:
        answer, stored = make()
        if stored is not None:
            self.memory.set(key, edition, stored)
            self.shared.set(key, edition, stored)
        return answer

    def find_by_request(
        self, fingerprint: bytes, edition: Edition | None = None
    ) -> tuple[Edition | None, bytes, StoredAnswer | None]:
        """Return (edition, key, answer) for a known request; the answer is None if it is not valid now.

        `edition` is the one already read for this request, if any. Otherwise it is read for a known request:
        one statement. Raises database errors.
        """
        known = self.memory.lookup_request(fingerprint)
        if known is None:
            return edition, b"", None
        known_in, key = known
        edition = edition or last_edition.read()
        # In another edition a document id may stand for another document.
        if edition.number is None or known_in != edition.number:
            return edition, key, None
        return edition, key, self.find(key, edition.number)

    def encoded(self, key: bytes, edition: int, answer: StoredAnswer, encoding: str) -> bytes:
        """Return an answer's body in an encoding, and count its size in the memory tier."""
        is_new = encoding not in answer.encoded
        body = answer.as_encoded(encoding)
        if is_new and encoding:
            self.memory.set(key, edition, answer)
        return body


@cache
def answer_cache() -> AnswerCache | None:
    """Return the cache of this process; None if CMS_ANSWER_CACHE_MB is 0."""
    megabytes: int = settings.CMS_ANSWER_CACHE_MB
    return AnswerCache(megabytes) if megabytes else None


def _clear(**kwargs: Any) -> None:
    answer_cache.cache_clear()


setting_changed.connect(_clear, dispatch_uid="cms.api.cache.answer_cache")
