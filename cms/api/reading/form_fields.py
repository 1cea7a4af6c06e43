"""The fields of forms."""

from collections import defaultdict

from cms.forms.choices import SEVERAL, WITH_CHOICES, FormFieldKind
from cms.forms.form_builder import LINE_CHARACTERS, MOST_CHARACTERS, chosen_values, split_values
from cms.forms.models import FormPage, FormPageField

from ..values import FormChoice, FormField
from .drafts import from_draft
from .request import Reading

#: Kinds that have a length, and the one they have where the editor set none.
_LENGTHS: dict[str, int | None] = {
    FormFieldKind.TEXT: LINE_CHARACTERS,
    FormFieldKind.TEXTAREA: MOST_CHARACTERS,
    FormFieldKind.EMAIL: None,
    FormFieldKind.URL: None,
    FormFieldKind.HIDDEN: None,
}
_WITH_PLACEHOLDER = frozenset(
    {FormFieldKind.TEXT, FormFieldKind.TEXTAREA, FormFieldKind.EMAIL, FormFieldKind.NUMBER, FormFieldKind.URL}
)


def fetch_form_fields(reading: Reading, ids: list[int], model: type[FormPage]) -> dict[int, list[FormField]]:
    """Return the fields of each form, in the editor's order."""
    found: dict[int, list[FormField]] = defaultdict(list)
    # They are part of their page.
    with reading.made_of.told():
        for row in FormPageField.objects.filter(page_id__in=ids).order_by("sort_order", "pk"):
            found[row.page_id].append(_field(row))
    return found


@from_draft(fetch_form_fields)
def _fields_of_draft(reading: Reading, page: FormPage) -> list[FormField]:
    return [_field(row) for row in page.form_fields.all()]


def _field(row: FormPageField) -> FormField:
    kind = FormFieldKind(row.field_type)
    choices: list[FormChoice] = []
    default = row.default_value
    if kind in WITH_CHOICES:
        values = split_values(row.choices)
        defaults = chosen_values(values, default)
        choices = [FormChoice(value, value, value in defaults) for value in values]
        # Of several the choices themselves say which.
        default = next((one.value for one in choices if one.selected and kind not in SEVERAL), "")
    elif kind == FormFieldKind.CHECKBOX:
        default = "on" if default.strip() else ""
    return FormField(
        name=row.clean_name,
        label=row.label,
        help=row.help_text,
        kind=kind.name,
        required=row.required,
        default_value=default,
        choices=choices,
        placeholder=row.placeholder if kind in _WITH_PLACEHOLDER else "",
        max_length=(row.max_length or _LENGTHS[kind]) if kind in _LENGTHS else None,
        autocomplete=row.autocomplete or None,
    )
