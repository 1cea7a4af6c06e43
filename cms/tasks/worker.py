"""django-tasks-db's worker, which loses no task: not to its own end, and not to the database's."""

import logging
import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple, cast

from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django_tasks.base import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet
from django_tasks_db.utils import is_locked_database_exception

from cms.database.errors import is_missing_table, reason
from cms.database.migrations import refuse_unapplied_migrations

from . import leases
from .retries import MAX_LOSSES, RetryLater, lease_duration, pause_after, renewal_seconds

logger = logging.getLogger("cms.tasks")

#: What a database raises that is away, restarted, or locked for too long.
DATABASE_AWAY = (OperationalError, InterfaceError)
#: Seconds between two attempts to reach the database: growing up to the last.
RECONNECT_PAUSES = (0.5, 1, 2, 5)
OURS = "cms."


class Outcome(NamedTuple):
    """What is written about an attempt, and whether it counts as lost."""

    write: Callable[[], None]
    is_loss: bool = False


class Worker(LibraryWorker):
    """Runs one task after another; holds a lease on the one it runs, and takes up those of dead workers."""

    def run(self) -> None:
        logger.info("Starting worker worker_id=%s queues=%s", self.worker_id, ",".join(self.queue_names))
        if self.startup_delay and self.interval:
            time.sleep(random.random())
        self._recover_at = 0.0
        self._has_adopted = False
        failures = 0
        while self.running:
            try:
                # Not to be ended by a signal between the claim and the run.
                self.running_task = True
                task = self._next_task()
                self.running_task = task is not None
                if failures:
                    logger.info("The database answers again")
                failures = 0
            except DATABASE_AWAY as error:
                self.running_task = False
                is_locked = isinstance(error, OperationalError) and is_locked_database_exception(error)
                # It would wait for ever: SQLite raises the same class for a table that is not there.
                if is_missing_table(error) or (self.batch and not is_locked):
                    raise
                self._wait_for_database(error, failures)
                failures += 1
                continue
            if task is not None:
                self.run_task(task)
                if self.max_tasks is not None and self._run_tasks >= self.max_tasks:
                    logger.info("Worker %s has run %d tasks and ends", self.worker_id, self._run_tasks)
                    return
            elif self.batch:
                logger.info("No more tasks to run for worker_id=%s", self.worker_id)
                return
            elif self.running:
                time.sleep(self.interval)

    def _next_task(self) -> DBTaskResult | None:
        close_old_connections()
        if not self._has_adopted:
            # Tasks of another release would fail for good.
            refuse_unapplied_migrations()
            leases.adopt_unleased()
            self._has_adopted = True
        if time.monotonic() >= self._recover_at:
            self._recover_at = time.monotonic() + renewal_seconds()
            leases.recover_lost_tasks()
        return leases.claim(self._ready(), self.worker_id)

    def _ready(self) -> DBTaskResultQuerySet:
        tasks = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not self.process_all_queues:
            tasks = tasks.filter(queue_name__in=self.queue_names)
        if self.excluded_queue_names:
            tasks = tasks.exclude(queue_name__in=self.excluded_queue_names)
        return tasks

    def _wait_for_database(self, error: Exception, failures: int) -> None:
        pause = RECONNECT_PAUSES[min(failures, len(RECONNECT_PAUSES) - 1)]
        if not failures:
            logger.warning("The database does not answer (%s): asked again until it does", reason(error))
        connection.close()
        # While it was away nobody could renew a lease: those who live get the time to do so.
        self._recover_at = time.monotonic() + pause + lease_duration().total_seconds()
        time.sleep(pause)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run a task, and write what came of it as soon as the database takes it."""
        self.running_task = True
        try:
            with leases.Renewal(db_task_result, self.worker_id):
                try:
                    value = self._call(db_task_result)
                except BaseException as error:
                    # Inside, for those who listen: the error is the one that is being handled.
                    self._settle(db_task_result, self._after(error, db_task_result))
                    if isinstance(error, (SystemExit, KeyboardInterrupt)):
                        raise
                else:
                    self._settle(db_task_result, Outcome(lambda: db_task_result.set_successful(value)))
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _call(self, db_task: DBTaskResult) -> object:
        task, result = db_task.task, db_task.task_result
        task_started.send(sender=type(task.get_backend()), task_result=result)
        context = (TaskContext(task_result=cast(Any, result)),) if task.takes_context else ()
        try:
            return normalize_json(task.call(*context, *result.args, **result.kwargs))
        except ObjectDoesNotExist:
            # Wagtail's tasks look up what they are about, and don't expect that it is deleted meanwhile.
            if db_task.task_path.startswith(OURS):
                raise
            logger.info("Task id=%s: what it is about is gone", db_task.pk)
            return None

    def _after(self, error: BaseException, task: DBTaskResult) -> Outcome:
        """Return what becomes of a task that raised an error."""
        if isinstance(error, (SystemExit, KeyboardInterrupt)):
            return Outcome(lambda: leases.put_back(task, timedelta(0)))
        if isinstance(error, DATABASE_AWAY):
            return Outcome(lambda: self._retry_lost(task, error), is_loss=True)
        if isinstance(error, RetryLater):
            return Outcome(lambda: self._retry_later(task, error))
        return Outcome(lambda: task.set_failed(error))

    def _retry_lost(self, task: DBTaskResult, error: Exception) -> None:
        # This one is counted already.
        losses = leases.losses_of(task)
        if losses > MAX_LOSSES:
            task.set_failed(error)
        else:
            logger.warning("Task id=%s lost the database (%s)", task.pk, type(error).__name__)
            leases.put_back(task, pause_after(losses))

    def _retry_later(self, task: DBTaskResult, error: RetryLater) -> None:
        failures = len(task.worker_ids) - leases.losses_of(task)
        if failures > len(error.pauses):
            task.set_failed(error.__cause__ or error)
        else:
            leases.put_back(task, error.pauses[failures - 1])

    def _settle(self, task: DBTaskResult, outcome: Outcome) -> None:
        """Write an outcome; while the database is away, again and again, for the work is done already."""
        attempt = 0
        while True:
            try:
                is_held = leases.settle(task, self.worker_id, outcome.write, is_loss=outcome.is_loss)
                break
            except DATABASE_AWAY as error:
                if not self.running:
                    logger.error("Task id=%s: its outcome could not be written before the end", task.pk)
                    return
                self._wait_for_database(error, attempt)
                attempt += 1
        if not is_held:
            logger.warning("Task id=%s was given to another worker: what came of it here is dropped", task.pk)
        elif task.finished_at is not None:
            try:
                task_finished.send(sender=type(task.task.get_backend()), task_result=task.task_result)
            except (ImportError, SuspiciousOperation):
                # What it named is no task of this release.
                logger.exception("Task id=%s path=%s could not be begun", task.pk, task.task_path)
