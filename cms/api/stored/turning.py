"""When an answer turns wrong although nobody has written anything.

What depends on the moment in an answer to a query:
- a page that expires (`expire_at`). One that goes live is written by whoever publishes it: another edition;
- the day in the site's time zone: `isNew` of a member. So every answer ends at midnight.

What does not, or is not stored: preview and unlock tokens (private), the pruning of the log (a write), forms
(their time is counted by the visitor's browser), and pages without any date in the sitemap, which are said to
be of the moment in which it was made.
"""

from datetime import datetime, time, timedelta
from threading import Lock
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from ..reading.statements import Given, statement


class Turns:
    """Knows when content next turns by itself, in the edition that was asked for last."""

    def __init__(self) -> None:
        self._edition: int | None = None
        self._next = 0.0
        self._lock = Lock()

    def next(self, edition: int, now: datetime) -> float:
        """Return the moment, in seconds since 1970, until which an answer of `now` is right.

        One statement for each edition.
        """
        with self._lock:
            if edition == self._edition and self._next > now.timestamp():
                return self._next
        found = min((_midnight(now), *_expiry(now))).timestamp()
        with self._lock:
            self._edition, self._next = edition, found
        return found


turns = Turns()


def _midnight(now: datetime) -> datetime:
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time()))


def _expiry(now: datetime) -> tuple[datetime, ...]:
    """Return when the next page expires, or nothing."""
    return tuple(moment for (moment,) in statement(_expiry, _expiring, {}).run(now, {}))


def _expiring(given: Given) -> Any:
    pages = Page.objects.filter(live=True, expire_at__gt=given.now).order_by("expire_at")
    return pages.values_list("expire_at")[:1]
