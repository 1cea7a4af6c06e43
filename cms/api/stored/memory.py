"""What one process keeps: the answers asked for last, in so many bytes."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

from cms.foundation.bounded import BoundedStore

from .answers import SentResponse, StoredAnswer

#: Requests that are known by their bytes, for each megabyte of answers. One takes some 300 bytes.
REQUESTS_PER_MEGABYTE = 300
MEGABYTE = 1024 * 1024
#: One answer takes no more than this part of the room.
LARGEST_PART = 8


class _Kept(NamedTuple):
    edition: int
    answer: StoredAnswer
    size: int


class Memory:
    """Answers by key, and keys by request. Threads may use it at once.

    An answer is found only in the edition that it was made in. What is out of date is not looked for: it is
    replaced by the answer in the next edition, or makes room when it has not been asked for the longest.
    """

    def __init__(self, megabytes: int) -> None:
        self._most = megabytes * MEGABYTE
        self._bytes = 0
        self._answers: OrderedDict[bytes, _Kept] = OrderedDict()
        self._requests = BoundedStore(megabytes * REQUESTS_PER_MEGABYTE)
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes that the answers take, about."""
        return self._bytes

    def get(self, key: bytes, edition: int, now: float) -> StoredAnswer | None:
        with self._lock:
            kept = self._answers.get(key)
            if kept is None or kept.edition != edition or kept.answer.valid_until <= now:
                return None
            self._answers.move_to_end(key)
            return kept.answer

    def key_of(self, request: bytes) -> tuple[int, bytes] | None:
        """Return what a request was found to ask for: the edition in which it was read, and the key."""
        found: tuple[int, bytes] | None = self._requests.get(request)
        return found

    def keep(self, key: bytes, edition: int, answer: StoredAnswer) -> None:
        """Keep an answer, also one whose size has changed; without responses that make it too large."""
        size = answer.size
        if answer.sent and size > self._most // LARGEST_PART:
            answer = replace(answer, sent={})
            size = answer.size
        with self._lock:
            self._drop(key)
            if size > self._most // LARGEST_PART:
                return
            self._answers[key] = _Kept(edition, answer, size)
            self._bytes += size
            while self._bytes > self._most:
                self._drop(next(iter(self._answers)))

    def keep_request(self, request: bytes, edition: int, key: bytes) -> None:
        """Remember what a request asks for, as long as the edition is this."""
        self._requests.keep(request, (edition, key))

    def keep_response(
        self, request: bytes, edition: int, key: bytes, answer: StoredAnswer, sent: SentResponse
    ) -> None:
        """Keep the response to a request beside the answer that it is made of."""
        self.keep(key, edition, answer.with_response(request, sent))
        self.keep_request(request, edition, key)

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._bytes = 0
        self._requests.clear()

    def _drop(self, key: bytes) -> None:
        dropped = self._answers.pop(key, None)
        if dropped is not None:
            self._bytes -= dropped.size
