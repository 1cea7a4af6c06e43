"""Watched tables: every table that an answer reads changes the edition when it is written."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from cms.delivery.watched_tables import CONSTANT, UNWATCHED, watched_tables

from .conftest import Ask
from .test_hidden_files import world as world_of_files
from .test_hidden_pages import world as world_of_pages
from .test_nothing_leaks import sweep

__all__ = ["world_of_files", "world_of_pages"]

_NAME = re.compile(r"\w+")


def tables() -> dict[str, str]:
    """Return the labels of all models by the tables that they are in."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model._meta.label for model in models}


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """Collect the names of the tables that statements name."""
    known, found = set(tables()), set()

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found.update(known.intersection(_NAME.findall(sql)))
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield found


@pytest.mark.usefixtures("wide_limits")
def test_every_table_that_an_answer_reads_is_watched(ask: Ask, world_of_pages: SimpleNamespace) -> None:
    with tables_read() as found:
        sweep(ask, **vars(world_of_pages))
    assert len(found) > 25, "the test would see nothing"
    labels = tables()
    unknown = found - watched_tables() - set(CONSTANT)
    assert {labels[name] for name in unknown} <= {"delivery.ContentVersion"}


def test_every_exception_is_a_model() -> None:
    assert set(UNWATCHED) <= set(tables().values())
    assert set(CONSTANT) <= set(tables()) | {"wagtailsearch_indexentry_fts"}
    assert not watched_tables() & set(CONSTANT)
