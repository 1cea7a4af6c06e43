"""Single-flight: concurrent requests for one answer compute it once, in one process and (Redis) in several."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from cms.api.cache import answer_cache as answer_cache_module
from cms.api.cache import redis as redis_tier
from cms.api.cache.answer_cache import AnswerCache
from cms.api.cache.entries import StoredAnswer
from cms.api.execution import service as execution
from cms.home.sites import StartedSite
from tests.factories.pages import NewsPageFactory

from .cached_titles import Undone, titles
from .conftest import Ask

pytestmark = pytest.mark.needs_cache

# --- Many at once


def in_threads(count: int, function: Callable[[], Any]) -> list[Any]:
    found: list[Any] = []
    together = threading.Barrier(count)

    def run() -> None:
        together.wait(20)
        found.append(function())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_concurrent_requests_compute_an_answer_once() -> None:
    store = AnswerCache(1)
    computed: list[int] = []

    def make() -> tuple[Any, StoredAnswer | None]:
        computed.append(1)
        time.sleep(0.2)
        answer = StoredAnswer(b"{}", 9e9)
        return answer, answer

    found = in_threads(8, lambda: store.find_or_make(b"k" * 32, 1, make))
    assert len(found) == 8
    assert len(computed) == 1
    assert all(one is found[0] for one in found)


def test_waiters_compute_the_answer_when_its_maker_fails() -> None:
    store = AnswerCache(1)
    computed: list[int] = []

    def make() -> tuple[Any, StoredAnswer | None]:
        computed.append(1)
        time.sleep(0.1)
        if len(computed) == 1:
            raise Undone
        return "not stored", None

    def ask() -> Any:
        try:
            return store.find_or_make(b"k" * 32, 2, make)
        except Undone:
            return "failed"

    found = in_threads(4, ask)
    assert sorted(found) == ["failed", "not stored", "not stored", "not stored"]
    assert not store._in_flight


def test_the_wait_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache_module, "WAIT_TIMEOUT", 0.05)
    store = AnswerCache(1)
    begun, end = threading.Event(), threading.Event()

    def slow() -> tuple[Any, None]:
        begun.set()
        assert end.wait(20)
        return "slow", None

    thread = threading.Thread(target=lambda: store.find_or_make(b"k" * 32, 3, slow))
    thread.start()
    assert begun.wait(20)
    assert store.find_or_make(b"k" * 32, 3, lambda: ("quick", None)) == "quick"
    end.set()
    thread.join(20)


# --- Several processes: caches of their own, one database, one Redis


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Return a function that chooses which of two processes, each with its own memory, responds."""
    from cms.api.http import views

    stores = [AnswerCache(1), AnswerCache(1)]

    def use(number: int) -> None:
        for module in (views, execution):
            monkeypatch.setattr(module, "answer_cache", lambda: stores[number])

    yield use


def test_no_process_serves_what_another_has_changed(
    site: StartedSite, ask: Ask, processes: Callable[[int], None]
) -> None:
    for number in range(4):
        processes(number % 2)
        titles(ask)
        NewsPageFactory(title=str(number))
        processes(1 - number % 2)
        assert len(titles(ask)) == number + 1


@pytest.mark.needs_redis
def test_processes_share_their_answers(
    site: StartedSite, ask: Ask, processes: Callable[[int], None], runs: list[str]
) -> None:
    NewsPageFactory(title="Eins")
    for number in (0, 1):
        processes(number)
        assert titles(ask) == ["Eins"]
    assert len(runs) == 1


@pytest.mark.needs_redis
def test_processes_compute_an_answer_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # However busy the machine is, the second waits for the first.
    monkeypatch.setattr(redis_tier, "WAIT_TIMEOUT", 20)
    first, second = AnswerCache(1), AnswerCache(1)
    computed: list[int] = []
    begun = threading.Event()

    def make() -> tuple[Any, StoredAnswer | None]:
        computed.append(1)
        begun.set()
        time.sleep(0.3)
        answer = StoredAnswer(b"{}", time.time() + 60, ("site",))
        return answer, answer

    thread = threading.Thread(target=lambda: first.find_or_make(b"p" * 32, 4, make))
    thread.start()
    assert begun.wait(20)
    found = second.find_or_make(b"p" * 32, 4, make)
    thread.join(20)
    assert (found.body, found.tags, len(computed)) == (b"{}", ("site",), 1)


@pytest.mark.needs_redis
def test_an_answer_stored_between_a_look_and_the_lock_is_not_computed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = AnswerCache(1), AnswerCache(1)
    key, look, looks = b"r" * 32, second.shared.get, []
    assert first.shared.acquire_lock(key, 6)

    def look_just_before(key: bytes, edition: int) -> Any:
        found = look(key, edition)
        looks.append(found)
        if len(looks) == 2:
            first.shared.set(key, edition, StoredAnswer(b"{}", time.time() + 60, ("site",)))
            first.shared.release_lock(key, edition)
        return found

    monkeypatch.setattr(second.shared, "get", look_just_before)
    found = second.find_or_make(key, 6, lambda: pytest.fail("it is stored"))
    assert found.body == b"{}"
    assert first.shared.acquire_lock(key, 6), "the lock is free again"


@pytest.mark.needs_redis
def test_a_process_that_fails_releases_the_lock() -> None:
    first, second = AnswerCache(1), AnswerCache(1)

    def fail() -> Any:
        raise Undone

    with pytest.raises(Undone):
        first.find_or_make(b"q" * 32, 5, fail)
    started = time.monotonic()
    assert second.find_or_make(b"q" * 32, 5, lambda: ("made", None)) == "made"
    assert time.monotonic() - started < redis_tier.WAIT_TIMEOUT


def test_a_redis_that_is_down_is_tried_once_and_then_left_alone(
    site: StartedSite, ask: Ask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1},
        }
    }
    for number in range(3):
        assert len(titles(ask)) == number
        NewsPageFactory(title=str(number))
    warnings = [record for record in caplog.records if "does not answer" in record.message]
    assert len(warnings) == 1
