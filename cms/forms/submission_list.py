"""The admin's list of what visitors sent."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.contrib.forms.views import SubmissionsListView

from .choices import FormFieldKind
from .shown_values import shown_value

#: Kinds whose stored values are not as people write them.
_SHOWN_OTHERWISE = frozenset({FormFieldKind.DATE, FormFieldKind.DATETIME, FormFieldKind.CHECKBOX})


class SubmissionList(SubmissionsListView):
    """Shows dates and ticks in the editor's language. An export has them as they are stored."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.is_export:
            return context
        kinds = {field.clean_name: field.field_type for field in self.form_page.get_form_fields()}
        columns = [kinds.get(heading["name"], "") for heading in context["data_headings"]]
        for row in context["data_rows"]:
            row["fields"] = [_shown(kind, value) for kind, value in zip(columns, row["fields"], strict=True)]
        return context


def _shown(kind: str, value: Any) -> Any:
    if hasattr(value, "tzinfo"):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if kind not in _SHOWN_OTHERWISE:
        return value
    try:
        return shown_value(kind, value)
    except ValueError:
        # Sent before an editor made the field one for dates.
        return value
