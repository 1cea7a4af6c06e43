"""Whether a request that begins after a publication can get what was before, and whether any fails."""

import argparse
import os
import re
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from .asking import Connection, as_bytes
from .content.plan import Numbers
from .environment import ROOT, of_the_cms
from .operations import operation
from .questions import Request
from .servers import Server, threads_as_shipped
from .sites import add_database_options, filled_site, kinds_at_hand

SLUG = "artikel-0"
_NUMBER = re.compile(rb"Stand (\d+)\.")
#: Answers begun so soon after a commit are counted apart: there a stale one is to be expected first.
SOON = 0.02


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--answers", type=int, default=10_000, help="to check on each database and cache")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--redis", metavar="URL", help="without: CMS_TEST_CACHE_URL, if there is one")
    parser.add_argument("--seconds", type=float, default=900, help="after which a run ends anyway")
    add_database_options(parser)
    # It publishes: what it leaves is not what was filled.
    parser.set_defaults(keep=None)


@dataclass(slots=True)
class Seen:
    """What clients were answered: when a request began, and the lowest number in its answer."""

    answers: list[tuple[float, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many answers were begun after a commit, how many of them soon after one, how many are stale."""

    after: int
    soon: int
    stale: int


def checked(commits: list[tuple[int, float]], answers: list[tuple[float, int]]) -> Checked:
    """Compare answers with the commits, (number, moment) in their order, that they have to know of."""
    moments = [moment for _, moment in commits]
    after = soon = stale = 0
    for begun, number in answers:
        place = bisect_left(moments, begun) - 1
        if place >= 0:
            after += 1
            soon += begun - moments[place] < SOON
            stale += number < commits[place][0]
    return Checked(after, soon, stale)


def requests() -> list[Request]:
    """Return what shows the title of the article: the list, its page, the home page, the section."""
    return [
        operation("news-list", first=12, language="DE"),
        *(operation("route", path=path) for path in (f"/de/news/{SLUG}/", "/de/", "/de/news/")),
    ]


def run(options: argparse.Namespace, say: Callable[[str], None] = print) -> int:
    """Try every database with every cache; return the exit status, 1 where an answer was stale or failed."""
    redis = options.redis or os.environ.get("CMS_TEST_CACHE_URL")
    caches = {"process memory": "", **({"Redis": redis} if redis else {})}
    if not redis:
        say("Redis is left out: no --redis URL and no CMS_TEST_CACHE_URL")
    is_met = [
        _on(kind, name, cache, options, say)
        for kind in kinds_at_hand(options, say)
        for name, cache in caches.items()
    ]
    return int(not all(is_met))


def _on(
    kind: str, cache_name: str, cache: str, options: argparse.Namespace, say: Callable[[str], None]
) -> bool:
    with filled_site(kind, "stale", Numbers(articles=200, members=50), options) as (url, directory):
        environment = of_the_cms(url, directory, cache)
        threads = threads_as_shipped()
        with Server("ours", environment, workers=options.workers, threads=threads) as server:
            commits, seen = _watched(server.port, environment, options)
        found = checked(commits, seen.answers)
        say(
            f"{kind}, {cache_name}: {len(commits):,} publications, {len(seen.answers):,} answers, "
            f"{found.after:,} begun after a commit ({found.soon:,} within {SOON * 1000:g} ms), "
            f"{found.stale} stale, {len(seen.failures)} failed"
        )
        for failure in seen.failures[:3]:
            say(f"  {failure}")
        if seen.failures:
            say(server.said())
        enough = found.after >= options.answers
        if not enough:
            say(f"  MISSED: only {found.after:,} answers of {options.answers:,} in {options.seconds:g} s")
        return enough and not found.stale and not seen.failures


def _watched(
    port: int, environment: dict[str, str], options: argparse.Namespace
) -> tuple[list[tuple[int, float]], Seen]:
    """Let an editor publish while clients ask, until there are enough answers; return what both saw."""
    commits: list[tuple[int, float]] = []
    seen, is_over = Seen(), threading.Event()
    editor = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmark.publishing", SLUG, str(options.seconds)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert editor.stdout is not None
    asking = [threading.Thread(target=_ask, args=(port, seen, is_over)) for _ in range(options.clients)]
    try:
        for line in editor.stdout:
            number, moment = line.split()
            commits.append((int(number), float(moment)))
            if len(commits) == 1:
                for thread in asking:
                    thread.start()
            # Each answer was begun after the first commit, and so has something to know of.
            if len(seen.answers) >= options.answers or seen.failures:
                break
    finally:
        is_over.set()
        editor.terminate()
        for line in editor.stdout:
            number, moment = line.split()
            commits.append((int(number), float(moment)))
        editor.wait()
        for thread in asking:
            if thread.ident is not None:
                thread.join()
    return commits, seen


def _ask(port: int, seen: Seen, is_over: threading.Event) -> None:
    connection, sent, turn = Connection(port), [as_bytes(request) for request in requests()], 0
    try:
        while not is_over.is_set():
            turn += 1
            begun = time.monotonic()
            answer = connection.ask(sent[turn % len(sent)])
            numbers = [int(found) for found in _NUMBER.findall(answer.body)]
            if answer.status != 200 or b'"errors"' in answer.body or not numbers:
                seen.failures.append(f"{answer.status}: {answer.body[:300]!r}")
                return
            seen.answers.append((begun, min(numbers)))
    except OSError as error:
        seen.failures.append(f"{type(error).__name__}: {error}")
    finally:
        connection.close()
