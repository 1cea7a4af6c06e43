"""What django-tasks-db does not keep of a task: who runs it just now, and whether its failure was seen."""

from django.conf import settings
from django.db import models
from django_tasks_db.models import DBTaskResult


class TaskLease(models.Model):
    """A worker's hold on the task that it runs. It renews the lease while it lives; a lost one expires."""

    # Written by workers all the time, and shown nowhere.
    wagtail_reference_index_ignore = True

    task = models.OneToOneField(
        DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="lease"
    )
    #: Empty while nobody works on the task: it waits for its next attempt.
    worker_id = models.CharField(max_length=64, blank=True)
    #: By the database's clock, which all workers share.
    renewed_at = models.DateTimeField(db_index=True)
    #: How many attempts ended without a result: their workers died, or lost the database.
    losses = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.worker_id or 'waiting'}"


class SeenFailure(models.Model):
    """A failed task that somebody has noted: from now on it may be pruned."""

    wagtail_reference_index_ignore = True

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="seen")
    seen_at = models.DateTimeField(auto_now_add=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.task_id)
