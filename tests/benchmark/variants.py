"""The variants that are compared: each a server process of its own."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError

from . import databases
from .asking import ask_once
from .content.plan import Numbers
from .environment import of_the_cms, of_the_stock_project
from .figures import COLD, FLOOR, REST, SHIPPED, STOCK
from .load import Failed
from .questions import Question, Request, WrongAnswer
from .servers import NotStarted, Server

#: What ends the measuring of one database.
BROKEN = (Failed, WrongAnswer, NotStarted, CalledProcessError, OSError, ValueError)
#: Answers before anything is counted: imports, caches, plans of the database.
WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Variant:
    """A running server, how a question is put to it, and whose answers it gives (see `Question.check`)."""

    name: str
    server: Server
    request: Callable[[Question], Request]
    system: str

    def warm_up(self, question: Question) -> None:
        for _ in range(WARM_UP):
            ask_once(self.server.port, self.request(question))

    def checked(self, question: Question) -> bytes:
        """Return the answer to a question. Raises `WrongAnswer`."""
        answer = ask_once(self.server.port, self.request(question))
        question.check(self.system, answer.status, answer.body)
        return answer.body


@contextmanager
def running_variants(
    kind: str, directory: Path, numbers: Numbers, asked: list[Question], options: argparse.Namespace
) -> Iterator[list[Variant]]:
    """Fill the databases of one kind and start a server for each variant; all say what they are asked.

    `options` are those of `compare`. The floor answers with the bytes of ours.
    """
    postgresql = databases.postgresql_url(options.postgresql)
    with ExitStack() as stack:

        def start(module: str, variables: dict[str, str]) -> Server:
            return stack.enter_context(Server(module, variables, threads=options.threads))

        url = stack.enter_context(
            databases.database(kind, "ours", directory, postgresql, migrated=options.migrated)
        )
        databases.fill("content", url, numbers)
        environment = of_the_cms(url, _made(directory / "ours"))
        shipped = Variant(SHIPPED, start("ours", environment), Question.to_ours, "ours")
        ready = _made(directory / "floor")
        for question in asked:
            (ready / f"{question.name}.json").write_bytes(shipped.checked(question))
        floor = start("floor", of_the_cms(url, ready))
        found = [shipped, Variant(FLOOR, floor, Question.to_floor, "ours")]
        if not options.brief:
            found.append(Variant(COLD, start("cold", environment), Question.to_ours, "ours"))
            url = stack.enter_context(databases.database(kind, "stock", directory, postgresql))
            databases.fill("stock", url, numbers)
            environment = of_the_stock_project(url, _made(directory / "stock"))
            found.append(Variant(STOCK, start("stock", environment), Question.to_stock, "stock"))
            found.append(Variant(REST, start("stock", environment), Question.to_rest, "rest"))
        _check(found, asked)
        yield found


def _made(directory: Path) -> Path:
    directory.mkdir()
    return directory


def _check(variants: list[Variant], asked: list[Question]) -> None:
    """See to it that all answer twice, and those of ours and the floor with the same bytes."""
    for question in asked:
        first = variants[0].checked(question)
        for variant in (*variants, *variants):
            if variant.checked(question) != first and variant.system == "ours":
                raise WrongAnswer(f"{variant.name} answers {question.name} with other bytes than ours")
