"""What a scheduled run could not do."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class FailedRunQuerySet(models.QuerySet["FailedRun"]):
    def waiting(self, *, now: datetime) -> Self:
        """Keep those that the next run would try again: nobody has cancelled the schedule, or published."""
        is_to_go_live = models.Q(revision__approved_go_live_at__lte=now)
        is_to_expire = models.Q(revision=None, page__live=True, page__expire_at__lte=now)
        return self.filter(is_to_go_live | is_to_expire)


class FailedRun(models.Model):
    """A page that a scheduled run could not publish, or, without a revision, not take from the website."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", editable=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.CASCADE, related_name="+", editable=False
    )
    reason = models.TextField(editable=False)
    failed_at = models.DateTimeField(editable=False)

    objects: ClassVar[Any] = FailedRunQuerySet.as_manager()

    #: No use of the page that an editor would have to know of before deleting it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("failed scheduled run")
        verbose_name_plural = _("failed scheduled runs")
        ordering = ("failed_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["page", "revision"], name="failed_run_once_per_revision"),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(revision=None), name="failed_run_once_per_expiry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.reason}"
