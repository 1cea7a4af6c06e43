"""The search backend of the database in use, and what the public search asks of it. Named in the settings."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import QuerySet
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page

from .words import Query

#: Columns of the index: titles, the other texts, and what Wagtail completes while an editor types. There our
#: pages have their titles again, and the captions of their pictures.
TITLE = ("title",)
TEXT = ("title", "body")
TEXT_AND_CAPTIONS = ("title", "body", "autocomplete")


def _database() -> Any:
    # Imported where they are used: each needs a model of the index that is there on its own database alone.
    if connection.vendor == "postgresql":
        from . import postgresql  # noqa: PLC0415

        return postgresql
    if connection.vendor == "sqlite":
        from . import sqlite  # noqa: PLC0415

        return sqlite
    raise ImproperlyConfigured(f"Search knows PostgreSQL and SQLite, not {connection.vendor}.")


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name Wagtail looks for
    """Return Wagtail's backend for the database in use."""
    return _database().SearchBackend(params)


#: What is looked for, in the language of the database, by the columns in which it is.
Sought = Mapping[tuple[str, ...], str]


def sought(query: Query) -> Sought:
    """Return what a query looks for, in all columns that may be searched; it has at least one term."""
    database = _database()
    return {columns: database.sought_text(query, columns) for columns in (TITLE, TEXT, TEXT_AND_CAPTIONS)}


def found_pages(looked_for: Sought, columns: tuple[str, ...], model: type[Page] = Page) -> QuerySet[Any]:
    """Return as `page` the ids of a model's pages, public or not, with every term in any of the columns."""
    types = get_descendants_content_types_pks(model)
    ids: QuerySet[Any] = _database().found_ids(looked_for[columns], types, columns)
    return ids
