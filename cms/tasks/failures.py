"""Tasks that failed for good: until somebody has seen them, or for 30 days, they stay."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from .models import SeenFailure, TaskLease

#: Days after which a failure goes that nobody has looked at.
UNSEEN_DAYS = 30
#: Whoever may read failed tasks, begin them again and mark them as seen.
PERMISSION = "django_tasks_database.change_dbtaskresult"


def failures() -> QuerySet[DBTaskResult]:
    """Return the failed tasks, the latest first."""
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return failed.select_related("seen").order_by("-finished_at", "pk")


def unseen_count() -> int:
    """Return how many failures nobody has marked as seen."""
    return failures().filter(seen=None).count()


def run_again(task_id: UUID) -> bool:
    """Make a failed task ready, as if it had just been enqueued; False if it has not failed."""
    with transaction.atomic():
        is_failed = DBTaskResult.objects.filter(pk=task_id, status=TaskResultStatus.FAILED).update(
            status=TaskResultStatus.READY,
            run_after=get_date_max(),
            started_at=None,
            finished_at=None,
            worker_ids=[],
            exception_class_path="",
            traceback="",
        )
        if is_failed:
            TaskLease.objects.filter(task_id=task_id).delete()
            SeenFailure.objects.filter(task_id=task_id).delete()
    return bool(is_failed)


def mark_seen(task_id: UUID, user: Any) -> bool:
    """Note that a failure was seen; False if the task has not failed."""
    if not DBTaskResult.objects.filter(pk=task_id, status=TaskResultStatus.FAILED).exists():
        return False
    SeenFailure.objects.get_or_create(task_id=task_id, defaults={"seen_by": user})
    return True


def prunable(finished: QuerySet[DBTaskResult], now: datetime | None = None) -> QuerySet[DBTaskResult]:
    """Return those of the finished tasks that may be forgotten."""
    long_ago = (now or timezone.now()) - timedelta(days=UNSEEN_DAYS)
    return finished.filter(
        Q(status=TaskResultStatus.SUCCESSFUL) | Q(seen__isnull=False) | Q(finished_at__lte=long_ago)
    )
