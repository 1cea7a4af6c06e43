"""The edition of the content, and while the database is away the one that was read last.

What is stored in that edition is served for a bounded time then (`stale-if-error`, RFC 5861): the setting
CMS_STALE_IF_ERROR says how long.
"""

import time
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError

from cms.delivery.edition import current_edition
from cms.serving.outages import outage

#: Seconds after a failure in which only one thread asks the database, and the others answer without it.
PAUSE = 1.0


class Edition(NamedTuple):
    """An edition, None in a database without one; `age` is in seconds, None if it was read just now."""

    number: int | None
    age: float | None = None

    @property
    def is_stale(self) -> bool:
        """Tell whether the database did not answer: only what is stored already can be served."""
        return self.age is not None


class LastEdition:
    """Reads the edition, and remembers it for when it can't be read."""

    def __init__(self) -> None:
        #: The number, and when it was asked for.
        self._last: tuple[int | None, float] = (None, 0.0)
        self._is_away = False
        self._asks_again_at = 0.0
        self._lock = Lock()

    def read(self) -> Edition:
        """Return the edition; one statement. Raises what the database raises, if none is remembered."""
        if self._is_away and not self._may_ask():
            stale = self._remembered()
            if stale is not None:
                return stale
        asked_at = time.monotonic()
        try:
            number = current_edition()
        except (OperationalError, InterfaceError) as error:
            stale = self._remembered()
            self._note_away()
            if stale is None:
                raise
            outage.note_failure(error)
            return stale
        with self._lock:
            # A thread that was answered late does not put an older number back.
            if asked_at >= self._last[1]:
                self._last = number, asked_at
        self._is_away = False
        outage.note_success()
        return Edition(number)

    def _may_ask(self) -> bool:
        """Tell whether it is this thread's turn to ask whether the database is back."""
        with self._lock:
            now = time.monotonic()
            if now < self._asks_again_at:
                return False
            self._asks_again_at = now + PAUSE
            return True

    def _note_away(self) -> None:
        with self._lock:
            self._is_away = True
            self._asks_again_at = time.monotonic() + PAUSE

    def _remembered(self) -> Edition | None:
        number, asked_at = self._last
        age = time.monotonic() - asked_at
        if number is None or age > settings.CMS_STALE_IF_ERROR:
            return None
        return Edition(number, age)

    def forget(self) -> None:
        """Begin anew, as in a process that has read nothing."""
        self.__init__()  # type: ignore[misc]


last_edition = LastEdition()
