"""What visitors sent by forms, as it is stored."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission

#: Keys of a stored submission that are no field's.
SUBMIT_TIME = "submit_time"
CONSENT_TEXT = "consent-text"


class Submission(AbstractFormSubmission):
    """What a visitor sent. It says nothing of who that was but what stands in the fields."""

    #: Chosen by the frontend, so that sending twice stores once.
    submission_id = models.CharField(max_length=100, editable=False)
    #: What the visitor agreed to, as it stood there then; empty without consent.
    consent_text = models.TextField(blank=True, editable=False)

    #: A submission is no place where a page is used.
    wagtail_reference_index_ignore = True

    class Meta(AbstractFormSubmission.Meta):
        permissions = [("read_submission", _("Can read, export and delete what visitors send"))]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "submission_id"], name="submission_once_per_form")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["page", "submit_time"], name="submission_by_form_and_time")
        ]

    def __str__(self) -> str:
        # Never what was sent: this stands in logs.
        return f"{self.pk}"

    def get_data(self) -> dict[str, Any]:
        return {**super().get_data(), CONSENT_TEXT: self.consent_text}
