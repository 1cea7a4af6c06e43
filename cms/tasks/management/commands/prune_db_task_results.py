"""django-tasks-db's command of this name, which leaves the failures alone that nobody has seen."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.prune_db_task_results import Command as LibraryCommand
from django_tasks_db.models import DBTaskResult

from cms.database.migrations import MigratedCommand
from cms.tasks.failures import UNSEEN_DAYS, prunable


class Command(MigratedCommand, LibraryCommand):
    help = (
        "Forget background tasks that are done. A failed one stays until it was marked as seen in the "
        f"admin, or for {UNSEEN_DAYS} days."
    )

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        days = options["min_age_days"]
        failed_days = days if options["failed_min_age_days"] is None else options["failed_min_age_days"]
        finished = DBTaskResult.objects.finished().filter(backend_name=options["backend"].alias)
        queue_names = options["queue_name"].split(",")
        if "*" not in queue_names:
            finished = finished.filter(queue_name__in=queue_names)
        old = prunable(finished, now).filter(
            Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lte=now - timedelta(days=days))
            | Q(status=TaskResultStatus.FAILED, finished_at__lte=now - timedelta(days=failed_days))
        )
        if options["dry_run"]:
            self.stdout.write(f"{old.count()} tasks would be forgotten.")
        else:
            count = old.delete()[1].get(DBTaskResult._meta.label, 0)
            self.stdout.write(f"{count} tasks forgotten.")
