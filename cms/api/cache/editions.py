"""The content's edition, part of every cache key; stale-if-error: without a database, the last one read.

Answers cached in that edition are served stale for up to CMS_STALE_IF_ERROR seconds (RFC 5861).
"""

import time
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError

from cms.delivery.edition import current_edition
from cms.serving.outages import outage

#: Seconds between attempts to reach the database after a failure; meanwhile requests are served without it.
PAUSE = 1.0


class Edition(NamedTuple):
    """`number` is None in a database without an edition; `age` is in seconds, None if just read."""

    number: int | None
    age: float | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the database is away: only cached answers can be served."""
        return self.age is not None


class LastEdition:
    """Reads the edition, and remembers it for when the database is away."""

    def __init__(self) -> None:
        #: (number, monotonic time at which its query began)
        self._last: tuple[int | None, float] = (None, 0.0)
        self._is_away = False
        self._retry_at = 0.0
        self._lock = Lock()

    def read(self) -> Edition:
        """Return the edition; one statement. Raises database errors if none is remembered."""
        if self._is_away and not self._may_retry():
            stale = self._remembered()
            if stale is not None:
                return stale
        started_at = time.monotonic()
        try:
            number = current_edition()
        except (OperationalError, InterfaceError) as error:
            stale = self._remembered()
            self._mark_away()
            if stale is None:
                raise
            outage.note_failure(error)
            return stale
        with self._lock:
            # A thread whose query was slow must not put an older number back.
            if started_at >= self._last[1]:
                self._last = number, started_at
        self._is_away = False
        outage.note_success()
        return Edition(number)

    def _may_retry(self) -> bool:
        """Return whether this thread is the one to try the database again."""
        with self._lock:
            now = time.monotonic()
            if now < self._retry_at:
                return False
            self._retry_at = now + PAUSE
            return True

    def _mark_away(self) -> None:
        with self._lock:
            self._is_away = True
            self._retry_at = time.monotonic() + PAUSE

    def _remembered(self) -> Edition | None:
        number, read_at = self._last
        age = time.monotonic() - read_at
        if number is None or age > settings.CMS_STALE_IF_ERROR:
            return None
        return Edition(number, age)

    def forget(self) -> None:
        """Reset to the state of a new process."""
        self.__init__()


last_edition = LastEdition()
