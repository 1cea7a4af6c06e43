"""What responses that are sent again take, and that it is counted."""

import gc
import threading
import tracemalloc
from typing import Any

from django.test import Client

from cms.api.stored.answers import MOST_SENT, OVERHEAD, SentResponse, StoredAnswer
from cms.api.stored.cache import answers
from cms.api.stored.memory import LARGEST_PART, MEGABYTE, Memory

from .repeating import LONG, by_get, is_again


def test_responses_are_counted_and_bounded(article: Any, client: Client) -> None:
    store = answers()
    assert store is not None
    by_get(client)
    sizes = []
    for number in range(3 * MOST_SENT):
        by_get(client, **{"X-Whatever-Comes": str(number)})
        sizes.append(store.memory.size)
    assert sizes[0] < sizes[1] < sizes[MOST_SENT - 2]
    assert sizes[2 * MOST_SENT - 1] - sizes[MOST_SENT] < 100
    assert is_again(by_get(client, **{"X-Whatever-Comes": str(3 * MOST_SENT - 1)}))


def test_a_response_shares_the_bytes_of_its_answer(article: Any, client: Client) -> None:
    for headers in ({}, {"Accept-Encoding": "br"}):
        by_get(client, LONG, **headers)
    store = answers()
    assert store is not None
    (kept,) = store.memory._answers.values()
    bodies = [kept.answer.body, *kept.answer.encoded.values()]
    assert [any(sent.body is body for body in bodies) for sent in kept.answer.sent.values()] == [True, True]


def test_a_response_takes_what_its_headers_take() -> None:
    answer = StoredAnswer(b"", 9e9)
    sent = SentResponse("200 OK", [("X-Cache-Tags", "n" * 5_000)], b"", 9e9)
    assert answer.size == OVERHEAD
    assert answer.with_response(b"a", sent).size > OVERHEAD + 5_000


def test_as_much_is_counted_as_is_taken(article: Any, client: Client) -> None:
    by_get(client, LONG)
    store = answers()
    assert store is not None
    counted = store.memory.size
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(MOST_SENT - 1):
            by_get(client, LONG, **{"X-Whatever-Comes": str(number), "Origin": "http://localhost:3000"})
        gc.collect()
        here = tracemalloc.Filter(True, "*/django/core/*"), tracemalloc.Filter(True, "*/cms/api/stored/*")
        kept = tracemalloc.take_snapshot().filter_traces(
            [
                *here,
                *(tracemalloc.Filter(True, f"*{name}") for name in ("/response_cache.py", "/response.py")),
            ]
        )
    finally:
        tracemalloc.stop()
    taken = sum(one.size for one in kept.statistics("filename"))
    assert store.memory.size - counted > taken


def test_an_answer_stays_where_its_responses_find_no_room() -> None:
    memory = Memory(1)
    answer = StoredAnswer(b"x" * (MEGABYTE // LARGEST_PART - OVERHEAD - 100), 9e9)
    memory.keep(b"a", 1, answer)
    sent = SentResponse("200 OK", [("X-Cache-Tags", "news")], answer.body, 9e9)
    memory.keep_response(b"request", 1, b"a", answer, sent)
    kept = memory.get(b"a", 1, 0.0)
    assert kept is not None
    assert kept.sent == {}


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
