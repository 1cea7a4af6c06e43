"""A backup: a directory with the database and, where uploaded files lie on the disk, an archive of them.

The programs of PostgreSQL learn from the settings where the database is. A password is not in their command
line, which every user of the machine can read.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

DATABASE = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}
MEDIA = "media.tar"
#: Of tar: files were changed or deleted while it read, as happens on a site at work.
FILES_CHANGED = 1
#: Also tables of later versions go: they would be in the way when their migrations run again.
DROP_TABLES = """
SET client_min_messages TO warning;
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname = current_schema() AND tableowner = current_user
    LOOP EXECUTE 'DROP TABLE IF EXISTS ' || name || ' CASCADE'; END LOOP;
END $$
"""


class BackupFailed(Exception):
    """A backup was not made or not restored. The message says why."""


def back_up(directory: Path, *, has_media: bool = True) -> None:
    """Write a backup into a new directory. What is not whole does not get its name."""
    if directory.exists():
        raise BackupFailed(f"{directory} is there already.")
    parent = directory.absolute().parent
    if not parent.is_dir():
        raise BackupFailed(f"{parent} is no directory. Make it first: install -d -m 700 {parent}")
    try:
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=parent))
    except OSError as error:
        raise BackupFailed(f"Nothing can be written in {parent}: {error.strerror}.") from error
    try:
        # The files come last: what is uploaded meanwhile is then too much in the backup, not too little.
        _save_database(unfinished / DATABASE[connection.vendor])
        if has_media and isinstance(default_storage, FileSystemStorage):
            _save_media(unfinished / MEDIA)
        unfinished.rename(directory)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def backup_in(directory: Path) -> Path:
    """Return the database's file in a backup. Raises `BackupFailed` if it has none for this database."""
    saved = directory / DATABASE[connection.vendor]
    if not saved.is_file():
        raise BackupFailed(f"{directory} holds no backup of a {connection.vendor} database ({saved.name}).")
    return saved


def restore(directory: Path) -> None:
    """Put a backup in the place of what is there. No server and no worker may run."""
    saved = backup_in(directory)
    if (directory / MEDIA).is_file():
        if not isinstance(default_storage, FileSystemStorage):
            raise BackupFailed(f"{MEDIA} belongs on a disk, but uploaded files lie in a media store.")
        root = Path(default_storage.path(""))
        root.mkdir(parents=True, exist_ok=True)
        _run(["tar", "--extract", "--file", str(directory / MEDIA), "--directory", str(root)])
    connection.close()
    if connection.vendor == "sqlite":
        _restore_file(saved)
    else:
        _restore_dump(saved)


def _save_database(path: Path) -> None:
    if connection.vendor == "sqlite":
        source = Path(connection.settings_dict["NAME"])
        if not source.is_file():
            raise BackupFailed(f"There is no database yet: {source}.")
        # Beside a server that writes: a plain copy would not be consistent.
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
            closing(sqlite3.connect(path)) as writing,
        ):
            reading.backup(writing)
    else:
        _run(*_program("pg_dump", "--format=custom", f"--file={path}"))


def _save_media(path: Path) -> None:
    root = Path(default_storage.path(""))
    what = ["--directory", str(root), "."] if root.is_dir() else ["--files-from", os.devnull]
    _run(["tar", "--create", "--file", str(path), *what], accepted=(0, FILES_CHANGED))


def _restore_file(saved: Path) -> None:
    path = Path(connection.settings_dict["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    restored = path.with_name(f"{path.name}.restored")
    shutil.copyfile(saved, restored)
    # What was written to the former database and not yet moved into its file belongs to no other.
    for name in (f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    restored.replace(path)


def _restore_dump(saved: Path) -> None:
    """Restore in one transaction: where something fails, the database stays as it was."""
    command, variables = _program(
        "psql", "--no-psqlrc", "--quiet", "--output", os.devnull, "--single-transaction"
    )
    command[1:1] = ["--set", "ON_ERROR_STOP=1", "--command", DROP_TABLES, "--file", "-"]
    options = ["--no-owner", "--no-privileges", "--file", "-"]
    try:
        with (
            subprocess.Popen(["pg_restore", *options, str(saved)], stdout=subprocess.PIPE) as reading,
            subprocess.Popen(command, stdin=subprocess.PIPE, env=variables) as writing,
        ):
            assert reading.stdout and writing.stdin
            try:
                shutil.copyfileobj(reading.stdout, writing.stdin)
            except BrokenPipeError:
                reading.kill()
            if reading.wait():
                # Before it reads the end, at which it would commit.
                writing.kill()
    except FileNotFoundError as error:
        raise BackupFailed(f"{error.filename} is not installed.") from error
    except BrokenPipeError:
        pass
    if reading.returncode or writing.returncode:
        raise BackupFailed("The database is as it was: the backup could not be read or written into it.")


def _program(name: str, *options: str) -> tuple[list[str], dict[str, str]]:
    """Return the command line of a program of PostgreSQL, and its environment, which holds the password."""
    command, variables = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, list(options))
    return [name, *command[1:]], {**os.environ, **(variables or {})}


def _run(
    command: list[str], variables: dict[str, str] | None = None, accepted: tuple[int, ...] = (0,)
) -> None:
    try:
        done = subprocess.run(command, env=variables, check=False)
    except FileNotFoundError as error:
        raise BackupFailed(f"{command[0]} is not installed.") from error
    if done.returncode not in accepted:
        raise BackupFailed(f"{command[0]} failed.")
