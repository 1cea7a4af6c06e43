"""A filled database for a run, and the databases that are at hand."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import databases
from .content.plan import Numbers

Say = Callable[[str], None]


@contextmanager
def filled_site(
    kind: str, name: str, numbers: Numbers, options: argparse.Namespace
) -> Iterator[tuple[str, Path]]:
    """Fill a database of its own; yield its URL and a directory for files.

    Afterwards both are gone. With `--keep` the database stays: later runs with these numbers measure on it.
    """
    postgresql = databases.postgresql_url(options.postgresql)
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if options.keep:
            url = databases.kept(kind, options.keep, postgresql, numbers)
        else:
            url = stack.enter_context(databases.database(kind, name, directory, postgresql))
            databases.fill("content", url, numbers)
        yield url, directory


def kinds_at_hand(options: argparse.Namespace, say: Say) -> list[str]:
    """Return the databases to measure on; say why one is left out. Raises `SystemExit` where none is left."""
    kinds = [databases.SQLITE, databases.POSTGRESQL]
    if options.only:
        kinds = [kind for kind in kinds if kind.lower() == options.only]
    reason = databases.why_not(databases.postgresql_url(options.postgresql))
    if reason and databases.POSTGRESQL in kinds:
        say(f"PostgreSQL is left out: {reason}")
        kinds.remove(databases.POSTGRESQL)
    if not kinds:
        raise SystemExit("No database is left to measure on.")
    return kinds


def add_database_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--postgresql", metavar="URL", help="without: CMS_TEST_DATABASE_URL, if there is one")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one of the databases")
    parser.add_argument("--require", action="store_true", help="exit with 1 where a target is missed")


def add_keep_option(parser: argparse.ArgumentParser) -> None:
    """For commands that leave what they measure on as it was filled."""
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="DIRECTORY",
        help="leave the filled databases, SQLite's in this directory, and measure on them the next time",
    )
