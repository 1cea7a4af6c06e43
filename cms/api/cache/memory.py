"""In-process LRU tier of the answer cache, bounded in bytes; and an index from request fingerprint to key."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

from cms.foundation.bounded import BoundedStore

from .entries import CachedResponse, StoredAnswer

#: Known request fingerprints per megabyte of answers. One takes some 300 bytes.
REQUESTS_PER_MEGABYTE = 300
MEGABYTE = 1024 * 1024
#: One answer takes at most this part (1/8) of the cache.
LARGEST_PART = 8


class _Entry(NamedTuple):
    edition: int
    answer: StoredAnswer
    size: int


class MemoryTier:
    """Answers by key, and keys by request fingerprint. Thread-safe.

    A lookup hits only in the edition that the answer was made in. Outdated answers are not searched for and
    purged: the next edition's answer replaces one, or it is evicted as least recently used.
    """

    def __init__(self, megabytes: int) -> None:
        self._max_bytes = megabytes * MEGABYTE
        self._bytes = 0
        self._answers: OrderedDict[bytes, _Entry] = OrderedDict()
        self._requests = BoundedStore(megabytes * REQUESTS_PER_MEGABYTE)
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Estimated bytes of all answers."""
        return self._bytes

    def get(self, key: bytes, edition: int, now: float) -> StoredAnswer | None:
        with self._lock:
            entry = self._answers.get(key)
            if entry is None or entry.edition != edition or entry.answer.valid_until <= now:
                return None
            self._answers.move_to_end(key)
            return entry.answer

    def lookup_request(self, fingerprint: bytes) -> tuple[int, bytes] | None:
        """Return (edition in which the request was parsed, answer cache key), or None if it is not known."""
        found: tuple[int, bytes] | None = self._requests.get(fingerprint)
        return found

    def set(self, key: bytes, edition: int, answer: StoredAnswer) -> None:
        """Store an answer, also if its size has changed; without its responses if they make it too large."""
        size = answer.size
        if answer.responses and size > self._max_bytes // LARGEST_PART:
            answer = replace(answer, responses={})
            size = answer.size
        with self._lock:
            self._drop(key)
            if size > self._max_bytes // LARGEST_PART:
                return
            self._answers[key] = _Entry(edition, answer, size)
            self._bytes += size
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._answers)))

    def set_request(self, fingerprint: bytes, edition: int, key: bytes) -> None:
        """Store the answer cache key of a request, valid in this edition."""
        self._requests.keep(fingerprint, (edition, key))

    def set_response(
        self, fingerprint: bytes, edition: int, key: bytes, answer: StoredAnswer, response: CachedResponse
    ) -> None:
        """Store the response to a request within its answer's entry."""
        self.set(key, edition, answer.with_response(fingerprint, response))
        self.set_request(fingerprint, edition, key)

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._bytes = 0
        self._requests.clear()

    def _drop(self, key: bytes) -> None:
        dropped = self._answers.pop(key, None)
        if dropped is not None:
            self._bytes -= dropped.size
