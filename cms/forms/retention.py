"""How long submissions are kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from .models import FormPage, Submission


class Outdated(NamedTuple):
    """The submissions of one form that are older than it keeps them."""

    page_title: str
    days: int
    submissions: Any


def outdated(now: datetime | None = None) -> Iterator[Outdated]:
    """Yield what may be deleted, form by form: by the page's own days, else CMS_FORM_SUBMISSION_DAYS."""
    moment = now or timezone.now()
    for pk, title, own_days in FormPage.objects.order_by("pk").values_list(
        "pk", "title", "delete_after_days"
    ):
        days = own_days or settings.CMS_FORM_SUBMISSION_DAYS
        if days:
            before = moment - timedelta(days=days)
            yield Outdated(title, days, Submission.objects.filter(page_id=pk, submit_time__lt=before))
