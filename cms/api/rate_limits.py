"""How often one client may do something, counted in the cache."""

import contextlib
import logging
import time
from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from django.core.cache import cache
from django.utils.crypto import salted_hmac

logger = logging.getLogger("cms.api")
attempts_logger = logging.getLogger("cms.logins")


class Limit(NamedTuple):
    """At most `most` in each `seconds`; 0 means no limit."""

    most: int
    seconds: int


class Exceeded(NamedTuple):
    limit: Limit
    #: Whole seconds until it may be tried again.
    retry_after: int


def count(what: str, whom: str, limits: Iterable[Limit]) -> Exceeded | None:
    """Count one more `what` by somebody, and return the limit that it exceeds, if any.

    `whom` is a client as `cms.api.clients.counted_as` names it, or a thing that all have in common. Windows
    are fixed: a count begins anew every `seconds`. Without `whom`, and while the cache is down, nothing is
    limited; the log says so.
    """
    if not whom:
        logger.warning("%s is not limited: no client address", what)
        return None
    now = time.time()
    for limit in limits:
        if not limit.most:
            continue
        done = _count(what, entry_of(what, whom, limit, now), limit.seconds)
        if done is not None and done > limit.most:
            return exceeded_at(limit, now)
    return None


def give_back(what: str, whom: str, limits: Iterable[Limit]) -> None:
    """Take back the last `what` that was counted: one that nobody should be kept from."""
    now = time.time()
    for limit in limits:
        # Forgotten since, or the cache is down: then nothing is counted either.
        with contextlib.suppress(Exception):
            cache.decr(entry_of(what, whom, limit, now))


def log_refused(what: str, address: str, thing: str) -> None:
    """Log that no more passwords are tried for somebody: what fail2ban reads (deploy/README.md).

    The one place where an address is logged: who keeps trying can be kept out by nothing else. What was tried
    is a keyed hash, the same for all that try it; of names nobody learns which there are.
    """
    digest = salted_hmac("cms.api.rate_limits.log", thing, algorithm="sha256").hexdigest()[:12]
    attempts_logger.warning(
        "Too many attempts: %s refused, address=%s thing=%s",
        what,
        address or "unknown",
        digest,
        extra={"address": address, "thing": digest},
    )


def exceeded_at(limit: Limit, now: float) -> Exceeded:
    """Return a limit that is exceeded now, with the seconds until its window ends."""
    return Exceeded(limit, max(1, ceil(window_of(limit, now) + limit.seconds - now)))


def window_of(limit: Limit, now: float) -> float:
    """Return when the window began that is open now."""
    return now // limit.seconds * limit.seconds


def entry_of(what: str, whom: str, limit: Limit, now: float) -> str:
    """Return under what somebody's tries are kept: a keyed hash, since an address is kept nowhere."""
    client = salted_hmac("cms.api.rate_limits", f"{what} {whom}", algorithm="sha256").hexdigest()
    return f"rate:{client}:{limit.seconds}:{int(window_of(limit, now))}"


def _count(what: str, key: str, seconds: int) -> int | None:
    """Add one to a count and return it; None where the cache does not answer."""
    try:
        if cache.add(key, 1, timeout=seconds):
            return 1
        counted: int | None = cache.incr(key)
    except ValueError:
        # Forgotten in the moment between the two.
        counted = 1
    except Exception:
        counted = None
    # A Redis that is down is passed over in silence (site_config.services), and counts nothing.
    if counted is None:
        logger.warning("%s is not limited: the cache does not answer", what)
    return counted
