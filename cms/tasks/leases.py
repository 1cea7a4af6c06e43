"""Which worker holds which task, and how the tasks of dead workers find another.

A worker that runs a task renews its lease from a thread of its own, however long the task takes; so a lease
expires only where the process is gone, or cut off from the database. Neither the operating system's process
list nor a lock of the database would do: workers run on several machines, and SQLite has no locks that name
their owner. A worker that was only cut off finds its lease gone and throws its result away; its task may then
have run twice, which every task must bear.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet
from django_tasks_db.utils import exclusive_transaction

from cms.database.errors import reason

from .models import TaskLease
from .retries import MAX_LOSSES, WorkerLost, lease_duration, pause_after, renewal_seconds

logger = logging.getLogger("cms.tasks")


def claim(ready: DBTaskResultQuerySet, worker_id: str) -> DBTaskResult | None:
    """Mark the first task that is ready as this worker's, with a lease on it; None if there is none."""
    with exclusive_transaction():
        task = ready.get_locked()
        if task is not None:
            task.claim(worker_id)
            lease = TaskLease(task=task, worker_id=worker_id, renewed_at=Now())
            # How often it was lost before stays.
            TaskLease.objects.bulk_create(
                [lease],
                update_conflicts=True,
                unique_fields=["task"],
                update_fields=["worker_id", "renewed_at"],
            )
        return task


def settle(task: DBTaskResult, worker_id: str, write: Callable[[], None], *, is_loss: bool = False) -> bool:
    """Write what came of a task and end the lease, both or neither; False if the lease was lost meanwhile.

    `write` saves the task: finished, or ready for the next attempt. `is_loss` counts the attempt as lost.
    """
    with transaction.atomic():
        mine = TaskLease.objects.filter(task_id=task.pk, worker_id=worker_id)
        if not mine.update(worker_id="", losses=F("losses") + int(is_loss)):
            return False
        write()
        if task.status != TaskResultStatus.READY:
            TaskLease.objects.filter(task_id=task.pk).delete()
        return True


def put_back(task: DBTaskResult, pause: timedelta) -> None:
    """Save a task as ready to be attempted again after a pause."""
    task.status = TaskResultStatus.READY
    task.run_after = timezone.now() + pause
    task.save(update_fields=["status", "run_after"])


def losses_of(task: DBTaskResult) -> int:
    """Return how many attempts of a task ended without a result."""
    return TaskLease.objects.filter(task_id=task.pk).values_list("losses", flat=True).first() or 0


def adopt_unleased() -> None:
    """Give a lease to running tasks without one, left behind by a worker that knew none: it expires soon."""
    unleased = DBTaskResult.objects.running().filter(lease=None)
    leases = [
        TaskLease(task=task, worker_id="unknown", renewed_at=task.started_at or task.enqueued_at)
        for task in unleased
    ]
    TaskLease.objects.bulk_create(leases, ignore_conflicts=True)


def recover_lost_tasks() -> int:
    """Put the tasks back whose leases have expired, or let them fail after `MAX_LOSSES`; return how many."""
    expired = TaskLease.objects.exclude(worker_id="").filter(renewed_at__lt=Now() - lease_duration())
    # On SQLite the transaction below keeps all others from writing: not begun for nothing.
    if not expired.exists():
        return 0
    with exclusive_transaction():
        lost = list(expired.select_for_update(skip_locked=True).select_related("task"))
        for lease in lost:
            _recover(lease)
    return len(lost)


def _recover(lease: TaskLease) -> None:
    task = lease.task
    if task.status != TaskResultStatus.RUNNING:
        lease.delete()
        return
    if lease.losses >= MAX_LOSSES:
        logger.error("Task id=%s path=%s failed: its worker died again", task.pk, task.task_path)
        task.set_failed(
            WorkerLost(f"The task was begun {len(task.worker_ids)} times; its worker died each time.")
        )
        lease.delete()
        return
    lease.losses += 1
    pause = pause_after(lease.losses)
    logger.warning(
        "Task id=%s path=%s: its worker %s is gone; it is attempted again in %.0f s (%d of %d)",
        *(task.pk, task.task_path, lease.worker_id, pause.total_seconds(), lease.losses, MAX_LOSSES),
    )
    lease.worker_id = ""
    lease.save(update_fields=["worker_id", "losses"])
    put_back(task, pause)


class Renewal:
    """Renews the lease on a task from a thread of its own, as long as the block lasts."""

    def __init__(self, task: DBTaskResult, worker_id: str) -> None:
        self._held = TaskLease.objects.filter(task_id=task.pk, worker_id=worker_id)
        self._is_over = Event()
        self._thread = Thread(target=self._run, name="lease", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Not joined: it may be waiting for a database that is away, and its last renewal does no harm.
        self._is_over.set()

    def _run(self) -> None:
        pause = renewal_seconds()
        while not self._is_over.wait(pause):
            try:
                self._held.update(renewed_at=Now())
                pause = renewal_seconds()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("A lease could not be renewed (%s)", reason(error))
                # Soon again: who has found the database sooner may think this worker dead.
                pause = min(1.0, pause)
            finally:
                # A connection of this thread alone: kept only while it is needed.
                _close_quietly(connection)


def _close_quietly(used: Any) -> None:
    try:
        used.close()
    except (DatabaseError, InterfaceError):
        logger.debug("A connection was gone already")
