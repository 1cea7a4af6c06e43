"""Redis tier of the answer cache, shared by all processes (CACHE_URL), with a lock against dog-piling.

Redis (or Valkey) may fail at any time: it is then left alone for a while, and answers are made without it.
"""

import json
import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache

from .entries import StoredAnswer

logger = logging.getLogger("cms.api")

#: Seconds without attempts after Redis failed.
PAUSE = 10
#: Maximum TTL of an answer, and TTL of the lock to make one, in seconds.
MAX_TTL = 24 * 60 * 60
LOCK_TTL = 10
#: How long a process waits for another that makes the answer, and how often it polls, in seconds.
WAIT_TIMEOUT = 3.0
POLL_INTERVAL = 0.02


class RedisTier:
    """Answers by key and edition in Django's default cache; a miss while that is local or failing."""

    def __init__(self) -> None:
        self._away_until = 0.0

    @property
    def is_available(self) -> bool:
        """Whether the default cache is shared with other processes, and has not failed just now."""
        return not isinstance(_backend(), LocMemCache | DummyCache) and time.monotonic() >= self._away_until

    def get(self, key: bytes, edition: int) -> StoredAnswer | None:
        if not self.is_available:
            return None
        answer = _deserialized(self._call(lambda client: client.get(_name(key, edition))))
        return answer if answer is not None and answer.valid_until > time.time() else None

    def set(self, key: bytes, edition: int, answer: StoredAnswer) -> None:
        seconds = int(min(answer.valid_until - time.time(), MAX_TTL))
        if seconds > 0 and self.is_available:
            self._call(lambda client: client.set(_name(key, edition), _serialized(answer), timeout=seconds))

    def acquire_lock(self, key: bytes, edition: int) -> bool:
        """Take the lock to make an answer; return False if another process holds it."""
        if not self.is_available:
            return True
        name = f"{_name(key, edition)}:making"
        return self._call(lambda client: client.add(name, 1, timeout=LOCK_TTL)) is not False

    def release_lock(self, key: bytes, edition: int) -> None:
        """Release the lock: the answer is stored, or could not be made."""
        if self.is_available:
            self._call(lambda client: client.delete(f"{_name(key, edition)}:making"))

    def wait_for(self, key: bytes, edition: int) -> StoredAnswer | None:
        """Return an answer once another process has stored it.

        Returns None on timeout, and, with the lock held, if the other process failed.
        """
        end = time.monotonic() + WAIT_TIMEOUT
        while self.is_available and time.monotonic() < end:
            time.sleep(POLL_INTERVAL)
            found = self.get(key, edition)
            if found is not None:
                return found
            if self.acquire_lock(key, edition):
                # It may have been stored, and the lock released, since the look above.
                found = self.get(key, edition)
                if found is not None:
                    self.release_lock(key, edition)
                return found
        return None

    def _call(self, call: Callable[[Any], Any]) -> Any:
        # The client itself: django-redis's cache around it swallows errors.
        try:
            return call(getattr(_backend(), "client", _backend()))
        except Exception as error:
            self._away_until = time.monotonic() + PAUSE
            logger.warning(
                "The cache does not answer (%s): for %d s answers are kept by each process alone.",
                type(error).__name__,
                PAUSE,
            )
            return None


def _serialized(answer: StoredAnswer) -> bytes:
    """Return an answer as bytes: a line of JSON `[valid_until, tags]`, then its body."""
    return json.dumps([answer.valid_until, answer.tags]).encode() + b"\n" + answer.body


def _deserialized(value: Any) -> StoredAnswer | None:
    """Return the answer in the bytes from `_serialized`; None for any other value."""
    head, separator, body = value.partition(b"\n") if isinstance(value, bytes) else (b"", b"", b"")
    if not separator:
        return None
    try:
        valid_until, tags = json.loads(head)
        return StoredAnswer(body, float(valid_until), None if tags is None else tuple(map(str, tags)))
    except (ValueError, TypeError):
        return None


def _backend() -> Any:
    return caches["default"]


def _name(key: bytes, edition: int) -> str:
    return f"answer:{edition:x}:{key.hex()}"
