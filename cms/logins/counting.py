"""Counting tries, and when it may be tried again.

Three limits stand beside one another: of one visitor, of one visitor at one thing (such as an account), and
of all visitors at one thing. Where the last is reached each visitor has a few tries left: who tries for
others must not keep them out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from time import time

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.serving.client_address import rate_limit_key
from cms.serving.rate_limits import Exceeded, Limit, entry_of, exceeded_at, log_refused, window_of

from .models import Tries

#: What requests without an address (a Unix socket) are counted under.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limits:
    per_visitor: Limit
    per_visitor_and_thing: Limit
    per_thing: Limit
    #: Of a visitor, once `per_thing` is reached.
    per_visitor_when_busy: Limit


class Attempt:
    """One try of `what` at `thing`. What was right is given back: only wrong tries count."""

    def __init__(self, what: str, thing: str, client_address: str, limits: Limits) -> None:
        visitor = rate_limit_key(client_address) or UNKNOWN
        pair = f"{visitor} at {thing}"
        self._what = what
        self._thing, self._address = thing, client_address
        # What is refused at one account must not count for the others: an office has one address.
        self._asked = [(f"by {pair}", limits.per_visitor_and_thing), (f"by {visitor}", limits.per_visitor)]
        self._there = (f"at {thing}", limits.per_thing)
        self._busy = (f"busy: {pair}", limits.per_visitor_when_busy)
        self._counted: list[tuple[str, Limit]] = []

    def count(self) -> Exceeded | None:
        """Count it, and return the limit that it exceeds, if any; that is logged."""
        exceeded = self._exceeded()
        if exceeded is not None:
            log_refused(self._what, self._address, self._thing)
        return exceeded

    def _exceeded(self) -> Exceeded | None:
        for whom, limit in self._asked:
            if exceeded := self._count(whom, limit):
                return exceeded
        if self._count(*self._there):
            return self._count(*self._busy)
        return None

    def give_back(self) -> None:
        now = time()
        for whom, limit in self._counted:
            key = entry_of(self._what, whom, limit, now)
            Tries.objects.filter(pk=key, number__gt=0).update(number=F("number") - 1)

    def _count(self, whom: str, limit: Limit) -> Exceeded | None:
        now = time()
        key = entry_of(self._what, whom, limit, now)
        # Who is beyond a limit writes nothing, and waits for nobody who does.
        if Tries.objects.filter(pk=key, number__gte=limit.most).exists():
            return exceeded_at(limit, now)
        self._counted.append((whom, limit))
        return exceeded_at(limit, now) if _one_more(key, limit, now) > limit.most else None


def when_again(exceeded: Exceeded) -> str:
    """Return the sentence for who has tried too often."""
    minutes = ceil(exceeded.retry_after / 60)
    wait = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return _("Too many attempts. Please try again in %(wait)s.") % {"wait": wait}


def prune(now: float | None = None) -> int:
    """Delete the counters whose time is over; return how many there were."""
    ended = Tries.objects.filter(ends_at__lt=datetime.fromtimestamp(time() if now is None else now, tz=UTC))
    return ended.delete()[0]


def _one_more(key: str, limit: Limit, now: float) -> int:
    """Add one, and return how many there are with it."""
    with transaction.atomic():
        if not _added(key):
            ends_at = datetime.fromtimestamp(window_of(limit, now) + limit.seconds, tz=UTC)
            # Where attackers are busy, there is never much of it.
            prune(now)
            try:
                with transaction.atomic():
                    Tries.objects.create(key=key, number=1, ends_at=ends_at)
            except IntegrityError:
                _added(key)
        return Tries.objects.filter(pk=key).values_list("number", flat=True).first() or 1


def _added(key: str) -> bool:
    return bool(Tries.objects.filter(pk=key).update(number=F("number") + 1))
