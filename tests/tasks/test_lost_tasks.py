"""A task whose worker dies is run by another, a few times; what a living worker runs is left to it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cms.tasks import leases
from cms.tasks.models import TaskLease
from cms.tasks.retries import MAX_LOSSES
from cms.tasks.worker import Worker

from .working import broken_task, locked_task, note_task, told, work_off

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def queue(settings: Settings) -> Iterator[None]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    told.reset_mock(side_effect=True)
    yield
    told.reset_mock(side_effect=True)


def die_with_a_task(name: str = "dead") -> DBTaskResult:
    """Claim a task as a worker that has been silent since."""
    task = leases.claim(DBTaskResult.objects.ready(), name)
    assert task is not None
    TaskLease.objects.update(renewed_at=timezone.now() - HOUR)
    return task


def become_due(task: DBTaskResult) -> timedelta:
    """Return how long a task has to wait for its next attempt, and end the wait."""
    task.refresh_from_db()
    assert task.status == "READY"
    pause: timedelta = task.run_after - timezone.now()
    DBTaskResult.objects.filter(pk=task.pk).update(run_after=timezone.now())
    return pause


def test_a_task_whose_worker_died_is_run_by_another() -> None:
    note_task.enqueue(1)
    task = die_with_a_task()
    work_off()
    assert become_due(task) > timedelta(seconds=1)
    work_off(worker_id="second")
    task.refresh_from_db()
    assert (task.status, task.return_value, task.worker_ids) == ("SUCCESSFUL", 1, ["dead", "second"])
    told.assert_called_once_with(1)
    assert not TaskLease.objects.exists()


def test_after_a_few_deaths_with_growing_pauses_it_fails_and_says_why() -> None:
    note_task.enqueue(1)
    pauses = []
    for _ in range(MAX_LOSSES):
        task = die_with_a_task()
        leases.recover_lost_tasks()
        pauses.append(become_due(task))
    assert len(pauses) == 3
    assert pauses == sorted(pauses)
    assert pauses[0] * 3 < pauses[1] < pauses[2] / 3
    task = die_with_a_task()
    leases.recover_lost_tasks()
    task.refresh_from_db()
    assert (task.status, task.exception_class_path) == ("FAILED", "cms.tasks.retries.WorkerLost")
    assert "begun 4 times" in task.traceback


def test_a_task_that_an_earlier_release_left_running_is_run() -> None:
    task_id = note_task.enqueue(1).id
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - HOUR, worker_ids=["old"])
    work_off()
    assert become_due(DBTaskResult.objects.get(pk=task_id)) < timedelta(minutes=1)
    work_off()
    told.assert_called_once_with(1)


def test_a_worker_that_was_taken_for_dead_drops_what_came_of_its_task() -> None:
    note_task.enqueue(1)

    def lose_the_lease(number: int) -> None:
        TaskLease.objects.update(renewed_at=timezone.now() - HOUR)
        leases.recover_lost_tasks()

    told.side_effect = lose_the_lease
    work_off()
    task = DBTaskResult.objects.get()
    assert (task.status, task.return_value) == ("READY", None)


def test_a_task_that_loses_the_database_is_attempted_again() -> None:
    locked_task.enqueue()
    for losses in range(1, MAX_LOSSES + 1):
        work_off()
        become_due(DBTaskResult.objects.get())
        assert TaskLease.objects.get().losses == losses
    work_off()
    task = DBTaskResult.objects.get()
    assert (task.status, task.exception_class_path) == ("FAILED", "django.db.utils.OperationalError")


def test_a_task_that_fails_for_a_reason_of_its_own_is_attempted_once() -> None:
    broken_task.enqueue()
    work_off()
    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == ("FAILED", 1)
    assert not TaskLease.objects.exists()


@pytest.mark.parametrize("signal", [SystemExit, KeyboardInterrupt])
def test_a_task_that_is_interrupted_is_ready_at_once(signal: type[BaseException]) -> None:
    note_task.enqueue(1)
    told.side_effect = signal
    with pytest.raises(signal):
        work_off()
    told.side_effect = None
    work_off()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_what_came_of_a_task_is_written_when_the_database_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note_task.enqueue(1)
    settle, failures = leases.settle, [OperationalError("the connection is lost")] * 2

    def fail_twice(*arguments: Any, **options: Any) -> bool:
        if failures:
            raise failures.pop()
        return settle(*arguments, **options)

    monkeypatch.setattr(leases, "settle", fail_twice)
    monkeypatch.setattr("cms.tasks.worker.connection.close", lambda: None)
    monkeypatch.setattr("cms.tasks.worker.RECONNECT_PAUSES", (0,))
    work_off()
    told.assert_called_once_with(1)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_worker_outlives_the_database_and_judges_nobody_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody could renew a lease while it was away."""
    note_task.enqueue(1)
    note_task.enqueue(2)
    task = die_with_a_task()
    claim, failures = leases.claim, [OperationalError("the database system is starting up")] * 3

    def fail_first(*arguments: Any) -> DBTaskResult | None:
        if failures:
            TaskLease.objects.update(worker_id="alive", renewed_at=timezone.now() - HOUR)
            raise failures.pop()
        return claim(*arguments)

    monkeypatch.setattr(leases, "claim", fail_first)
    monkeypatch.setattr("cms.tasks.worker.close_old_connections", lambda: None)
    monkeypatch.setattr("cms.tasks.worker.connection.close", lambda: None)
    monkeypatch.setattr("cms.tasks.worker.RECONNECT_PAUSES", (0,))
    TaskLease.objects.update(renewed_at=timezone.now())
    worker = Worker(
        queue_names=["default"], interval=0, batch=False, backend_name="default", startup_delay=False,
        max_tasks=1, worker_id="survivor", excluded_queue_names=[],
    )  # fmt: skip
    worker.run()
    assert failures == []
    assert told.call_count == 1
    task.refresh_from_db()
    assert (task.status, task.worker_ids) == ("RUNNING", ["dead"])
