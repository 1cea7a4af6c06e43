"""Databases for a run, filled and thrown away."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from .content.plan import Numbers
from .environment import ROOT

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def postgresql_url(given: str | None) -> str | None:
    """Return the URL of the PostgreSQL to work on; its database's name begins the names of ours."""
    return given or os.environ.get("CMS_TEST_DATABASE_URL")


def why_not(url: str | None) -> str | None:
    """Return why there is no PostgreSQL to measure on; None if there is."""
    if not url:
        return "no --postgresql URL and no CMS_TEST_DATABASE_URL"
    try:
        psycopg.connect(_of(url, "postgres"), connect_timeout=5).close()
    except psycopg.Error as error:
        return f"it does not answer: {str(error).splitlines()[0]}"
    return None


def _of(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@contextmanager
def database(
    kind: str, suffix: str, directory: Path, postgresql: str | None, migrated: str | None = None
) -> Iterator[str]:
    """Make an empty database and yield its URL; afterwards it is gone.

    `migrated` names a SQLite file to begin with: migrating takes longer than all else in a short run.
    """
    if kind == SQLITE:
        if migrated:
            shutil.copy(migrated, directory / f"{suffix}.sqlite3")
        yield f"sqlite:///{directory / suffix}.sqlite3"
        return
    assert postgresql is not None
    name = _name(postgresql, suffix)
    with psycopg.connect(_of(postgresql, "postgres"), autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield _of(postgresql, name)
        finally:
            connection.execute(drop)


def _name(postgresql: str, suffix: str) -> str:
    return f"{urlsplit(postgresql).path.strip('/')}_{suffix}"


def kept(kind: str, directory: Path, postgresql: str | None, numbers: Numbers) -> str:
    """Return the URL of a filled database that stays; the first time it is made and filled."""
    suffix = "_".join(map(str, astuple(numbers)))
    directory.mkdir(parents=True, exist_ok=True)
    if kind == SQLITE:
        done = directory / f"{suffix}.sqlite3"
        if not done.exists():
            # Its name says that it is whole.
            partial = directory / f"{suffix}.partial.sqlite3"
            partial.unlink(missing_ok=True)
            fill("content", f"sqlite:///{partial}", numbers)
            partial.rename(done)
        return f"sqlite:///{done}"
    assert postgresql is not None
    name, partial_name = _name(postgresql, f"kept_{suffix}"), _name(postgresql, f"partial_{suffix}")
    with psycopg.connect(_of(postgresql, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            names = {"new": sql.Identifier(partial_name), "name": sql.Identifier(name)}
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {new} WITH (FORCE)").format(**names))
            connection.execute(sql.SQL("CREATE DATABASE {new}").format(**names))
            fill("content", _of(postgresql, partial_name), numbers)
            connection.execute(sql.SQL("ALTER DATABASE {new} RENAME TO {name}").format(**names))
    return _of(postgresql, name)


def fill(module: str, url: str, numbers: Numbers) -> None:
    """Run `python -m tests.benchmark.<module>`, which makes the tables and fills them."""
    names = ("articles", "members", "galleries", "pictures")
    options = [text for name in names for text in (f"--{name}", str(asdict(numbers)[name]))]
    command = [sys.executable, "-m", f"tests.benchmark.{module}", "--database", url, *options]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
