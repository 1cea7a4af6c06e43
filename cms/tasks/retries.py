"""How often a task is attempted again, and after which pauses."""

from datetime import timedelta

from django.conf import settings

#: How often a task is taken up again whose worker died. One that kills every worker must end somewhere.
MAX_LOSSES = 3
#: A lease is renewed so often before it would expire.
RENEWALS_PER_LEASE = 6


class RetryLater(Exception):
    """Raised by a task that could not do its work now and wants to be attempted again.

    `pauses` are those after the first failure, the second and so on; after the last one the task fails, with
    the exception's cause as the reason if it has one.
    """

    def __init__(self, message: str, pauses: tuple[timedelta, ...]) -> None:
        super().__init__(message)
        self.pauses = pauses


class WorkerLost(Exception):
    """No attempt of a task came to an end: each time its worker died. Stands as the reason of its failure."""


def lease_duration() -> timedelta:
    """Return how long a worker may be silent before its task is given to another."""
    return timedelta(seconds=settings.CMS_TASK_LEASE_SECONDS)


def renewal_seconds() -> float:
    """Return the seconds between two renewals of a lease."""
    return float(lease_duration().total_seconds()) / RENEWALS_PER_LEASE


def pause_after(losses: int) -> timedelta:
    """Return the pause after so many losses of a task: 5 s, 30 s, 3 min by default."""
    return lease_duration() * [1 / 6, 1, 6][min(losses, MAX_LOSSES) - 1]
