"""Real commits, in a database that several threads can share.

Each test begins with the tables as the migrations leave them and a started site. SQLite's database in memory
knows no transactions of several connections, so there the test gets a file, opened as in production.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django import Settings

from cms.home.sites import StartedSite, start_site
from tests.api.conftest import ask, post, refuse  # noqa: F401  fixtures

#: Longer than anything here takes.
MAX_SECONDS = 30


class Threads:
    """Starts functions in threads that have connections of their own, and tells what went wrong in them."""

    def __init__(self, open_connection: Callable[[], None]) -> None:
        self._open_connection = open_connection
        self._threads: list[threading.Thread] = []
        self._errors: list[BaseException] = []

    def start(self, function: Callable[..., Any], *arguments: Any) -> threading.Thread:
        def run() -> None:
            self._open_connection()
            try:
                function(*arguments)
            except BaseException as error:
                self._errors.append(error)
            finally:
                connections["default"].close()

        thread = threading.Thread(target=run, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    @property
    def are_running(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def finish(self) -> None:
        for thread in self._threads:
            thread.join(MAX_SECONDS)
        assert not self.are_running, "a thread waits for ever"
        if self._errors:
            raise self._errors[0]


@pytest.fixture
def open_connection(
    transactional_db: None, django_db_serialized_rollback: None, tmp_path: Path
) -> Iterator[Callable[[], None]]:
    """What a thread must call before it touches the database."""
    if connection.vendor != "sqlite":
        yield lambda: None
        return
    in_memory = connections["default"]
    file = tmp_path / "cms.sqlite3"
    in_memory.ensure_connection()
    copy = sqlite3.connect(file)
    in_memory.connection.backup(copy)
    copy.close()

    def use_file() -> None:
        connections["default"] = type(in_memory)({**in_memory.settings_dict, "NAME": str(file)}, "default")

    use_file()
    try:
        yield use_file
    finally:
        connections["default"].close()
        connections["default"] = in_memory


@pytest.fixture
def site(open_connection: Callable[[], None], settings: Settings) -> StartedSite:
    """German and English trees with their sections, committed.

    Tasks wait for a worker, as in production: indexing a page is no part of the transaction that saves it.
    """
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return start_site(name="Verein", hostname="localhost", port=3000)


@pytest.fixture
def threads(site: StartedSite, open_connection: Callable[[], None]) -> Threads:
    return Threads(open_connection)
