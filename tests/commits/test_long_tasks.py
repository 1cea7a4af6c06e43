"""A worker renews its lease from a thread of its own, which commits."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cms.tasks import leases
from tests.tasks.working import note_task, told, work_off


@pytest.mark.needs_postgresql
def test_a_living_worker_keeps_a_task_that_takes_longer_than_its_lease(
    open_connection: Callable[[], None], settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.CMS_TASK_LEASE_SECONDS = 1
    recovered = []

    def look() -> None:
        recovered.append(leases.recover_lost_tasks())
        connection.close()

    def take_long(number: int) -> None:
        until = time.monotonic() + 2.5
        while time.monotonic() < until:
            other = threading.Thread(target=look)
            other.start()
            other.join()
            time.sleep(0.1)

    note_task.enqueue(1)
    told.side_effect = take_long
    try:
        work_off()
    finally:
        told.reset_mock(side_effect=True)
    assert set(recovered) == {0}
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
