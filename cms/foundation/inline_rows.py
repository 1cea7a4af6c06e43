"""Rows of an inline panel, in a version whose rows the database no longer has.

Django looks a row's hidden key up in the table. An older version names rows that were removed since: it could
not be restored, and no field said why. Its rows are those of the version; saving writes them with their keys.
"""

from functools import wraps
from typing import Any

from django import forms
from django.db import models
from modelcluster.forms import BaseTransientModelFormSet


class RowKeyField(forms.Field):
    """The primary key of a row; the formset looks among the rows of its version which one that is."""

    widget = forms.HiddenInput

    def __init__(self, key: "models.Field[Any, Any]", **options: Any) -> None:
        super().__init__(required=False, **options)
        self._key = key

    def to_python(self, value: Any) -> Any:
        return None if value in self.empty_values else self._key.to_python(value)


def take_rows_of_older_versions() -> None:
    original = BaseTransientModelFormSet.add_fields

    @wraps(original)
    def add_fields(self: Any, form: Any, index: int | None) -> None:
        original(self, form, index)
        key = self.model._meta.pk
        field = form.fields[key.name]
        if isinstance(field, forms.ModelChoiceField) and not key.remote_field:
            form.fields[key.name] = RowKeyField(key, initial=field.initial, widget=field.widget)

    BaseTransientModelFormSet.add_fields = add_fields
