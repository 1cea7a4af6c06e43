"""Migrates and fills a database: `python -m tests.benchmark.content --database URL --articles 100000`."""

import argparse
import os
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command

from tests.benchmark.environment import of_the_cms

from .plan import Numbers, Plan


def main() -> None:
    usual = Numbers()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.content", description=__doc__)
    parser.add_argument(
        "--database", required=True, help="sqlite:////path/of/a/file or postgresql://…; empty"
    )
    parser.add_argument("--articles", type=int, default=usual.articles)
    parser.add_argument("--members", type=int, default=usual.members)
    parser.add_argument("--galleries", type=int, default=usual.galleries)
    parser.add_argument("--pictures", type=int, default=usual.pictures)
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    numbers = Numbers(options.articles, options.members, options.galleries, options.pictures)
    with tempfile.TemporaryDirectory() as data_dir:
        os.environ.update(of_the_cms(options.database, Path(data_dir)))
        django.setup()
        from .filling import fill

        started = time.monotonic()
        call_command("migrate", verbosity=0)
        say = (lambda text: None) if options.quiet else (lambda text: print(text, flush=True))
        say(f"  migrated after {time.monotonic() - started:.0f} s")
        fill(Plan(numbers), say)
        _analyze()
        say(f"  filled after {time.monotonic() - started:.0f} s")


def _analyze() -> None:
    """Tell the database's planner what is there, as PostgreSQL's autovacuum would a minute later."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


main()
