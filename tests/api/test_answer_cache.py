"""Answer cache: a hit takes one statement, is right in every edition, and is never private."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page, PageViewRestriction

from cms.api.cache.answer_cache import AnswerCache, answer_cache
from cms.api.cache.entries import OVERHEAD, StoredAnswer
from cms.api.cache.keys import answer_cache_key
from cms.api.cache.memory import LARGEST_PART, MEGABYTE, MemoryTier
from cms.api.execution.results import encode_json
from cms.home.sites import StartedSite
from cms.previews.links import preview_token
from tests.factories.pages import MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory

from .cached_titles import TITLES, Undone, titles
from .conftest import Ask

pytestmark = pytest.mark.needs_cache

URL = "/graphql/"


def test_a_cached_answer_takes_one_statement(site: StartedSite, client: Client, runs: list[str]) -> None:
    NewsPageFactory(title="Eins")
    for send in (
        lambda: client.post(URL, {"query": TITLES}, content_type="application/json"),
        lambda: client.get(URL, {"query": TITLES}),
        lambda: client.head(URL, {"query": TITLES}),
    ):
        first = send()
        with CaptureQueriesContext(connection) as captured:
            second = send()
        assert [one["sql"] for one in captured] == ["SELECT edition FROM delivery_contentversion"]
        assert (second.status_code, second.content) == (first.status_code, first.content)
        assert second.headers["Content-Type"] == first.headers["Content-Type"]
    assert runs == [TITLES]


def test_a_write_is_seen_at_once_whatever_it_is(site: StartedSite, ask: Ask) -> None:
    assert titles(ask) == []
    page = NewsPageFactory(title="Eins")
    assert titles(ask) == ["Eins"]
    Page.objects.filter(pk=page.pk).update(title="Zwei")
    assert titles(ask) == ["Zwei"]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles(ask) == []
    PageViewRestriction.objects.all().delete()
    assert titles(ask) == ["Zwei"]
    page.refresh_from_db()
    page.unpublish()
    assert titles(ask) == []


def test_a_write_that_is_rolled_back_is_in_no_later_answer(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Eins")
    assert titles(ask) == ["Eins"]
    for title in ("Zwei", "Drei"):
        with pytest.raises(Undone), transaction.atomic():
            NewsPageFactory(title=title)
            assert set(titles(ask)) == {"Eins", title}
            raise Undone
        assert titles(ask) == ["Eins"]


def test_a_redirect_after_a_changed_slug_is_seen_at_once(
    site: StartedSite, ask: Ask, django_capture_on_commit_callbacks: Any
) -> None:
    query = '{ route(path: "/de/alt/") { status redirect { to } } }'
    page = StandardPageFactory(title="Alt")
    assert ask(query)["route"]["status"] == "FOUND"
    with django_capture_on_commit_callbacks() as after:
        page.slug = "neu"
        page.save_revision().publish()
    assert ask(query)["route"]["status"] == "NOT_FOUND"
    for callback in after:
        callback()
    assert ask(query)["route"]["redirect"] == {"to": "/de/neu/"}


def test_what_the_cache_key_depends_on(site: StartedSite, client: Client, runs: list[str]) -> None:
    query = "query A($first: Int!) { news(first: $first) { totalCount } } query B { members { totalCount } }"

    def send(**parameters: Any) -> Any:
        return client.post(URL, {"query": query, **parameters}, content_type="application/json").json()

    a = {"operationName": "A", "variables": {"first": 1}}
    assert send(**a) == send(variables={"first": 1}, operationName="A")
    assert len(runs) == 1
    for different in (
        {**a, "variables": {"first": 2}},
        {"operationName": "B"},
        {**a, "extensions": {"cost": True}},
        {**a, "query": query + " "},
    ):
        before = len(runs)
        send(**different)
        send(**different)
        assert len(runs) == before + 1, different


def test_the_cache_key_ignores_the_order_of_variables_but_not_of_lists() -> None:
    one, other = ({"a": 1, "b": {"c": [1, 2], "d": None}}, {"b": {"d": None, "c": [1, 2]}, "a": 1})
    assert answer_cache_key("{ a }", None, one, cost=False) == answer_cache_key(
        "{ a }", None, other, cost=False
    )
    assert answer_cache_key("{ a }", None, {"a": [1, 2]}) != answer_cache_key("{ a }", None, {"a": [2, 1]})
    assert answer_cache_key("{ a }", "x", {}) != answer_cache_key("{ a }", None, {})


def test_what_is_never_cached(site: StartedSite, client: Client, runs: list[str]) -> None:
    page = NewsPageFactory(title="Eins")
    preview = f'{{ preview(token: "{preview_token(page)}") {{ page {{ title }} }} }}'
    unlock = 'mutation { unlockPage(input: {pageId: "page-1", password: "x"}) { ok } }'
    failing = '{ news { totalCount } newsPage(slug: "a", site: "nowhere") { title } }'
    for document in (preview, unlock, failing):
        for number in (1, 2):
            response = client.post(URL, {"query": document}, content_type="application/json")
            assert response.headers["Cache-Control"] == "no-store"
            for header in ("ETag", "X-Cache-Tags", "Surrogate-Key"):
                assert header not in response.headers
            assert runs.count(document) == number, document
    store = answer_cache()
    assert store is not None
    assert store.memory.size == 0


def test_an_answer_expires_with_a_page(site: StartedSite, ask: Ask, runs: list[str]) -> None:
    now = timezone.now().replace(hour=10)
    with time_machine.travel(now, tick=False) as clock:
        NewsPageFactory(title="Bleibt")
        Page.objects.filter(pk=NewsPageFactory(title="Geht").pk).update(expire_at=now + timedelta(minutes=10))
        assert len(titles(ask)) == 2
        clock.shift(timedelta(minutes=10) - timedelta(seconds=1))
        assert len(titles(ask)) == 2
        assert len(runs) == 1
        clock.shift(timedelta(seconds=1))
        assert titles(ask) == ["Bleibt"]


def test_an_answer_expires_at_midnight_of_the_site(
    site: StartedSite, ask: Ask, settings: Settings, runs: list[str]
) -> None:
    """A member is new from the day on which it joins; no write marks the start."""
    assert settings.TIME_ZONE == "Europe/Berlin"
    query = "{ members { nodes { isNew } } }"
    with time_machine.travel("2026-03-10T23:58:00+01:00", tick=False) as clock:
        MemberPageFactory(joined_on="2026-03-11")
        assert ask(query)["members"]["nodes"] == [{"isNew": False}]
        clock.shift(timedelta(minutes=1))
        assert ask(query)["members"]["nodes"] == [{"isNew": False}]
        assert len(runs) == 1
        clock.shift(timedelta(minutes=1))
        assert ask(query)["members"]["nodes"] == [{"isNew": True}]


def test_without_a_cache_all_is_the_same(
    site: StartedSite, ask: Ask, settings: Settings, client: Client
) -> None:
    settings.CMS_ANSWER_CACHE_MB = 0
    assert titles(ask) == []
    NewsPageFactory(title="Eins")
    assert titles(ask) == ["Eins"]
    response = client.get(URL, {"query": TITLES})
    again = client.get(URL, {"query": TITLES}, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


# --- Memory


def answer_of(size: int, valid_until: float = 9e9) -> StoredAnswer:
    return StoredAnswer(b"x" * (size - OVERHEAD), valid_until)


def test_memory_is_bounded_and_drops_the_least_recently_used() -> None:
    memory = MemoryTier(1)
    size = MEGABYTE // 20
    for number in range(100):
        memory.set(bytes([number]), 1, answer_of(size))
        assert memory.get(bytes([0]), 1, 0.0) is not None
    assert MEGABYTE - size < memory.size <= MEGABYTE
    assert memory.get(bytes([1]), 1, 0.0) is None
    assert memory.get(bytes([99]), 1, 0.0) is not None
    for number in range(5_000):
        memory.set_request(number.to_bytes(4, "big"), 1, b"key")
    assert len(memory._requests) <= 300
    memory.clear()
    assert memory.size == 0


def test_an_answer_too_large_is_not_cached_and_evicts_nothing() -> None:
    memory = MemoryTier(1)
    memory.set(b"small", 1, answer_of(2_000))
    memory.set(b"large", 1, answer_of(MEGABYTE // LARGEST_PART + 1))
    assert memory.get(b"large", 1, 0.0) is None
    assert memory.get(b"small", 1, 0.0) is not None
    assert memory.size == 2_000


def test_an_answer_is_found_in_its_edition_until_its_expiry() -> None:
    memory = MemoryTier(1)
    memory.set(b"a", 1, answer_of(2_000, valid_until=10.0))
    assert memory.get(b"a", 2, 5.0) is None
    assert memory.get(b"a", 1, 9.9) is not None
    assert memory.get(b"a", 1, 10.0) is None


def test_the_size_includes_compressed_bodies() -> None:
    store = AnswerCache(1)
    answer = answer_of(20_000)
    store.memory.set(b"a", 1, answer)
    before = store.memory.size
    compressed = store.encoded(b"a", 1, answer, "br")
    assert store.memory.size == before + len(compressed)
    assert store.encoded(b"a", 1, answer, "br") is compressed


def test_json_is_as_it_was(site: StartedSite, client: Client) -> None:
    CategoryFactory(name="Grüße")
    body = client.post(URL, {"query": TITLES}, content_type="application/json").content
    assert json.loads(body) == {"data": {"news": {"nodes": []}}}
    # As short as JSON is; half a surrogate pair is no text, and breaks no answer.
    assert encode_json({"a": ["Grüße", 1], "b": "\ud83d"}) == '{"a":["Grüße",1],"b":"?"}'.encode()
