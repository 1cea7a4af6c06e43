"""What processes share: answers in Redis or Valkey, where an installation has one (CACHE_URL).

It may be away at any time. Then nothing is asked of it for a while, and answers are made as without it.
"""

import json
import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache

from .answers import StoredAnswer

logger = logging.getLogger("cms.api")

#: Seconds in which a cache that did not answer is not asked again.
PAUSE = 10
#: An answer is kept for so many seconds at most, and the right to make one for so many.
KEPT_FOR = 24 * 60 * 60
MAKING_FOR = 10
#: How long a process waits for another that makes the answer, and how often it looks, in seconds.
WAITED = 3.0
LOOKS_EVERY = 0.02


class Shared:
    """Answers by key and edition in the cache of all processes."""

    def __init__(self) -> None:
        self._away_until = 0.0

    @property
    def is_there(self) -> bool:
        """Tell whether there is a cache that others see too, and it answers."""
        return not isinstance(_backend(), LocMemCache | DummyCache) and time.monotonic() >= self._away_until

    def get(self, key: bytes, edition: int) -> StoredAnswer | None:
        if not self.is_there:
            return None
        answer = _read(self._ask(lambda store: store.get(_name(key, edition))))
        return answer if answer is not None and answer.valid_until > time.time() else None

    def set(self, key: bytes, edition: int, answer: StoredAnswer) -> None:
        seconds = int(min(answer.valid_until - time.time(), KEPT_FOR))
        if seconds > 0 and self.is_there:
            self._ask(lambda store: store.set(_name(key, edition), _written(answer), timeout=seconds))

    def may_make(self, key: bytes, edition: int) -> bool:
        """Tell whether nobody else makes an answer at the moment; then it is ours to make."""
        if not self.is_there:
            return True
        name = f"{_name(key, edition)}:making"
        return self._ask(lambda store: store.add(name, 1, timeout=MAKING_FOR)) is not False

    def made(self, key: bytes, edition: int) -> None:
        """Let others make an answer: it is there, or it could not be made."""
        if self.is_there:
            self._ask(lambda store: store.delete(f"{_name(key, edition)}:making"))

    def wait(self, key: bytes, edition: int) -> StoredAnswer | None:
        """Return an answer as soon as another process has made it; None if that takes too long, or fails."""
        end = time.monotonic() + WAITED
        while self.is_there and time.monotonic() < end:
            time.sleep(LOOKS_EVERY)
            found = self.get(key, edition)
            if found is not None:
                return found
            if self.may_make(key, edition):
                return None
        return None

    def _ask(self, ask: Callable[[Any], Any]) -> Any:
        # The client itself: the cache around it keeps silent about what fails.
        try:
            return ask(getattr(_backend(), "client", _backend()))
        except Exception as error:
            self._away_until = time.monotonic() + PAUSE
            logger.warning(
                "The cache does not answer (%s): for %d s answers are kept by each process alone.",
                type(error).__name__,
                PAUSE,
            )
            return None


def _written(answer: StoredAnswer) -> bytes:
    """Return an answer as bytes: a line of JSON about it, then its body."""
    return json.dumps([answer.valid_until, answer.tags]).encode() + b"\n" + answer.body


def _read(value: Any) -> StoredAnswer | None:
    """Return the answer that `_written` has made bytes of; None for anything else that stands there."""
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
