"""A filled database for a run, and the databases that are at hand."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import databases
from .content.plan import Numbers

Say = Callable[[str], None]


@contextmanager
def filled_site(kind: str, name: str, postgresql: str | None, numbers: Numbers) -> Iterator[tuple[str, Path]]:
    """Fill a database of its own; yield its URL and a directory for files. Afterwards both are gone."""
    with (
        tempfile.TemporaryDirectory() as directory,
        databases.database(kind, name, Path(directory), postgresql) as url,
    ):
        databases.fill("content", url, numbers)
        yield url, Path(directory)


def kinds_at_hand(options: argparse.Namespace, say: Say) -> list[str]:
    """Return the databases to measure on; say why one is left out."""
    kinds = [databases.SQLITE, databases.POSTGRESQL]
    if options.only:
        kinds = [kind for kind in kinds if kind.lower() == options.only]
    reason = databases.why_not(databases.postgresql_url(options.postgresql))
    if reason and databases.POSTGRESQL in kinds:
        say(f"PostgreSQL is left out: {reason}")
        kinds.remove(databases.POSTGRESQL)
    return kinds


def add_database_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--postgresql", metavar="URL", help="without: CMS_TEST_DATABASE_URL, if there is one")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one of the databases")
    parser.add_argument("--require", action="store_true", help="exit with 1 where a target is missed")
