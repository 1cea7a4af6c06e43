"""The log of an outage has one line when it begins and one when it is over, and no traceback."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from cms.api.cache.editions import last_edition
from cms.media import serving
from cms.media.renditions import rendition
from cms.serving.outages import outage
from tests.factories.media import CmsImageFactory

pytestmark = pytest.mark.django_db
GONE = 'connection failed: connection to server at "db", port 5432 failed: Connection refused\n\tIs it there?'
NEWS = "{ news(language: DE) { totalCount } }"
UNLOCK = 'mutation { unlockPage(input: {pageId: "page-1", password: "x"}) { ok } }'
PREVIEW = '{ preview(token: "x") { expiresAt } }'


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    for one in (outage, last_edition):
        one.forget()
    serving._read_as_public.clear()
    yield
    for one in (outage, last_edition):
        one.forget()
    serving._read_as_public.clear()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Callable[[], list[logging.LogRecord]]:
    """Return what an operator would read of in the log, from the level WARNING, and what is back."""

    def lines() -> list[logging.LogRecord]:
        return [one for one in caplog.records if one.levelno >= logging.WARNING or one.name == "cms.serving"]

    caplog.set_level(logging.INFO)
    return lines


@pytest.fixture
def take_away(monkeypatch: pytest.MonkeyPatch, client: Client) -> Callable[..., pytest.MonkeyPatch]:
    client.cookies["sessionid"] = "x" * 32
    client.raise_request_exception = False

    def take(cause: Exception | None = None) -> pytest.MonkeyPatch:
        def refuse(*arguments: Any, **options: Any) -> None:
            raise OperationalError(GONE) from (cause or psycopg.OperationalError(GONE))

        monkeypatch.setattr(connection, "cursor", refuse)
        monkeypatch.setattr(connection, "chunked_cursor", refuse)
        return monkeypatch

    return take


def ask_all(client: Client) -> list[Any]:
    """Ask for everything that needs the database, in each way in which it can fail."""
    return [
        client.get("/graphql/", {"query": NEWS}),
        client.post("/graphql/", {"query": UNLOCK}, content_type="application/json"),
        client.post("/graphql/", {"query": PREVIEW}, content_type="application/json"),
        client.get("/admin/"),
        client.post("/admin/login/", {"username": "anna", "password": "falsch"}),
        client.get("/media/renditions/1/abc-20x20.jpg"),
        client.get("/media/original_images/a.png"),
        client.get("/documents/1/a.pdf"),
        client.get("/de/"),
        client.get("/healthz"),
    ]


def test_an_outage_is_one_line_whatever_is_asked(
    client: Client, take_away: Callable[..., Any], log: Callable[[], Any]
) -> None:
    take_away()
    answers = [answer for _ in range(3) for answer in ask_all(client)]
    assert {(one.status_code, one.headers["Retry-After"]) for one in answers} == {(503, "5")}
    (line,) = log()
    assert (line.levelname, line.name, line.exc_info) == ("WARNING", "cms.serving", None)
    assert "The database does not answer." in line.getMessage()
    assert "600 s: connection failed: connection to server" in line.getMessage()
    assert "\n" not in line.getMessage()


def test_its_end_is_one_line(client: Client, take_away: Callable[..., Any], log: Callable[[], Any]) -> None:
    undone = take_away()
    ask_all(client)
    undone.undo()
    client.get("/admin/login/")
    assert len(log()) == 1, "it may fail again at once"
    outage._failed_at -= 5
    for _ in range(3):
        client.get("/admin/login/")
    assert [(one.levelname, one.getMessage()[:27]) for one in log()] == [
        ("WARNING", "The database does not answe"),
        ("INFO", "The database answers again,"),
    ]
    take_away()
    ask_all(client)
    assert [one.levelname for one in log()] == ["WARNING", "INFO", "WARNING"]


@pytest.mark.parametrize("query", [NEWS, UNLOCK, PREVIEW])
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_a_client_reads_that_the_service_is_unavailable(
    client: Client, take_away: Callable[..., Any], query: str, accept: str
) -> None:
    take_away()
    answer = client.post(
        "/graphql/", {"query": query}, content_type="application/json", headers={"Accept": accept}
    )
    (error,) = answer.json()["errors"]
    assert answer.status_code == 503
    assert error["extensions"] == {"code": "UNAVAILABLE", "retryAfter": 5}
    assert "unavailable" in error["message"] and "5 seconds" in error["message"]


def test_a_lock_that_was_waited_for_in_vain_is_no_outage(
    client: Client, take_away: Callable[..., Any], log: Callable[[], Any]
) -> None:
    take_away(psycopg.errors.LockNotAvailable("canceling statement due to lock timeout"))
    answers = [client.get("/admin/"), client.get("/graphql/", {"query": NEWS})]
    assert [one.status_code for one in answers] == [503, 503]
    assert {(one.levelname, one.exc_info, "Another writer" in one.getMessage()) for one in log()} == {
        ("WARNING", None, True)
    }
    assert not outage.is_on


def test_pictures_say_how_old_their_last_comparison_is(
    client: Client, take_away: Callable[..., Any], log: Callable[[], Any]
) -> None:
    url = rendition(CmsImageFactory(), "CARD").url
    b"".join(client.get(url).streaming_content)
    serving._read_as_public.keep(None, serving._read_as_public.get(None) - 100)
    take_away()
    for ask in (client.get, client.head):
        answer = ask(url)
        answer.close()
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
        assert 100 <= int(answer["Age"]) <= 102
    assert [one.levelname for one in log()] == ["WARNING"]
