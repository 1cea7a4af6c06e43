"""What clients are told while the database can't be used: to come again, and when."""

import sqlite3
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from cms.serving import connections, server
from cms.serving.unavailable import is_unavailable

pytestmark = pytest.mark.django_db
PATHS = [
    "/healthz",
    "/graphql/?query={news(language:DE){totalCount}}",
    "/admin/login/",
    "/admin/",
    "/media/renditions/1/abc-20x20.jpg",
    "/media/original_images/a.png",
    "/documents/1/a.pdf",
    "/de/",
]
FULL = "connection failed: FATAL:  sorry, too many clients already"


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("it is locked")
    error.sqlite_errorcode = code
    return error


def raised_from(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.fixture
def no_connection(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    """The database takes no connection of this process any more; another may free one at any moment."""
    client.cookies["sessionid"] = "x" * 32

    def refuse(*arguments: Any, **options: Any) -> None:
        raise OperationalError(FULL) from psycopg.OperationalError(FULL)

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "chunked_cursor", refuse)


@pytest.mark.parametrize("path", PATHS)
def test_too_many_connections_are_no_error(client: Client, no_connection: None, path: str) -> None:
    client.raise_request_exception = False
    answer = client.get(path, headers={"Accept-Language": "de"})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert "too many clients" not in answer.content.decode()
    if path == "/admin/":
        assert "Das System ist gerade nicht erreichbar" in answer.content.decode()


def test_an_error_of_ours_stays_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("cms.media.serving.private_collection_ids", lambda: 1 / 0)
    answer = client.get("/media/renditions/1/abc-20x20.jpg")
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (raised_from(psycopg.OperationalError(FULL)), True),
        (raised_from(psycopg.errors.TooManyConnections("for role")), True),
        (raised_from(psycopg.errors.AdminShutdown("restart")), True),
        (psycopg.errors.CannotConnectNow("starting up"), True),
        (raised_from(psycopg.errors.QueryCanceled("timeout")), False),
        (raised_from(psycopg.errors.DeadlockDetected("two")), False),
        (raised_from(of_sqlite(sqlite3.SQLITE_BUSY)), True),
        (raised_from(of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT)), True),
        (raised_from(of_sqlite(sqlite3.SQLITE_ERROR)), False),
        (ValueError("ours"), False),
        (None, False),
    ],
)
def test_what_says_that_the_database_is_away(error: Exception | None, expected: bool) -> None:
    assert is_unavailable(error) is expected


def test_a_server_has_a_bounded_number_of_threads_and_starts_again_what_dies(settings: Settings) -> None:
    command = server.command()
    assert int(command[command.index("--workers") + 1]) == 2
    # The threads are the application's (tests/site_config/test_rsgi.py).
    assert command[-1] == "site_config.rsgi:application" and settings.CMS_WEB_THREADS == 8
    assert "--respawn-failed-workers" in command


@pytest.mark.needs_postgresql
def test_who_asks_for_more_connections_than_there_are_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    assert connections.too_many(2, 8) == ""
    assert "2 processes with 256 threads" in connections.too_many(2, 256)
