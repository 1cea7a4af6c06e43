"""Workers as `manage.py db_worker` starts them, and tasks for them."""

from typing import Any
from unittest.mock import Mock, patch

from django.core.management import call_command
from django.db import OperationalError
from django_tasks import task

#: What the tasks below are told to do, and what they have done.
told = Mock()


@task()
def note_task(number: int) -> int:
    """Do as told; return the number."""
    told(number)
    return number


@task()
def locked_task() -> None:
    """Find the database locked."""
    raise OperationalError("database is locked")


@task()
def broken_task() -> None:
    """Fail for a reason of its own."""
    raise ValueError("it broke")


def work_off(**options: Any) -> None:
    """Run all tasks that are ready, as one worker does."""
    # The transaction of the test would be lost with its connection.
    with patch("cms.tasks.worker.close_old_connections"):
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, **options)
