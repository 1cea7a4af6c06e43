"""How often one client may do something, counted in the cache."""

import logging
import time
from collections.abc import Iterable
from typing import NamedTuple

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from .clients import counted_as

logger = logging.getLogger("cms.api")


class Limit(NamedTuple):
    """At most `most` in each `seconds`; 0 means no limit."""

    most: int
    seconds: int


class Exceeded(NamedTuple):
    limit: Limit
    #: Whole seconds until it may be tried again.
    retry_after: int


def count(what: str, address: str, limits: Iterable[Limit]) -> Exceeded | None:
    """Count one more `what` by an address, and return the limit that it exceeds, if any.

    Windows are fixed: a count begins anew every `seconds`. Without an address, and while the cache is down,
    nothing is limited; the log says so.
    """
    if not address:
        logger.warning("%s is not limited: no client address", what)
        return None
    # The cache holds no address.
    client = salted_hmac(
        "cms.api.rate_limits", f"{what} {counted_as(address)}", algorithm="sha256"
    ).hexdigest()
    now = time.time()
    for limit in limits:
        if not limit.most:
            continue
        window = int(now // limit.seconds)
        done = _count(what, f"rate:{client}:{limit.seconds}:{window}", limit.seconds)
        if done is not None and done > limit.most:
            return Exceeded(limit, max(1, int((window + 1) * limit.seconds - now) + 1))
    return None


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
