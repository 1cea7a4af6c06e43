"""The page editor's form of a form: says there what would otherwise puzzle visitors."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.foundation.forms import PageForm

from .choices import SEVERAL, WITH_CHOICES, FormFieldKind
from .form_builder import FormPageFormBuilder, chosen_values, split_values
from .mail_server import is_mail_possible

#: What stands beside the fields: the error of a missing consent, and the moment in lists and exports.
TAKEN_NAMES = frozenset(("consent", "submit_time"))


class FormPageForm(PageForm):
    """Checks the fields of a form against one another and each against itself.

    A draft may be unfinished; names are never given twice.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_mail_possible():
            for name in ("to_address", "subject"):
                if name in self.fields:
                    # A field that is disabled keeps what it holds.
                    self.fields[name].disabled = True
                    self.fields[name].help_text = _("This installation has no mail server: no mail is sent.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        rows = self._rows()
        _refuse_equal_names(rows)
        if not self.is_deferred_validation:
            for row in rows:
                _refuse_what_cannot_be_filled_in(row)
        return cleaned

    def _rows(self) -> list[Any]:
        """Return the forms of the fields that stay."""
        rows = self.formsets["form_fields"].forms if "form_fields" in self.formsets else []
        return [
            row
            for row in rows
            if row.is_valid() and not row.cleaned_data.get("DELETE") and row.instance.label.strip()
        ]


def _refuse_equal_names(rows: list[Any]) -> None:
    seen: set[str] = set()
    for row in rows:
        name = row.instance.clean_name
        if not name:
            row.add_error("label", _("The label needs a letter or a digit."))
        elif name in TAKEN_NAMES:
            row.add_error(
                "clean_name",
                _("Forms use “%(name)s” otherwise. Change the label, or enter another name here.")
                % {"name": name},
            )
        elif name in seen:
            row.add_error(
                "clean_name",
                _("Another field is called “%(name)s”. Change the label, or enter another name here.")
                % {"name": name},
            )
        seen.add(name)


def _refuse_what_cannot_be_filled_in(row: Any) -> None:
    field = row.instance
    choices = split_values(field.choices)
    defaults = chosen_values(choices, field.default_value)
    if field.field_type in WITH_CHOICES:
        if not choices:
            row.add_error("choices", _("Enter what visitors can choose from, one a line."))
        elif strange := [default for default in defaults if default not in choices]:
            message = _("“%(value)s” is not among the choices.") % {"value": strange[0]}
            row.add_error("default_value", message)
        elif len(defaults) > 1 and field.field_type not in SEVERAL:
            row.add_error("default_value", _("Only one answer is possible here."))
    elif field.default_value and field.field_type != FormFieldKind.CHECKBOX:
        try:
            FormPageFormBuilder([field]).formfields[field.clean_name].clean(field.default_value)
        except ValidationError as error:
            row.add_error("default_value", error.messages)
