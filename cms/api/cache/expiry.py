"""Time-based expiry (TTL) of cached answers: the moment at which one is outdated without any write.

An answer depends on the clock by:
- pages that expire (`expire_at`). Scheduled publishing is a write: another edition;
- the day in the site's time zone: `isNew` of a member. So every answer expires at midnight.

These do not count, or are not cached: preview and unlock tokens (private), pruning of the change log (a
write), forms (the visitor's browser measures their time), and pages without any date in the sitemap, which
get the moment at which it was made.
"""

from datetime import datetime, time, timedelta
from threading import Lock
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from ..loading.prepared_statements import Placeholders, statement


class ExpiryClock:
    """The next expiry of content, cached for the last edition requested."""

    def __init__(self) -> None:
        self._edition: int | None = None
        self._next = 0.0
        self._lock = Lock()

    def next_expiry(self, edition: int, now: datetime) -> float:
        """Return the moment, in seconds since 1970, until which an answer made at `now` is valid.

        One statement per edition.
        """
        with self._lock:
            if edition == self._edition and self._next > now.timestamp():
                return self._next
        expires_at = min((_midnight(now), *_next_expire_at(now))).timestamp()
        with self._lock:
            self._edition, self._next = edition, expires_at
        return expires_at


expiry_clock = ExpiryClock()


def _midnight(now: datetime) -> datetime:
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time()))


def _next_expire_at(now: datetime) -> tuple[datetime, ...]:
    """Return `expire_at` of the next page that expires, or an empty tuple."""
    return tuple(moment for (moment,) in statement(_next_expire_at, _expiring, {}).run(now, {}))


def _expiring(placeholders: Placeholders) -> Any:
    pages = Page.objects.filter(live=True, expire_at__gt=placeholders.now).order_by("expire_at")
    return pages.values_list("expire_at")[:1]
