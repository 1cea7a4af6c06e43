"""The answer cache: first the memory of the process, then what all processes share."""

import time
from collections.abc import Callable
from functools import cache
from threading import Event, Lock
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

from .answers import StoredAnswer
from .last_edition import Edition, last_edition
from .memory import Memory
from .shared import Shared

#: How long a thread waits for another that makes the same answer, in seconds.
WAITED = 5.0

#: Makes an answer: what is sent, and what of it may be kept, if any.
Make = Callable[[], tuple[Any, StoredAnswer | None]]


class AnswerCache:
    """Finds answers, and has each made once however many ask for it at the same moment."""

    def __init__(self, megabytes: int) -> None:
        self.memory = Memory(megabytes)
        self.shared = Shared()
        self._flights: dict[tuple[bytes, int], Event] = {}
        self._lock = Lock()

    def find(self, key: bytes, edition: int) -> StoredAnswer | None:
        found = self.memory.get(key, edition, time.time())
        if found is None:
            found = self.shared.get(key, edition)
            if found is not None:
                self.memory.keep(key, edition, found)
        return found

    def find_or_make(self, key: bytes, edition: int, make: Make) -> Any:
        """Return a stored answer, or what `make` makes. Raises what `make` raises.

        Who asks while another makes the answer waits for that, a bounded time; then makes it too.
        """
        found = self.find(key, edition)
        if found is not None:
            return found
        flight = (key, edition)
        with self._lock:
            landing = self._flights.get(flight)
            is_first = landing is None
            if landing is None:
                landing = self._flights[flight] = Event()
        if not is_first:
            landing.wait(WAITED)
            return self.find(key, edition) or self._made(key, edition, make)
        try:
            return self._first(key, edition, make)
        finally:
            with self._lock:
                del self._flights[flight]
            landing.set()

    def _first(self, key: bytes, edition: int, make: Make) -> Any:
        """Make an answer as the first of this process, unless another process does."""
        is_ours = self.shared.may_make(key, edition)
        if not is_ours:
            found = self.shared.wait(key, edition)
            if found is not None:
                self.memory.keep(key, edition, found)
                return found
        try:
            return self._made(key, edition, make)
        finally:
            self.shared.made(key, edition)

    def _made(self, key: bytes, edition: int, make: Make) -> Any:
        answer, stored = make()
        if stored is not None:
            self.memory.keep(key, edition, stored)
            self.shared.set(key, edition, stored)
        return answer

    def known(
        self, request: bytes, edition: Edition | None = None
    ) -> tuple[Edition | None, bytes, StoredAnswer | None]:
        """Return the edition, and key and answer of a request that has come before, if it is right now.

        `edition` is the one that has been read for this request, if it has been. If not, it is read for a
        request that is known: one statement. Raises what the database raises.
        """
        found = self.memory.key_of(request)
        if found is None:
            return edition, b"", None
        read_in, key = found
        edition = edition or last_edition.read()
        # What a name stands for may be another document in another edition.
        if edition.number is None or read_in != edition.number:
            return edition, key, None
        return edition, key, self.find(key, edition.number)

    def encoded(self, key: bytes, edition: int, answer: StoredAnswer, encoding: str) -> bytes:
        """Return an answer's body in an encoding; what it takes in memory is counted."""
        is_new = encoding not in answer.encoded
        body = answer.as_encoded(encoding)
        if is_new and encoding:
            self.memory.keep(key, edition, answer)
        return body


@cache
def answers() -> AnswerCache | None:
    """Return the cache of this process; None where CMS_ANSWER_CACHE_MB is 0."""
    megabytes: int = settings.CMS_ANSWER_CACHE_MB
    return AnswerCache(megabytes) if megabytes else None


def _forget(**kwargs: Any) -> None:
    answers.cache_clear()


setting_changed.connect(_forget, dispatch_uid="cms.api.stored.cache")
