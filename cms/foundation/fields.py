"""Column types that behave the same on SQLite and PostgreSQL."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


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
