"""Timeouts: a request ends between two fields, and on PostgreSQL within a statement (statement_timeout)."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cms.api.documents import admission
from cms.api.execution import error_masking, timeouts
from cms.api.execution import service as execution
from cms.api.schema.build import get_schema
from cms.home.sites import StartedSite
from tests.factories.pages import NewsPageFactory

QUERY = '{ newsPage(slug: "a") { id title } siteSettings { name } }'
MODERN = {"accept": "application/graphql-response+json"}


@pytest.fixture
def resolve_title(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def put(resolver: Any) -> None:
        monkeypatch.setattr(get_schema().type_map["NewsPage"].fields["title"], "resolve", resolver)  # type: ignore[attr-defined]

    return put


@pytest.fixture(autouse=True)
def own_time_limit() -> Iterator[None]:
    yield
    timeouts.lift_statement_limit()


def check_timed_out(response: Any) -> None:
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Cache-Control"] == "no-store"
    answer = response.json()
    assert "data" not in answer
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
    assert error["extensions"]["retryAfter"] == 5
    assert "took longer than" in error["message"]


def ask(client: Client, **more: Any) -> Any:
    return client.post("/graphql/", {"query": QUERY}, content_type="application/json", **more)


def test_a_slow_field_ends_the_request(
    site: StartedSite, client: Client, settings: Settings, resolve_title: Callable[..., None]
) -> None:
    NewsPageFactory(title="a")
    settings.CMS_GRAPHQL_TIMEOUT = 0.05
    resolve_title(lambda *args, **kwargs: time.sleep(0.1))
    check_timed_out(ask(client))
    check_timed_out(ask(client, headers=MODERN))


def test_no_statement_begins_past_the_deadline(
    site: StartedSite, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client)
    settings.CMS_GRAPHQL_TIMEOUT = 0
    with CaptureQueriesContext(connection) as captured:
        check_timed_out(ask(client))
    # But for the first one, which reads the edition of the content.
    assert [one["sql"][:15] for one in captured] == ["SELECT edition "]


def test_a_field_that_fails_in_time_ends_nothing(
    site: StartedSite, client: Client, resolve_title: Callable[..., None]
) -> None:
    NewsPageFactory(title="a")
    resolve_title(lambda *args, **kwargs: None)
    answer = ask(client).json()
    assert answer["data"] == {"newsPage": None, "siteSettings": {"name": "Verein"}}


@pytest.mark.needs_postgresql
def test_a_slow_statement_is_cancelled_by_the_server(
    site: StartedSite, client: Client, settings: Settings, resolve_title: Callable[..., None]
) -> None:
    NewsPageFactory(title="a")
    settings.CMS_GRAPHQL_TIMEOUT = 0.3

    def sleep(*args: Any, **kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(20)")

    resolve_title(sleep)
    started = time.monotonic()
    check_timed_out(ask(client))
    assert time.monotonic() - started < 5


def statement_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


@pytest.mark.needs_postgresql
def test_statement_timeout_is_set_once_and_lifted_for_other_views(
    site: StartedSite, client: Client, settings: Settings
) -> None:
    settings.CMS_GRAPHQL_TIMEOUT = 7
    before = statement_timeout()
    ask(client)
    assert statement_timeout() == "7s"
    ask(client)
    assert statement_timeout() == "7s"
    client.get("/admin/login/")
    assert statement_timeout() == before


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_a_database_that_does_not_respond(
    site: StartedSite,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    accept: str,
) -> None:
    """503 as a GraphQL error, without any detail; the log has one line."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("connection to server at 10.0.0.7, user cms, failed")

    monkeypatch.setattr(error_masking, "_is_database_up", lambda: False)
    monkeypatch.setattr(timeouts.Deadline, "around_sql", refuse)
    response = ask(client, headers={"accept": accept})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Content-Type"] == f"{accept}; charset=utf-8"
    answer = response.json()
    assert answer.keys() == {"errors"}
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "UNAVAILABLE", "retryAfter": 5}
    assert "10.0.0.7" not in response.content.decode()
    (line,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert "10.0.0.7" in line.getMessage() and not line.exc_info


def test_what_fails_outside_of_the_fields_is_masked(
    site: StartedSite, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("secret of /srv/cms/app.py")

    parts = [(admission, "valid_document"), (admission, "document_text")]
    parts += [(execution, "RequestContext"), (execution, "run_operation")]
    for module, name in parts:
        with monkeypatch.context() as context:
            context.setattr(module, name, fail)
            response = ask(client)
        assert response.status_code in (200, 500), name
        (error,) = response.json()["errors"]
        assert error["extensions"].keys() == {"code", "id"}
        assert "secret" not in response.content.decode()
        assert any(error["extensions"]["id"] in record.getMessage() for record in caplog.records)
