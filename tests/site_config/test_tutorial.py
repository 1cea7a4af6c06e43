"""The tutorial of a page type: its files, laid over a copy of the product, are one that works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.once

ROOT = Path(settings.BASE_DIR)
TUTORIAL = ROOT / "docs" / "howto" / "event_page"
#: Rows in lists of the product.
ROWS = TUTORIAL / "rows.patch"
#: What the product consists of.
PARTS = ("cms", "site_config", "tests", "frontend_contract", "manage.py", "pyproject.toml")
MAX_FILES, MAX_LINES = 8, 150
#: In one process: to start one takes longer than each of them does.
COMMANDS = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate")
call_command("check", fail_level="WARNING")
call_command("export_contract")
"""
#: For the tests of the copy: their database is the one that has been migrated.
OWN_DATABASE = """
import pytest
from django.conf import settings

@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    settings.DATABASES["default"]["TEST"]["NAME"] = settings.DATABASES["default"]["NAME"]
"""


def files() -> list[Path]:
    return [path for path in TUTORIAL.rglob("*") if path.is_file() and path != ROWS and path.suffix != ".pyc"]


def test_it_is_short() -> None:
    """Files that it makes or changes, and lines that it writes."""
    patch = ROWS.read_text(encoding="utf-8").splitlines()
    changed = [line for line in patch if line.startswith("+++ ")]
    rows = [line for line in patch if line.startswith("+") and line not in changed]
    lines = [line for path in files() for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(files()) + len(changed) <= MAX_FILES
    assert len(lines) + len(rows) <= MAX_LINES


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A copy of the product with the tutorial's files and rows."""
    copy = tmp_path / "product"
    leave_out = shutil.ignore_patterns("node_modules", "__pycache__", "reference")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=leave_out)
        else:
            shutil.copy(ROOT / part, copy / part)
    for path in files():
        there = copy / path.relative_to(TUTORIAL)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    subprocess.run(["git", "apply", str(ROWS)], cwd=copy, check=True)
    # The nearest one holds; that of all tests migrates a database of its own.
    with (copy / "tests" / "api" / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write(OWN_DATABASE)
    return copy


@pytest.fixture
def database(tmp_path: Path, db: None) -> Path:
    """A database as the product's migrations leave it: a copy of the one that tests have."""
    path = tmp_path / "product.sqlite3"
    connection.ensure_connection()
    path.write_bytes(connection.connection.serialize())
    return path


def run(product: Path, database: Path, *command: str) -> str:
    """Run a Python module or file in the copy; return what it prints."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "site_config.settings.test",
        "CMS_TEST_DATABASE_URL": f"sqlite:///{database}",
        "CMS_DATA_DIR": str(product / "var"),
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=product, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_it_says_works(product: Path, database: Path) -> None:
    run(product, database, "manage.py", "makemigrations", "events", "--name", "events")
    done = run(product, database, "-c", COMMANDS)
    migrated, written = done.split("System check identified no issues")
    assert re.findall(r"Applying (\S+)\.\.\.", migrated) == ["events.0001_events"]
    assert "have changes" not in migrated
    assert "breaking" not in written and "Wrote schema.graphql." in written
    schema = (product / "frontend_contract" / "schema.graphql").read_text(encoding="utf-8")
    for part in ("type EventPage implements PageInterface", "input EventFilter", "eventPage(", "  EVENTS"):
        assert part in schema
    run(product, database, "-m", "pytest", "--reuse-db", "tests/api/test_events.py")
