"""Rate limits per client, in fixed windows counted in the cache."""

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
    """At most `most` per window of `seconds`; 0 means no limit."""

    most: int
    seconds: int


class Exceeded(NamedTuple):
    limit: Limit
    #: Whole seconds until the window ends.
    retry_after: int


def count(action: str, client: str, limits: Iterable[Limit]) -> Exceeded | None:
    """Count one more `action` by a client, and return the limit that it exceeds, if any.

    `client` is from `client_address.rate_limit_key`, or identifies a resource whose limit all clients share.
    Without one, and while the cache is down, nothing is limited; that is logged.
    """
    if not client:
        logger.warning("%s is not limited: no client address", action)
        return None
    now = time.time()
    for limit in limits:
        if not limit.most:
            continue
        counted = _count(action, entry_of(action, client, limit, now), limit.seconds)
        if counted is not None and counted > limit.most:
            return exceeded_at(limit, now)
    return None


def give_back(action: str, client: str, limits: Iterable[Limit]) -> None:
    """Undo the last `count`: the action should not have counted towards the limit."""
    now = time.time()
    for limit in limits:
        # The counter has expired, or the cache is down: then nothing is counted either.
        with contextlib.suppress(Exception):
            cache.decr(entry_of(action, client, limit, now))


def log_refused(action: str, address: str, thing: str) -> None:
    """Log a refused password attempt, for fail2ban (deploy/README.md).

    The only place where an address is logged: nothing else keeps out a client who keeps trying. `thing` is
    what was tried, logged as a keyed hash, equal for all who try it: the log reveals no names.
    """
    digest = salted_hmac("cms.api.rate_limits.log", thing, algorithm="sha256").hexdigest()[:12]
    attempts_logger.warning(
        "Too many attempts: %s refused, address=%s thing=%s",
        action,
        address or "unknown",
        digest,
        extra={"address": address, "thing": digest},
    )


def exceeded_at(limit: Limit, now: float) -> Exceeded:
    """Return an exceeded limit with the seconds until its window ends."""
    return Exceeded(limit, max(1, ceil(window_of(limit, now) + limit.seconds - now)))


def window_of(limit: Limit, now: float) -> float:
    """Return the start of the current window, in seconds since 1970."""
    return now // limit.seconds * limit.seconds


def entry_of(action: str, client: str, limit: Limit, now: float) -> str:
    """Return the cache key of a client's counter: a keyed hash, since no address may be stored."""
    digest = salted_hmac("cms.api.rate_limits", f"{action} {client}", algorithm="sha256").hexdigest()
    return f"rate:{digest}:{limit.seconds}:{int(window_of(limit, now))}"


def _count(action: str, key: str, seconds: int) -> int | None:
    """Increment a counter and return it; None if the cache does not answer."""
    try:
        if cache.add(key, 1, timeout=seconds):
            return 1
        counted: int | None = cache.incr(key)
    except ValueError:
        # It expired between the two calls.
        counted = 1
    except Exception:
        counted = None
    # Errors of Redis are ignored (site_config.services): then `incr` returns None.
    if counted is None:
        logger.warning("%s is not limited: the cache does not answer", action)
    return counted
