"""Memory of cached responses: counted, bounded, and shared with the bodies of answers."""

import gc
import threading
import tracemalloc
from typing import Any

from django.test import Client

from cms.api.cache.answer_cache import answer_cache
from cms.api.cache.entries import MAX_RESPONSES, OVERHEAD, CachedResponse, StoredAnswer
from cms.api.cache.memory import LARGEST_PART, MEGABYTE, MemoryTier

from .cached_responses import LONG, by_get, is_cached


def test_responses_are_counted_and_bounded(article: Any, client: Client) -> None:
    store = answer_cache()
    assert store is not None
    by_get(client)
    sizes = []
    for number in range(3 * MAX_RESPONSES):
        by_get(client, **{"X-Whatever-Comes": str(number)})
        sizes.append(store.memory.size)
    assert sizes[0] < sizes[1] < sizes[MAX_RESPONSES - 2]
    assert sizes[2 * MAX_RESPONSES - 1] - sizes[MAX_RESPONSES] < 100
    assert is_cached(by_get(client, **{"X-Whatever-Comes": str(3 * MAX_RESPONSES - 1)}))


def test_a_response_shares_the_bytes_of_its_answer(article: Any, client: Client) -> None:
    for headers in ({}, {"Accept-Encoding": "br"}):
        by_get(client, LONG, **headers)
    store = answer_cache()
    assert store is not None
    (entry,) = store.memory._answers.values()
    bodies = [entry.answer.body, *entry.answer.encoded.values()]
    assert [any(sent.body is body for body in bodies) for sent in entry.answer.responses.values()] == [
        True,
        True,
    ]


def test_the_size_of_a_response_includes_its_headers() -> None:
    answer = StoredAnswer(b"", 9e9)
    sent = CachedResponse("200 OK", [("X-Cache-Tags", "n" * 5_000)], b"", 9e9)
    assert answer.size == OVERHEAD
    assert answer.with_response(b"a", sent).size > OVERHEAD + 5_000


def test_the_counted_size_is_at_least_the_allocated_memory(article: Any, client: Client) -> None:
    by_get(client, LONG)
    store = answer_cache()
    assert store is not None
    counted = store.memory.size
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(MAX_RESPONSES - 1):
            by_get(client, LONG, **{"X-Whatever-Comes": str(number), "Origin": "http://localhost:3000"})
        gc.collect()
        here = tracemalloc.Filter(True, "*/django/core/*"), tracemalloc.Filter(True, "*/cms/api/cache/*")
        snapshot = tracemalloc.take_snapshot().filter_traces(
            [
                *here,
                *(tracemalloc.Filter(True, f"*{name}") for name in ("/response_cache.py", "/response.py")),
            ]
        )
    finally:
        tracemalloc.stop()
    taken = sum(one.size for one in snapshot.statistics("filename"))
    assert store.memory.size - counted > taken


def test_an_answer_stays_cached_where_its_responses_do_not_fit() -> None:
    memory = MemoryTier(1)
    answer = StoredAnswer(b"x" * (MEGABYTE // LARGEST_PART - OVERHEAD - 100), 9e9)
    memory.set(b"a", 1, answer)
    sent = CachedResponse("200 OK", [("X-Cache-Tags", "news")], answer.body, 9e9)
    memory.set_response(b"request", 1, b"a", answer, sent)
    cached = memory.get(b"a", 1, 0.0)
    assert cached is not None
    assert cached.responses == {}


def test_threads_that_compress_at_once_share_the_bytes() -> None:
    answer = StoredAnswer(b"a sentence, and another one; " * 20_000, 9e9)
    found: list[bytes] = []
    together = threading.Barrier(4)

    def compress() -> None:
        together.wait(20)
        found.append(answer.as_encoded("br"))

    threads = [threading.Thread(target=compress) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len({id(one) for one in found}) == 1
