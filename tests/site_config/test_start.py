"""What an operator reads where an installation is not ready: what to do, and no traceback."""

import ast
import re
import sqlite3
import sys
from pathlib import Path
from subprocess import run as start

import psycopg
import pytest
from django.db import Error, NotSupportedError, OperationalError, ProgrammingError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from wagtail.models import Site

from cms.database import descriptions
from cms.database.errors import explain, reason
from cms.home.checks import site_addresses

from .test_production import REQUIRED, ROOT, run

READY = {**REQUIRED, "SECURE_SSL_REDIRECT": "false"}
AWAY = "postgresql://cms:hidden@127.0.0.1:1/cms"


@pytest.mark.parametrize(
    "command", ["serve", "start_site", "db_worker", "daily_jobs", "publish_scheduled", "update_index"]
)
def test_what_stands_on_the_tables_says_that_they_are_missing(command: str, tmp_path: Path) -> None:
    done = run("manage.py", command, data=tmp_path, **READY)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert "migrations are not applied to the database. Run `python manage.py migrate`" in last
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "migrate", "start_site", "createsuperuser"])
def test_a_database_that_cannot_be_used_is_named_with_what_it_said(command: str, tmp_path: Path) -> None:
    done = run("manage.py", command, data=tmp_path, **READY, DATABASE_URL=AWAY)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "The database of DATABASE_URL (PostgreSQL, cms at 127.0.0.1:1) can't be used: Connection refused."
    ]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "cms.sqlite3").write_text("no database, but a text that is long enough to be looked at" * 20)
    done = run("manage.py", "migrate", data=tmp_path, **READY)
    assert (done.returncode, done.stderr) == (
        1,
        f"The database (SQLite, {tmp_path}/cms.sqlite3) can't be used: file is not a database.\n",
    )


@pytest.mark.django_db
@pytest.mark.needs_postgresql
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"USER": "nobody_of_ours", "PASSWORD": "hidden"}, 'FATAL: (password|role|.*) .*"nobody_of_ours"'),
        ({"NAME": "nothing_of_ours"}, 'FATAL: database "nothing_of_ours" does not exist'),
    ],
)
def test_what_the_server_refuses_is_told_in_its_words(change: dict[str, str], said: str) -> None:
    other = connection.copy()
    other.settings_dict = {**other.settings_dict, **change}
    with pytest.raises(OperationalError) as refused:
        other.ensure_connection()
    sentence = explain(refused.value)
    assert sentence is not None and "\n" not in sentence and "hidden" not in sentence
    assert re.search(said, sentence)
    assert ") can't be used: FATAL: " in sentence


def test_of_several_attempts_the_first_is_told() -> None:
    text = (
        'connection failed: connection to server at "::1", port 1 failed: Connection refused\n'
        "\tIs the server running on that host?\nMultiple connection attempts failed. All failures were:"
    )
    assert reason(OperationalError(text)) == "Connection refused"


def test_an_error_of_ours_keeps_its_traceback() -> None:
    error = OperationalError("no such function: ours")
    error.__cause__ = sqlite3.OperationalError("no such function: ours")
    assert explain(error) is None


def test_migrate_says_which_database_and_which_cache(tmp_path: Path) -> None:
    cache = "redis://:hidden@127.0.0.1:1/3"
    done = run("manage.py", "migrate", "--check", data=tmp_path, **READY, CACHE_URL=cache)
    first = done.stdout.splitlines()[0]
    assert first == f"Database: SQLite, {tmp_path}/cms.sqlite3. Cache: Redis, 127.0.0.1:1/3."
    assert "hidden" not in done.stdout + done.stderr


@pytest.mark.django_db
@pytest.mark.needs_postgresql
def test_a_database_is_described_without_its_password() -> None:
    options = connection.settings_dict
    described = f"PostgreSQL, {options['NAME']} at {options['HOST']}:{options['PORT']}"
    assert descriptions.database() == described


def forbidden() -> MigrationSchemaMissing:
    """Return what Django raises where a role may not make tables."""
    refused = ProgrammingError("permission denied for schema public\nLINE 1: CREATE TABLE …")
    refused.__cause__ = psycopg.errors.InsufficientPrivilege()
    error = MigrationSchemaMissing("Unable to create the django_migrations table (…)")
    error.__context__ = refused
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (forbidden(), ") can't be used: permission denied for schema public. The role must own the database"),
        (NotSupportedError("PostgreSQL 14 or later is required (found 13.9)."), "14 or later is required"),
    ],
)
def test_a_role_without_rights_and_an_old_server_are_told_in_a_sentence(error: Error, said: str) -> None:
    sentence = explain(error)
    assert sentence is not None and said in sentence and "\n" not in sentence


def test_no_check_hides_that_the_server_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django looks once a connection: whoever goes on after that has the migrations fail half-way."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise NotSupportedError("PostgreSQL 14 or later is required (found 13.9).")

    monkeypatch.setattr(Site.objects, "filter", refuse)
    with pytest.raises(NotSupportedError):
        site_addresses(None, databases=["default"])


def test_a_hint_names_the_command_of_the_installation_that_reads_it(tmp_path: Path) -> None:
    lines = [f"{name}={value}" for name, value in {**READY, "CMS_DATA_DIR": str(tmp_path)}.items()]
    (tmp_path / "cms.env").write_text("\n".join(lines))
    variables = {"CMS_ENV_FILE": str(tmp_path / "cms.env"), "CMS_PYTHON": sys.executable}
    done = start(
        [ROOT / "deploy" / "cms", "start_site"],
        env={"PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
    )
    assert done.stderr.endswith("Run `deploy/cms migrate`, then run this again.\n")


def test_every_hint_asks_how_commands_are_called() -> None:
    """But for what only a checkout has: the demo and the export of the contract."""
    of_a_checkout = (
        *("cms/demo/", "cms/api/contract/", "site_config/settings/demo.py"),
        "cms/database/commands.py",
    )
    found = set()
    for path in sorted([*(ROOT / "cms").rglob("*.py"), *(ROOT / "site_config").rglob("*.py")]):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(of_a_checkout):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # A text that is a statement of its own is a docstring.
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in told and "manage.py " in str(node.value):
                found.add(f"{name}:{node.lineno}")
    assert found == set()
