"""Response cache: a hit equals Django's own response, for the same request fingerprint and edition only."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.db.utils import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page

from cms.api.cache.answer_cache import answer_cache
from cms.api.cache.response_cache import UNKEYED_HEADERS
from cms.api.http import views
from cms.previews.links import preview_token

from .cached_responses import LONG, URL, Send, by_get, by_head, by_post, is_cached, visible_parts
from .cached_titles import TITLES


@pytest.mark.parametrize("send", [by_get, by_post, by_head])
@pytest.mark.parametrize("query", [TITLES, LONG])
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
@pytest.mark.parametrize("origin", ["", "http://localhost:3000", "https://elsewhere.example"])
def test_a_cached_response_equals_djangos(
    article: Any, client: Client, send: Send, query: str, encoding: str, origin: str
) -> None:
    headers = {"Accept-Encoding": encoding} | ({"Origin": origin} if origin else {})
    first = send(client, query, **headers)
    with CaptureQueriesContext(connection) as captured:
        again = send(client, query, **headers)
    assert (is_cached(first), is_cached(again)) == (False, True)
    assert visible_parts(again) == visible_parts(first)
    assert [one["sql"] for one in captured] == ["SELECT edition FROM delivery_contentversion"]
    # And equals that of a client without cached responses.
    assert visible_parts(again) == visible_parts(send(Client(), query, **headers))


@pytest.mark.parametrize("send", [by_get, by_head])
@pytest.mark.parametrize("megabytes", [64, 0])
@pytest.mark.parametrize(
    "listed",
    ["{0}", "W/{0}", '"a", W/{0}', 'W/"a",{0}', "*"],
    ids=["strong", "weak", "one of", "last", "any"],
)
def test_a_current_copy_is_not_sent_again(
    article: Any, client: Client, settings: Settings, send: Send, megabytes: int, listed: str
) -> None:
    """What a proxy has made weak, too: nginx does when it compresses."""
    settings.CMS_ANSWER_CACHE_MB = megabytes
    current = send(client, LONG)
    first, again = (send(client, LONG, **{"If-None-Match": listed.format(current["ETag"])}) for _ in range(2))
    assert (is_cached(first), is_cached(again)) == (False, bool(megabytes))
    assert visible_parts(again) == visible_parts(first)
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control", "X-Cache-Tags", "Surrogate-Key"):
        assert again[name] == current[name]


@pytest.mark.parametrize("listed", ['"a"', 'W/"a"', "{0}a", "w/{0}"])
def test_another_copy_is_replaced(article: Any, client: Client, listed: str) -> None:
    current = by_get(client)
    for _ in range(2):
        found = by_get(client, **{"If-None-Match": listed.format(current["ETag"])})
        assert (found.status_code, found.content) == (200, current.content)


def test_a_response_to_a_failed_precondition_is_for_nobody_else(
    article: Any, client: Client, settings: Settings
) -> None:
    settings.CMS_GRAPHQL_S_MAXAGE = 60
    tag = by_get(client)["ETag"]
    for header, status in ((tag, 200), ('"another"', 412)):
        for _ in range(2):
            found = by_get(client, **{"If-Match": header})
            assert (found.status_code, "s-maxage" in found["Cache-Control"]) == (status, status == 200)


@pytest.mark.parametrize("header", ["If-Modified-Since", "If-Unmodified-Since"])
def test_what_is_asked_about_a_date_is_ignored(article: Any, client: Client, header: str) -> None:
    """An answer has none."""
    current = by_get(client)
    for _ in range(2):
        found = by_get(client, **{header: "Wed, 21 Oct 2015 07:28:00 GMT"})
        assert (found.status_code, found.content) == (200, current.content)


def test_each_response_has_its_own_request_id_and_is_logged(
    article: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="cms.requests"):
        made = [by_get(client)["X-Request-ID"] for _ in range(3)]
        sent = by_get(client, **{"X-Request-ID": "edge-1"})
    assert len(set(made)) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in made)
    assert is_cached(sent)
    assert sent["X-Request-ID"] == "edge-1"
    lines = [record.getMessage() for record in caplog.records if record.name == "cms.requests"]
    assert len(lines) == 4
    assert all(re.fullmatch(r"GET /graphql/ 200 [0-9.]+ ms", line) for line in lines)


@pytest.mark.parametrize("name", sorted(UNKEYED_HEADERS))
@pytest.mark.parametrize("proxies", [0, 1])
def test_no_response_depends_on_unkeyed_headers(
    article: Any, settings: Settings, runs: list[str], name: str, proxies: int
) -> None:
    """Without caches, each time anew: or a cached response could be for somebody else."""
    settings.CMS_TRUSTED_PROXIES = proxies
    plain = visible_parts(Client().get(URL, {"query": LONG}, headers={"Origin": "http://localhost:3000"}))
    values = ("", "en", "sessionid=1; django_language=en", "203.0.113.7", "https://other.example/")
    for value in values:
        answer_cache.cache_clear()
        cache.clear()
        header: Any = {name: value}
        found = Client().get(URL, {"query": LONG}, headers={"Origin": "http://localhost:3000"}, **header)
        assert visible_parts(found) == plain, value
    assert len(runs) == len(values) + 1


@pytest.mark.parametrize("name", sorted(UNKEYED_HEADERS))
def test_other_unkeyed_headers_get_the_cached_response(article: Any, client: Client, name: str) -> None:
    by_get(client)
    header: Any = {name: "something-else"}
    assert is_cached(client.get(URL, {"query": TITLES}, **header))


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "application/graphql-response+json"},
        {"Accept-Encoding": "br"},
        {"Origin": "http://localhost:3000"},
        {"If-None-Match": '"abc"'},
        {"Authorization": "Bearer abc"},
        {"X-Forwarded-Proto": "https"},
        {"X-Whatever-Comes": "1"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_other_keyed_headers_do_not_get_the_cached_response(
    article: Any, client: Client, headers: Any
) -> None:
    by_get(client)
    assert not is_cached(by_get(client, **headers))
    assert is_cached(by_get(client, **headers))


def test_bad_requests_are_rejected_also_after_a_cached_response(article: Any, client: Client) -> None:
    by_get(client)
    assert by_get(client, Accept="text/html").status_code == 406
    assert client.get(URL, {"query": TITLES, "variables": "x"}).status_code == 400
    assert client.put(URL, {"query": TITLES}).status_code == 405


def test_a_change_is_seen_at_once(article: Any, client: Client) -> None:
    for title in ("Zwei", "Drei"):
        by_get(client), by_get(client)
        Page.objects.filter(pk=article.pk).update(title=title)
        found = by_get(client)
        assert not is_cached(found)
        assert found.json()["data"]["news"]["nodes"] == [{"title": title}]
    article.refresh_from_db()
    article.unpublish()
    assert by_get(client).json()["data"]["news"]["nodes"] == []


def test_a_copy_of_before_a_change_is_not_current(article: Any, client: Client) -> None:
    """Else a CDN and browsers would keep the answer of before for good."""
    before = by_get(client)
    assert by_get(client, LONG)["ETag"] != before["ETag"]
    assert by_get(client, **{"If-None-Match": before["ETag"]}).status_code == 304
    article.title = "Neu"
    article.save_revision().publish()
    for _ in range(2):
        after = by_get(client, **{"If-None-Match": before["ETag"]})
        assert after.status_code == 200
        assert "Neu" in after.content.decode()
        assert after["ETag"] != before["ETag"]


def test_the_edition_is_read_once_also_after_a_change(article: Any, client: Client) -> None:
    by_get(client), by_get(client)
    Page.objects.filter(pk=article.pk).update(title="Zwei")
    with CaptureQueriesContext(connection) as captured:
        by_get(client)
    assert sum("SELECT edition" in one["sql"] for one in captured) == 1


def test_a_response_expires_with_its_answer(article: Any, client: Client) -> None:
    now = timezone.now().replace(hour=10)
    with time_machine.travel(now, tick=False) as clock:
        Page.objects.filter(pk=article.pk).update(expire_at=now + timedelta(minutes=10))
        by_get(client)
        clock.shift(timedelta(minutes=9, seconds=59))
        assert is_cached(by_get(client))
        clock.shift(timedelta(seconds=1))
        assert by_get(client).json()["data"]["news"]["nodes"] == []


def test_s_maxage_never_exceeds_the_time_to_expiry(article: Any, client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHQL_S_MAXAGE, settings.CMS_GRAPHQL_STALE_WHILE_REVALIDATE = 60, 60
    now = timezone.now().replace(hour=10)
    with time_machine.travel(now, tick=False) as clock:
        Page.objects.filter(pk=article.pk).update(expire_at=now + timedelta(minutes=10))
        for _ in range(40):
            cache_control = by_get(client)["Cache-Control"]
            left = (now + timedelta(minutes=10) - timezone.now()).total_seconds()
            assert sum(map(int, re.findall(r"(?:s-maxage|revalidate)=(\d+)", cache_control))) <= left, (
                cache_control
            )
            clock.shift(timedelta(seconds=15))


def test_private_and_failed_responses_are_not_cached(article: Any, client: Client) -> None:
    preview = f'{{ preview(token: "{preview_token(article)}") {{ page {{ title }} }} }}'
    unlock = 'mutation { unlockPage(input: {pageId: "page-1", password: "x"}) { ok } }'
    failing = '{ newsPage(slug: "a", site: "nowhere") { title } }'
    broken = "{ news {"
    for document in (preview, unlock, failing, broken):
        assert not any(is_cached(by_post(client, document)) for _ in range(3)), document
    assert not is_cached(by_get(client, unlock))


def test_without_an_answer_cache_no_response_is_cached(
    article: Any, client: Client, settings: Settings
) -> None:
    settings.CMS_ANSWER_CACHE_MB = 0
    assert not any(is_cached(by_get(client)) for _ in range(3))


def test_a_database_that_is_down_is_a_503(
    article: Any, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.CMS_STALE_IF_ERROR = 0
    by_post(client), by_post(client)

    attempts: list[int] = []

    def down(*arguments: Any) -> Any:
        attempts.append(1)
        raise OperationalError("away")

    with monkeypatch.context() as broken:
        broken.setattr("cms.api.cache.editions.current_edition", down)
        broken.setattr("cms.api.execution.error_masking._is_database_up", lambda: False)
        found = by_post(client)
    assert found.status_code == 503
    assert found["Retry-After"]
    # Each time again would be another wait for a connection.
    assert len(attempts) == 1
    assert is_cached(by_post(client))


def test_a_response_with_a_cookie_is_not_cached(
    article: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = views.stored_response

    def with_cookie(*arguments: Any) -> HttpResponse:
        response = make(*arguments)
        response.set_cookie("a", "b")
        return response

    monkeypatch.setattr(views, "stored_response", with_cookie)
    assert not any(is_cached(by_get(client)) for _ in range(3))
