"""Whether a worker keeps its size while it answers very many different documents."""

import argparse
import threading
from collections.abc import Callable, Iterator
from itertools import count

from .asking import Connection, as_bytes, ask_once
from .content.plan import Numbers
from .environment import of_the_cms
from .operations import check
from .questions import OURS, Request
from .servers import Server, threads_as_shipped
from .sites import add_database_options, add_keep_option, filled_site, kinds_at_hand

MAX_GROWTH = 1.1
SAMPLES = 10


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--requests", type=int, default=200_000)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--clients", type=int, default=4)
    add_database_options(parser)
    add_keep_option(parser)


def documents(number: int) -> Iterator[Request]:
    """Yield requests, each for a document of its own with an answer of its own."""
    for one in range(number):
        first, offset = one % 40 + 1, one // 40 * 7
        cover = "cover { alt rendition(preset: CARD) { url } sources(preset: CARD) { srcSet } }"
        query = (
            f"query Q{one} {{ news(first: {first}, offset: {offset}, language: DE) "
            f"{{ totalCount nodes {{ id title path teaser {cover if one % 2 else ''} }} }} }}"
        )
        yield Request(OURS, b'{"query": "%s"}' % query.encode())


def run(options: argparse.Namespace, say: Callable[[str], None] = print) -> int:
    """Ask on every database and say how the worker's memory goes; return the exit status."""
    is_met = [_on(kind, options, say) for kind in kinds_at_hand(options, say)]
    return int(options.require and not all(is_met))


def _on(kind: str, options: argparse.Namespace, say: Callable[[str], None]) -> bool:
    with (
        filled_site(kind, "memory", Numbers(), options) as (url, directory),
        Server("ours", of_the_cms(url, directory), threads=threads_as_shipped()) as server,
    ):
        requests = list(documents(options.documents))
        answer = ask_once(server.port, requests[-1])
        check("the last document", answer.status, answer.body)
        say(f"{kind}: {options.requests:,} requests of {options.documents:,} documents")
        found = []
        for sample in range(SAMPLES):
            _ask(server.port, requests, options.requests // SAMPLES, options.clients)
            found.append(server.memory() / 2**20)
            say(f"{options.requests // SAMPLES * (sample + 1):>10,} requests: {found[-1]:.1f} MB")
    # Every document has been asked for in the first tenth: from then on nothing is new.
    growth = max(found) / found[0]
    is_met = growth < MAX_GROWTH
    say(f"{kind}: largest to first {growth:.3f} {'reached' if is_met else 'MISSED'} (< {MAX_GROWTH:g})")
    return is_met


def _ask(port: int, requests: list[Request], number: int, clients: int) -> None:
    """Ask so many times, all documents by turns. Raises `RuntimeError` where an answer is no 200."""
    turns = count()
    failures: list[str] = []
    sent = [as_bytes(request) for request in requests]

    def ask() -> None:
        connection = Connection(port)
        try:
            while (turn := next(turns)) < number and not failures:
                status = connection.ask(sent[turn % len(sent)]).status
                if status != 200:
                    failures.append(f"answered with {status}")
        except OSError as error:
            failures.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
