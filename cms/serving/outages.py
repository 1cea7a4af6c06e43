"""The log of an outage of the database: one line when it begins, one when it is over, in each process.

A request that fails meanwhile is answered 503 and adds no line of its own: the log of an hour without a
database would be nothing but tracebacks that all say the same.
"""

import logging
import time
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, InterfaceError, connection

from .unavailable import RETRY_AFTER, is_busy

logger = logging.getLogger("cms.serving")

MAX_CAUSE = 300


class Outage:
    """Whether the database answers this process, as far as its requests have found out."""

    def __init__(self) -> None:
        self.is_on = False
        self._began_at = 0.0
        self._failed_at = 0.0
        self._lock = Lock()

    def note_failure(self, error: BaseException) -> None:
        """Log that the database does not answer, unless that is known.

        A lock that was waited for in vain is no outage, and logged each time.
        """
        cause = " ".join(str(error.__cause__ or error).split())[:MAX_CAUSE]
        if is_busy(error):
            logger.warning("Another writer holds what this request needs: %s", cause)
            return
        with self._lock:
            now = self._failed_at = time.monotonic()
            if self.is_on:
                return
            self.is_on, self._began_at = True, now
        logger.warning(
            "The database does not answer. Requests that need it get 503; stored answers and public "
            "pictures are served for %d s: %s",
            settings.CMS_STALE_IF_ERROR,
            cause,
        )

    def note_success(self) -> None:
        """Log that the database is back, once it has failed no request for `RETRY_AFTER` seconds.

        Where it takes too few connections, some requests fail while others don't: that is one outage.
        """
        if not self.is_on:
            return
        with self._lock:
            now = time.monotonic()
            if not self.is_on or now - self._failed_at < RETRY_AFTER:
                return
            self.is_on = False
        logger.info("The database answers again, after %d s", now - self._began_at)

    def forget(self) -> None:
        """Begin anew, as in a process that has asked nothing yet."""
        self.__init__()  # type: ignore[misc]


#: Of this process.
outage = Outage()


def look_after_request(**kwargs: Any) -> None:
    """Note that the database is back where a request has used it; a receiver of `request_finished`."""
    if outage.is_on and connection.connection is not None and _answers():
        outage.note_success()


def _answers() -> bool:
    try:
        return bool(connection.is_usable())
    except (DatabaseError, InterfaceError):
        return False


def watch_requests() -> None:
    """Call `look_after_request`: where nobody asks the API, nothing else tells that the database is back."""
    request_finished.connect(look_after_request, dispatch_uid="serving.look_after_request")
