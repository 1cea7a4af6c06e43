"""Fills an empty database of the stock project: `python -m tests.benchmark.stock --database URL`."""

import argparse
import os
import tempfile
from pathlib import Path

import django
from django.db import connection

from tests.benchmark.content.plan import Numbers, Plan
from tests.benchmark.environment import of_the_stock_project


def main() -> None:
    usual = Numbers()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.stock", description=__doc__)
    parser.add_argument("--database", required=True)
    for name in ("articles", "members", "galleries", "pictures"):
        parser.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data_dir:
        os.environ.update(of_the_stock_project(options.database, Path(data_dir)))
        django.setup()
        from .filling import fill

        fill(Plan(Numbers(options.articles, options.members, options.galleries, options.pictures)))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


main()
