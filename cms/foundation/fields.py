"""Kinds of columns and relations."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from modelcluster.fields import ParentalManyToManyField


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
