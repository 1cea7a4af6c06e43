"""What visitors sent, as people write it: in mails and in the admin's list."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .choices import FormFieldKind


def shown_value(kind: str, value: Any) -> str:
    """Return a stored value of a field of a kind in the current language."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value)
    if value and kind == FormFieldKind.DATE:
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    if value and kind == FormFieldKind.DATETIME:
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")
    return "" if value is None else str(value)
