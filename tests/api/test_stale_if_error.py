"""Stale-if-error: while the database is away, cached answers are served for a time, with Age and no-store."""

import time
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cms.api.cache import editions
from cms.api.cache.editions import last_edition
from tests.factories.pages import NewsPageFactory, StandardPageFactory

QUERY = "{ news(first: 3) { edges { node { title } } } }"
OTHER = "{ news(first: 4) { edges { node { title } } } }"


@pytest.fixture
def article(site: Any, settings: Settings) -> Any:
    settings.CMS_GRAPHQL_S_MAXAGE = 60
    last_edition.forget()
    yield NewsPageFactory(title="Gespeichert")
    last_edition.forget()


class Database:
    """Takes the database away from the endpoint, and brings it back."""

    def __init__(self) -> None:
        self._patch = pytest.MonkeyPatch()

    def __call__(self) -> None:
        def fail() -> Any:
            raise OperationalError("away")

        self._patch.setattr("cms.api.cache.editions.current_edition", fail)
        self._patch.setattr("cms.api.execution.error_masking._is_database_up", lambda: False)

    def comes_back(self) -> None:
        self._patch.undo()


@pytest.fixture
def away() -> Iterator[Database]:
    database = Database()
    yield database
    database.comes_back()


def grow_older(seconds: float) -> None:
    edition, read_at = last_edition._last
    last_edition._last = edition, read_at - seconds


def ask(client: Client, query: str = QUERY, **headers: str) -> Any:
    return client.get("/graphql/", {"query": query}, headers=headers)


@pytest.mark.parametrize("times", [1, 3])
def test_a_cached_answer_is_served_with_no_store(
    article: Any, client: Client, away: Database, times: int
) -> None:
    """Whether the response is cached, or only the answer."""
    for _ in range(times):
        fresh = ask(client)
    assert "s-maxage" in fresh["Cache-Control"]
    away()
    for _ in range(3):
        stale = ask(client)
        assert stale.status_code == 200
        assert stale.content == fresh.content
        assert stale["Cache-Control"] == "no-store"
        assert 0 <= int(stale["Age"]) <= 600
    assert ask(client, **{"x-unknown": "another response to the same answer"}).content == fresh.content
    by_post = client.post("/graphql/", {"query": QUERY}, content_type="application/json")
    assert (by_post.status_code, by_post["Cache-Control"]) == (200, "no-store")


def test_its_age_is_the_time_since_the_edition_was_last_read(
    article: Any, client: Client, away: Database
) -> None:
    ask(client)
    grow_older(100)
    away()
    assert 100 <= int(ask(client)["Age"]) <= 102


def test_an_answer_that_is_not_cached_is_unavailable(article: Any, client: Client, away: Database) -> None:
    ask(client)
    away()
    answer = ask(client, OTHER)
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_the_time_is_bounded(article: Any, client: Client, away: Database, settings: Settings) -> None:
    ask(client)
    away()
    grow_older(settings.CMS_STALE_IF_ERROR + 1)
    assert ask(client).status_code == 503


def test_it_can_be_switched_off(article: Any, client: Client, away: Database, settings: Settings) -> None:
    settings.CMS_STALE_IF_ERROR = 0
    ask(client)
    away()
    time.sleep(0.01)
    assert ask(client).status_code == 503


def test_an_expired_answer_is_not_served(site: Any, client: Client, away: Database) -> None:
    last_edition.forget()
    StandardPageFactory(title="Frist", expire_at=timezone.now() + timedelta(minutes=2))
    query = '{ route(path: "/de/frist/") { page { title } } }'
    assert ask(client, query).json()["data"]["route"]["page"]["title"] == "Frist"
    away()
    assert ask(client, query).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert ask(client, query).status_code == 503
    last_edition.forget()


def test_when_the_database_is_back_answers_are_right_again(
    article: Any, client: Client, away: Database
) -> None:
    ask(client)
    away()
    assert ask(client)["Age"]
    away.comes_back()
    article.title = "Neu"
    article.save_revision().publish()
    last_edition._retry_at = 0
    answer = ask(client)
    assert "Neu" in answer.content.decode()
    assert "Age" not in answer


def test_while_the_database_is_away_one_request_a_second_tries_it(
    article: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try may take as long as a connection takes to fail: the others don't wait for that."""
    ask(client)
    tries = []

    def fail() -> int:
        tries.append(1)
        raise OperationalError("away")

    monkeypatch.setattr(editions, "current_edition", fail)
    now = time.monotonic()
    for seconds, expected in ((0.0, 1), (0.9, 1), (1.1, 2), (1.2, 2), (2.0, 2), (2.2, 3), (3.1, 3)):
        clock = SimpleNamespace(monotonic=lambda moment=now + seconds: moment)
        monkeypatch.setattr(editions, "time", clock)
        assert last_edition.read().is_stale
        assert len(tries) == expected, seconds


def test_a_late_reader_does_not_restore_an_older_edition(
    monkeypatch: pytest.MonkeyPatch, away: Database
) -> None:
    last_edition.forget()
    answers = iter([4, 5])

    def current() -> int:
        number = next(answers)
        if number == 4:
            # Another thread asks and is answered meanwhile.
            last_edition.read()
        return number

    monkeypatch.setattr("cms.api.cache.editions.current_edition", current)
    assert last_edition.read().number == 4
    away()
    assert last_edition.read().number == 5
    last_edition.forget()
