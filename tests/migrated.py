"""An empty SQLite database that is migrated already: made by one run of the tests, copied by the next ones.

Migrating takes longer than most runs of a few tests do. What depends on the code of today and not on its
migrations, content types and permissions, is brought up to date as after any `migrate`.
"""

import hashlib
import inspect
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core import management
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def once(directory: Path) -> Any:
    """Return a patch of `call_command`: `migrate` copies the database in `directory` that is migrated."""
    call_command = management.call_command

    def call(name: Any, *arguments: Any, **options: Any) -> Any:
        if name != "migrate":
            return call_command(name, *arguments, **options)
        migrated = directory / f"{_fingerprint()}.sqlite3"
        connection.ensure_connection()
        if migrated.exists():
            with closing(sqlite3.connect(migrated)) as source:
                source.backup(connection.connection)
            emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
            return None
        result = call_command(name, *arguments, **options)
        # Its name says that it is whole: runs beside one another may both make it.
        partial = migrated.with_suffix(f".{id(call)}")
        with closing(sqlite3.connect(partial)) as copy:
            connection.connection.backup(copy)
        partial.replace(migrated)
        return result

    return patch.object(management, "call_command", call)


def _fingerprint() -> str:
    """Return a digest of all migrations' code."""
    digest = hashlib.sha256()
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(repr(key).encode())
        digest.update(inspect.getsource(sys.modules[type(migration).__module__]).encode())
    return digest.hexdigest()[:16]
