"""Kinds of columns, relations and fields of forms."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from modelcluster.fields import ParentalManyToManyField
from wagtail.compat import URLField

from .link_targets import is_one_of, refuse_no_link, refuse_no_page, refuse_no_website


class SortKeyField(models.CharField):
    """Text compared byte by byte, so that lists have one order on every database.

    PostgreSQL's default collation skips spaces and punctuation when it compares; its "C" collation does
    what SQLite's BINARY does anyway.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class WebsiteField(models.URLField):
    """An address of a website. Its form refuses ftp, which is delivered nowhere."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        field: Any = super().formfield(**kwargs)
        field.validators.append(refuse_no_website)
        return field


class LinkAddressField(URLField):
    """In forms: takes what `refuse_no_link` lets pass. Browsers' own field for addresses refuses /de/."""

    widget = forms.TextInput
    default_validators = (refuse_no_link,)

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        # What has neither scheme nor slash is taken for a website, if it can be one: www.verein.example.
        if re.match(r"[/#]|[a-z][a-z0-9+.-]*:", typed, re.IGNORECASE):
            return typed
        website = super().to_python(typed)
        return website if is_one_of(website) else typed


class PageAddressField(LinkAddressField):
    """The same, without places on a page: where somebody is sent who comes from elsewhere."""

    default_validators = (refuse_no_page,)


class ReferencedManyToManyField(ParentalManyToManyField):
    """Edited with its page, and known to Wagtail's reference index, which passes plain ones over.

    So that deleting a category says where it is used.
    """

    def extract_references(
        self, value: Iterable[models.Model]
    ) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """Yield (model, primary key, model path, content path) of each object, as the index asks for it."""
        for one in value:
            yield type(one), str(one.pk), "item", f"item.{one.pk}"
