"""Loader of the fields of forms, batched over all form pages."""

from collections import defaultdict

from cms.forms.choices import SEVERAL, WITH_CHOICES, FormFieldKind
from cms.forms.form_builder import LINE_CHARACTERS, MAX_CHARACTERS, chosen_values, split_values
from cms.forms.models import FormPage, FormPageField

from ..loading.context import RequestContext
from ..loading.drafts import from_draft
from .dto import FormChoiceData, FormFieldData

#: Default maximum length, in characters, of the kinds that have one; None: no limit of its own.
_DEFAULT_MAX_LENGTHS: dict[str, int | None] = {
    FormFieldKind.TEXT: LINE_CHARACTERS,
    FormFieldKind.TEXTAREA: MAX_CHARACTERS,
    FormFieldKind.EMAIL: None,
    FormFieldKind.URL: None,
    FormFieldKind.HIDDEN: None,
}
_WITH_PLACEHOLDER = frozenset(
    {FormFieldKind.TEXT, FormFieldKind.TEXTAREA, FormFieldKind.EMAIL, FormFieldKind.NUMBER, FormFieldKind.URL}
)


def fetch_form_fields(
    context: RequestContext, ids: list[int], model: type[FormPage]
) -> dict[int, list[FormFieldData]]:
    """Return the fields of each form, in the editor's order."""
    fields: dict[int, list[FormFieldData]] = defaultdict(list)
    # No tags: the fields are part of their page.
    with context.tag_collector.tagged():
        for row in FormPageField.objects.filter(page_id__in=ids).order_by("sort_order", "pk"):
            fields[row.page_id].append(_field(row))
    return fields


@from_draft(fetch_form_fields)
def _fields_of_draft(context: RequestContext, page: FormPage) -> list[FormFieldData]:
    return [_field(row) for row in page.form_fields.all()]


def _field(row: FormPageField) -> FormFieldData:
    kind = FormFieldKind(row.field_type)
    choices: list[FormChoiceData] = []
    default = row.default_value
    if kind in WITH_CHOICES:
        values = split_values(row.choices)
        defaults = chosen_values(values, default)
        choices = [FormChoiceData(value, value, value in defaults) for value in values]
        # With several values possible, `selected` of each choice says which.
        default = next((choice.value for choice in choices if choice.selected and kind not in SEVERAL), "")
    elif kind == FormFieldKind.CHECKBOX:
        default = "on" if default.strip() else ""
    return FormFieldData(
        name=row.clean_name,
        label=row.label,
        help=row.help_text,
        kind=kind.name,
        required=row.required,
        default_value=default,
        choices=choices,
        placeholder=row.placeholder if kind in _WITH_PLACEHOLDER else "",
        max_length=(row.max_length or _DEFAULT_MAX_LENGTHS[kind]) if kind in _DEFAULT_MAX_LENGTHS else None,
        autocomplete=row.autocomplete or None,
    )
