"""Short runs of what README.md describes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from .__main__ import ROOT
from .clusters import binaries

SHORT = ["--kills", "2", "--workers", "2", "--mails", "6", "--lease", "2"]


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.needs_sqlite
def test_killed_workers_lose_no_task(db: None, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.sqlite3"
    migrated.write_bytes(connection.connection.serialize())
    said = run("workers", *SHORT, "--migrated", str(migrated))
    assert "2 workers killed" in said
    assert "6 mails: 0 lost" in said


@pytest.mark.needs_postgresql
def test_workers_outlive_the_database(db: None, tmp_path: Path) -> None:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL's programs are not installed here")
    dump = tmp_path / "migrated.sql"
    database = connection.settings_dict
    subprocess.run(
        [programs / "pg_dump", "--no-owner", "--no-privileges", "--file", dump],
        check=True,
        env={
            **os.environ,
            "PGDATABASE": database["NAME"],
            "PGHOST": database["HOST"],
            "PGPORT": str(database["PORT"] or 5432),
            "PGUSER": database["USER"],
            "PGPASSWORD": database["PASSWORD"],
        },
    )
    options = "--kills 0 --restarts 2 --database postgresql --migrated".split()
    said = run("workers", *SHORT, *options, str(dump))
    assert "0 workers killed, 2 restarts of the database, 0 workers ended by themselves" in said
    assert "6 mails: 0 lost" in said
