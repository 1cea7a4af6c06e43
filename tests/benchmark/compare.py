"""Every variant beside every other, in one run, on the same data; or ours beside ours of another commit."""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from statistics import median

from . import before
from .asking import ask_once, seconds_of_each
from .content.plan import Numbers
from .figures import Figures, Key, Measured, as_json, medians, percentile_95
from .load import WRK, Failed, load
from .questions import Question, questions
from .servers import threads_as_shipped
from .sites import add_database_options, kinds_at_hand
from .table import table
from .targets import report, targets
from .variants import BROKEN, Variant, running_variants

#: Answers whose statements and bumps are counted.
COUNTED = 9
ROUNDS = 3


def measure(variant: Variant, question: Question, *, seconds: float, clients: int) -> Figures:
    """Measure one variant with one question. Raises `WrongAnswer` if it answers otherwise afterwards."""
    request, server = variant.request(question), variant.server
    variant.warm_up(question)
    idle = server.cpu_seconds()
    taken = seconds_of_each(server.port, request, seconds)
    cpu_ms = (server.cpu_seconds() - idle) / len(taken) * 1000
    counted = [ask_once(server.port, request, X_Benchmark="1").headers for _ in range(COUNTED)]
    # Long enough for each of the clients to be answered a few times.
    seconds = max(seconds, 3 * clients * median(taken))
    busy = server.cpu_seconds()
    try:
        under_load = load(server.port, request, clients=clients, seconds=seconds)
    except Failed as failure:
        what = f"{variant.name} failed at {question.name}: {failure}"
        raise Failed(f"{what}\nThe server said:\n{server.said()}") from None
    busy_cpu_ms = (server.cpu_seconds() - busy) / under_load.answers * 1000
    variant.checked(question)
    return Figures(
        median_ms=median(taken) * 1000,
        p95_ms=percentile_95(taken) * 1000,
        per_second=under_load.per_second,
        statements=median(int(headers["x-benchmark-statements"]) for headers in counted),
        cpu_ms=cpu_ms,
        busy_cpu_ms=busy_cpu_ms,
        memory_mb=server.memory() / 2**20,
        bump_ms=median(float(headers["x-benchmark-bump"]) for headers in counted) * 1000,
    )


def _rounds(
    kind: str, numbers: Numbers, options: argparse.Namespace, say: Callable[[str], None]
) -> Iterator[Measured]:
    """Measure on one kind of database, question by question: noise comes to all variants."""
    asked = questions(numbers)
    say(f"{kind}: fills the databases, starts the servers")
    with (
        tempfile.TemporaryDirectory() as directory,
        running_variants(kind, Path(directory), numbers, asked, options) as found,
    ):
        for number, question in product(range(options.rounds), asked):
            say(f"{kind}: round {number + 1}, {question.name}")
            for variant in found:
                figures = measure(variant, question, seconds=options.seconds, clients=options.clients)
                yield {Key(kind, question.name, variant.name): figures}


def run(options: argparse.Namespace, say: Callable[[str], None] = print) -> int:
    """Run the comparison; return the exit status.

    1 where a database could not be measured to its end, or `--require` is given and a target was missed.
    2 where ours can't be compared with the commit that `--before` names.
    """
    options.rounds = options.rounds or (before.ROUNDS if options.before else ROUNDS)
    if options.before:
        return before.run(options, say)
    numbers = Numbers(options.articles, options.members, options.galleries, options.pictures)
    asked = questions(numbers)
    say(
        f"{numbers.articles:,} articles, {numbers.members:,} members, {numbers.pictures:,} pictures. "
        f"Granian, 1 worker, {options.threads} threads; {options.clients} clients by "
        f"{'wrk' if WRK else 'Python'}; medians of {options.rounds} rounds of {options.seconds:g} s"
    )
    rounds: list[Measured] = []
    is_whole = True
    for kind in kinds_at_hand(options, say):
        try:
            rounds.extend(_rounds(kind, numbers, options, say))
        except BROKEN as error:
            # What has been measured is shown all the same: it took its minutes.
            say(f"{kind} was not measured to its end: {type(error).__name__}: {error}")
            is_whole = False
    measured = medians(rounds)
    say(table(measured, asked))
    reached = list(targets(measured))
    say(f"\n{report(reached)}")
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(measured), indent=2) + "\n")
    is_missed = options.require and not all(target.is_met for target in reached)
    return int(is_missed or not is_whole)


def add_options(parser: argparse.ArgumentParser) -> None:
    usual = Numbers()
    for name in ("articles", "members", "galleries", "pictures"):
        parser.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    parser.add_argument("--rounds", type=int, help=f"{ROUNDS}; with --before {before.ROUNDS}")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each measurement")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--threads", type=int, default=threads_as_shipped(), help="as in the Dockerfile")
    compared = parser.add_mutually_exclusive_group()
    compared.add_argument("--brief", action="store_true", help="ours and the floor alone")
    compared.add_argument("--before", metavar="COMMIT", help="ours alone, beside the code of that commit")
    parser.add_argument(
        "--migrated", metavar="FILE", help="an empty SQLite database that is migrated already"
    )
    parser.add_argument("--json", metavar="FILE", help="where the figures are written as well")
    add_database_options(parser)
