"""Bounded waiting for the lock on the version row: a limited number of threads of a process at a time.

The others are refused at once, so that writers who wait never hold all the threads that readers need. How
long one waits is for the transaction to say (`lock_timeout` of PostgreSQL, `site_config.transactions`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings

#: Half of the threads of a server process.
MAX_WAITING = max(1, settings.CMS_WEB_THREADS // 2)

_waiting = BoundedSemaphore(MAX_WAITING)


@contextmanager
def waiting_turn() -> Iterator[bool]:
    """Tell the block whether it may wait for the row; otherwise it has to ask with NOWAIT."""
    may_wait = _waiting.acquire(blocking=False)
    try:
        yield may_wait
    finally:
        if may_wait:
            _waiting.release()
