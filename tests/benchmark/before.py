"""Ours beside ours of another commit: the same site, servers of both at once, by turns."""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path

from . import databases
from .content.plan import Numbers
from .environment import ROOT, of_the_cms
from .figures import COLD, SHIPPED, Key
from .load import WRK, Failed, load
from .questions import Question, questions
from .ratios import AFTER, BEFORE, WANTED, Pair, Paired, as_json, orders, report, spreads
from .servers import Server
from .sites import kinds_at_hand
from .variants import BROKEN, Variant
from .worktree import NotComparable, check_migrations, migrations_of, worktree

ROUNDS = 10
#: As shipped today, and said to both: more speed for more memory would be no better code.
MEMORY = {"CMS_ANSWER_CACHE_MB": "64"}
#: Each way of answering is a module of `serving`.
WAYS = {SHIPPED: "ours", COLD: "cold"}
Roots = dict[str, Path]
#: The servers, by whose code they run and by their way of answering.
Running = dict[tuple[str, str], Variant]
Say = Callable[[str], None]


def run(options: argparse.Namespace, say: Say = print) -> int:
    """Compare ours with the commit on every database; return the exit status, as `compare.run` does."""
    try:
        if options.rounds < 2:
            raise NotComparable("A spread needs two rounds or more.")
        with worktree(options.before) as root:
            check_migrations(migrations_of(root), migrations_of(ROOT))
            return _compare({BEFORE: root, AFTER: ROOT}, options, say)
    except NotComparable as error:
        say(str(error))
        return 2


def _compare(roots: Roots, options: argparse.Namespace, say: Say) -> int:
    numbers = Numbers(options.articles, options.members, options.galleries, options.pictures)
    say(
        f"{options.before} and what stands here: {numbers.articles:,} articles, {numbers.members:,} members, "
        f"{numbers.pictures:,} pictures. Granian, 1 worker, {options.threads} threads; {options.clients} "
        f"clients by {'wrk' if WRK else 'Python'}; {options.rounds} rounds of {options.seconds:g} s"
    )
    paired: Paired = {}
    is_whole = True
    for kind in kinds_at_hand(options, say):
        try:
            for key, pair in _rounds(kind, roots, numbers, options, say):
                paired.setdefault(key, []).append(pair)
        except BROKEN as error:
            # What has been measured is shown all the same: it took its minutes.
            say(f"{kind} was not measured to its end: {type(error).__name__}: {error}")
            is_whole = False
    say(f"\n{report(paired)}\n(wanted: an interval that reaches {WANTED:g})")
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(paired), indent=2) + "\n")
    # Nothing measured is nothing shown.
    is_met = bool(paired) and all(found.is_met for found in spreads(paired).values())
    return int((options.require and not is_met) or not is_whole)


def _rounds(
    kind: str, roots: Roots, numbers: Numbers, options: argparse.Namespace, say: Say
) -> Iterator[tuple[Key, Pair]]:
    """Measure on one kind of database. Both are measured one right after the other: noise comes to both."""
    asked = questions(numbers)
    say(f"{kind}: fills the database, starts the servers")
    with _running(kind, roots, numbers, options) as running:
        _check(running, asked, say)
        # The first round is for what a server does once, and does not count.
        for number, order in enumerate(orders(options.rounds + 1)):
            for question, way in product(asked, WAYS):
                say(f"{kind}: {f'round {number}' if number else 'warms up'}, {question.name}, {way}")
                speeds = {whose: _speed(running[whose, way], question, options) for whose in order}
                if number:
                    yield Key(kind, question.name, way), Pair(speeds[BEFORE], speeds[AFTER])


def _speed(variant: Variant, question: Question, options: argparse.Namespace) -> float:
    """Return the answers per second. Raises `WrongAnswer` if it answers otherwise afterwards."""
    # What the cold servers write makes the others' stored answers old, too.
    variant.warm_up(question)
    request, server = variant.request(question), variant.server
    try:
        found = load(server.port, request, clients=options.clients, seconds=options.seconds)
    except Failed as failure:
        what = f"{variant.name} failed at {question.name}: {failure}"
        raise Failed(f"{what}\nThe server said:\n{server.said()}") from None
    variant.checked(question)
    return found.per_second


@contextmanager
def _running(kind: str, roots: Roots, numbers: Numbers, options: argparse.Namespace) -> Iterator[Running]:
    """Fill one database and start four servers on it: two ways of answering with the code of two commits."""
    postgresql = databases.postgresql_url(options.postgresql)
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(
            databases.database(kind, "ours", directory, postgresql, migrated=options.migrated)
        )
        databases.fill("content", url, numbers)
        found = {}
        for whose, root in roots.items():
            data_dir = directory / whose
            data_dir.mkdir()
            environment = {**of_the_cms(url, data_dir), **MEMORY}
            for way, module in WAYS.items():
                server = stack.enter_context(Server(module, environment, threads=options.threads, root=root))
                found[whose, way] = Variant(f"{way}, {whose}", server, Question.to_ours, "ours")
        yield found


def _check(running: Running, asked: list[Question], say: Say) -> None:
    """See to it that all answer. Where the two commits answer with other bytes, say so: it may be meant."""
    for question in asked:
        answers = {key: variant.checked(question) for key, variant in running.items()}
        if answers[BEFORE, SHIPPED] != answers[AFTER, SHIPPED]:
            say(f"Before and after answer {question.name} with different bytes.")
