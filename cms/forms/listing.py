"""The admin's list of submissions, and its export."""

from typing import Any

from wagtail.contrib.forms import views

#: What makes a spreadsheet take a text for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class SubmissionsListView(views.SubmissionsListView):
    """Wagtail's own, whose CSV runs nothing: visitors write what stands in its cells.

    XLSX needs no such care: there Wagtail marks every text as text.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        shown = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(shown, str) and shown.startswith(_FORMULA_STARTS):
            return f"'{shown}"
        return shown
