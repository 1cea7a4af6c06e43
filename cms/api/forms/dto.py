"""DTOs of form fields and choices that resolvers return: no behaviour, no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormChoiceData:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FormFieldData:
    name: str
    label: str
    help: str
    kind: str
    required: bool
    default_value: str
    choices: list[FormChoiceData]
    placeholder: str
    max_length: int | None
    autocomplete: str | None
