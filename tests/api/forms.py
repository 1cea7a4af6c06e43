"""Sending a form as a frontend does."""

from typing import Any

from cms.forms.models import Submission

SUBMIT = """mutation ($input: SubmitFormInput!) {
  submitForm(input: $input) { ok message errors { name code message } }
}"""


def filled_in(page: Any, *values: tuple[str, str], **more: Any) -> dict[str, Any]:
    """Return the variables of a submission by somebody who took their time."""
    return {
        "input": {
            "pageId": f"page-{page.pk}",
            "values": [{"name": name, "value": value} for name, value in values],
            "submissionId": "0a1b2c3d-0000-4000-8000-000000000001",
            "elapsedMs": 30_000,
            **more,
        }
    }


GOOD = (("name", "Ada"), ("nachricht", "Guten Tag"))


def stored() -> list[dict[str, Any]]:
    return list(Submission.objects.order_by("pk").values_list("form_data", flat=True))


def field(label: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "field_type": kind, **more}
