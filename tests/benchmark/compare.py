"""Every variant beside every other, in one run, on the same data."""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median

from . import databases
from .asking import ask_once, seconds_of_each
from .content.plan import Numbers
from .environment import of_the_cms, of_the_stock_project
from .figures import (
    COLD,
    FLOOR,
    REST,
    SHIPPED,
    STOCK,
    Figures,
    Key,
    Measured,
    as_json,
    medians,
    percentile_95,
)
from .load import WRK, answers_per_second, whole
from .questions import Question, Request, WrongAnswer, questions
from .servers import Server, threads_as_shipped
from .table import table
from .targets import report, targets

#: Answers before anything is counted: imports, caches, plans of the database.
WARM_UP = 20
#: Answers whose statements and bumps are counted.
COUNTED = 9


@dataclass(frozen=True, slots=True)
class Variant:
    """A running server, how a question is put to it, and whose answers it gives (see `Question.check`)."""

    name: str
    server: Server
    request: Callable[[Question], Request]
    system: str


@contextmanager
def running(
    kind: str, directory: Path, postgresql: str | None, numbers: Numbers, asked: list[Question], threads: int,
    is_brief: bool,
) -> Iterator[list[Variant]]:  # fmt: skip
    """Fill the databases of one kind and start a server for each variant."""
    with ExitStack() as stack:
        url = stack.enter_context(databases.database(kind, "ours", directory, postgresql))
        databases.fill("content", url, numbers)
        environment = of_the_cms(url, _made(directory / "ours"))

        def start(module: str, variables: dict[str, str]) -> Server:
            return stack.enter_context(Server(module, variables, threads=threads))

        shipped = Variant(SHIPPED, start("ours", environment), Question.to_ours, "ours")
        ready = _made(directory / "floor")
        for question in asked:
            (ready / f"{question.name}.json").write_bytes(_checked(shipped, question))
        floor = start("floor", of_the_cms(url, ready))
        found = [shipped, Variant(FLOOR, floor, Question.to_floor, "ours")]
        if not is_brief:
            found.append(Variant(COLD, start("cold", environment), Question.to_ours, "ours"))
            url = stack.enter_context(databases.database(kind, "stock", directory, postgresql))
            databases.fill("stock", url, numbers)
            environment = of_the_stock_project(url, _made(directory / "stock"))
            found.append(Variant(STOCK, start("stock", environment), Question.to_stock, "stock"))
            found.append(Variant(REST, start("stock", environment), Question.to_rest, "rest"))
        _check_all(found, asked)
        yield found


def _made(directory: Path) -> Path:
    directory.mkdir()
    return directory


def _checked(variant: Variant, question: Question) -> bytes:
    """Return a variant's answer. Raises `WrongAnswer`."""
    answer = ask_once(variant.server.port, variant.request(question))
    question.check(variant.system, answer.status, answer.body)
    return answer.body


def _check_all(variants: list[Variant], asked: list[Question]) -> None:
    """See to it that all say what they are asked, and those of ours and the floor the same bytes."""
    for question in asked:
        first = _checked(variants[0], question)
        for variant in variants:
            for _ in range(2):
                if _checked(variant, question) != first and variant.system == "ours":
                    raise WrongAnswer(f"{variant.name} answers {question.name} with other bytes than ours")


def measure(variant: Variant, question: Question, *, seconds: float, clients: int) -> Figures:
    """Measure one variant with one question. Raises `WrongAnswer` if it answers otherwise afterwards."""
    request, server = variant.request(question), variant.server
    for _ in range(WARM_UP):
        ask_once(server.port, request)
    idle = server.cpu_seconds()
    taken = seconds_of_each(server.port, request, seconds)
    cpu_ms = (server.cpu_seconds() - idle) / len(taken) * 1000
    counted = [ask_once(server.port, request, X_Benchmark="1").headers for _ in range(COUNTED)]
    # Long enough for each of the clients to be answered a few times.
    seconds = max(seconds, 3 * clients * median(taken))
    busy = server.cpu_seconds()
    per_second = answers_per_second(server.port, request, clients=clients, seconds=seconds)
    # wrk counts whole seconds.
    answers = per_second * (whole(seconds) if WRK else seconds)
    _checked(variant, question)
    return Figures(
        median_ms=median(taken) * 1000,
        p95_ms=percentile_95(taken) * 1000,
        per_second=per_second,
        statements=median(int(headers["x-benchmark-statements"]) for headers in counted),
        cpu_ms=cpu_ms,
        busy_cpu_ms=(server.cpu_seconds() - busy) / answers * 1000,
        memory_mb=server.memory() / 2**20,
        bump_ms=median(float(headers["x-benchmark-bump"]) for headers in counted) * 1000,
    )


def _rounds(
    kind: str,
    postgresql: str | None,
    numbers: Numbers,
    options: argparse.Namespace,
    say: Callable[[str], None],
) -> Iterator[Measured]:
    """Measure on one kind of database, question by question: noise comes to all variants."""
    asked, threads = questions(numbers), options.threads or threads_as_shipped()
    say(f"{kind}: fills the databases, starts the servers")
    with (
        tempfile.TemporaryDirectory() as directory,
        running(kind, Path(directory), postgresql, numbers, asked, threads, options.brief) as found,
    ):
        for number, question in product(range(options.rounds), asked):
            say(f"{kind}: round {number + 1}, {question.name}")
            for variant in found:
                figures = measure(variant, question, seconds=options.seconds, clients=options.clients)
                yield {Key(kind, question.name, variant.name): figures}


def run(options: argparse.Namespace, say: Callable[[str], None] = print) -> int:
    """Run the comparison; return the exit status: 1 where `--require` is given and something was missed."""
    numbers = Numbers(options.articles, options.members, options.galleries, options.pictures)
    asked = questions(numbers)
    postgresql = databases.postgresql_url(options.postgresql)
    kinds = [databases.SQLITE]
    missing = "--brief" if options.brief else databases.why_not(postgresql)
    if missing:
        say(f"PostgreSQL is left out: {missing}")
    else:
        kinds.append(databases.POSTGRESQL)
    threads = options.threads or threads_as_shipped()
    say(
        f"{numbers.articles:,} articles, {numbers.members:,} members, {numbers.pictures:,} pictures. "
        f"Granian, 1 worker, {threads} threads; {options.clients} clients by {'wrk' if WRK else 'Python'}; "
        f"medians of {options.rounds} rounds of {options.seconds:g} s"
    )
    rounds: list[Measured] = []
    for kind in kinds:
        rounds += _rounds(kind, postgresql, numbers, options, say)
    measured = medians(rounds)
    say(table(measured, asked))
    reached = list(targets(measured))
    say(f"\n{report(reached)}")
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(measured), indent=2) + "\n")
    return int(options.require and not all(target.is_met for target in reached))


def add_options(parser: argparse.ArgumentParser) -> None:
    usual = Numbers()
    for name in ("articles", "members", "galleries", "pictures"):
        parser.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each measurement")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--threads", type=int, help="of each worker; without: as many as in the Dockerfile")
    parser.add_argument("--postgresql", metavar="URL", help="without: CMS_TEST_DATABASE_URL, if there is one")
    parser.add_argument("--brief", action="store_true", help="ours and the floor on SQLite alone")
    parser.add_argument("--json", metavar="FILE", help="where the figures are written as well")
    parser.add_argument("--require", action="store_true", help="exit with 1 where a target is missed")
