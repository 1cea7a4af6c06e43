"""Wagtail's form builder with what the contract says of values: dates as ISO 8601, lengths, plain choices."""

from typing import Any

from django import forms
from wagtail.contrib.forms.forms import FormBuilder

#: A text is never longer, whatever the editor allows.
MAX_CHARACTERS = 20_000
#: One line without a length of its own.
LINE_CHARACTERS = 255
#: Numbers are kept with so many digits.
MAX_DIGITS = 30


def split_values(text: str) -> list[str]:
    """Return what an editor listed: one a line, or in one line separated by commas; each once."""
    lines = text.strip().splitlines()
    values = lines if len(lines) > 1 else text.split(",")
    # A list of lines may end each with a comma.
    stripped = (value.strip().removesuffix(",").strip() for value in values)
    return list(dict.fromkeys(value for value in stripped if value))


def chosen_values(choices: list[str], default: str) -> list[str]:
    """Return which choices an editor's default names: itself one, though it holds a comma, or a list."""
    return [default.strip()] if default.strip() in choices else split_values(default)


class FormPageFormBuilder(FormBuilder):
    """Makes the Django form that checks what a visitor sends."""

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(max_length=field.max_length or LINE_CHARACTERS, **options)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(max_length=field.max_length or MAX_CHARACTERS, **options)

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.EmailField(**_limited(field, options))

    def create_url_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return super().create_url_field(field, _limited(field, options))

    def create_hidden_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return super().create_hidden_field(field, _limited(field, options))

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.DecimalField(max_digits=MAX_DIGITS, **options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        # As <input type=date> sends it. In any other spelling 1/2 is January to some and February to others.
        return forms.DateField(input_formats=["%Y-%m-%d"], **options)

    def create_datetime_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        # ISO 8601 as well, which Django always reads first; without an offset it is the site's time.
        return forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M"], **options)

    def get_formatted_field_choices(self, field: Any) -> list[tuple[str, str]]:
        return [(value, value) for value in split_values(field.choices)]

    def get_formatted_field_initial(self, field: Any) -> list[str]:
        return chosen_values(split_values(field.choices), field.default_value)


def _limited(field: Any, options: dict[str, Any]) -> dict[str, Any]:
    return {**options, "max_length": field.max_length} if field.max_length else options
