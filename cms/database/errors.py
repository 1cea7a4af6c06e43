"""What an operator reads where the database can't be used, instead of a traceback."""

import re
import sqlite3

import psycopg
from django.db import Error, InterfaceError, NotSupportedError, OperationalError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing

from . import descriptions
from .migrations import unapplied_migrations
from .states import SQLITE_UNAVAILABLE, UNAVAILABLE_STATES

#: Beside what passes: the file is damaged, no database, or not ours to read or write.
_SQLITE_UNUSABLE = SQLITE_UNAVAILABLE | {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
#: Beside what passes: a wrong role or password, a database that is not there.
_UNUSABLE_STATES = (*UNAVAILABLE_STATES, "28", "3D")
#: The role may not do it, as to make tables in a schema that is another's.
_FORBIDDEN_STATE = "42501"
_MEND_FORBIDDEN = "The role must own the database: see “PostgreSQL and Redis” in deploy/README.md."
#: PostgreSQL's codes of a table and a column that are not there, and SQLite's words.
_MISSING_STATES = ("42P01", "42703")
_MISSING_WORDS = ("no such table", "no such column", "has no column named")
#: What libpq and psycopg write before what the server said.
_BEFORE = re.compile(r"^(connection failed: )?(connection to server .*? failed: )?")


def explain(error: Error) -> str | None:
    """Return what is wrong with the database and what to do, in one line; None if the fault is ours."""
    if is_missing_table(error):
        # What has failed may still hold a transaction.
        other = connection.copy()
        try:
            return unapplied_migrations(other) or None
        finally:
            other.close()
    if not _is_unusable(error):
        return None
    place = descriptions.database()
    variable = "" if connection.vendor == "sqlite" else " of DATABASE_URL"
    mend = f" {_MEND_FORBIDDEN}" if _is_forbidden(error) else ""
    return f"The database{variable} ({place}) can't be used: {reason(_first(error))}.{mend}"


def reason(error: BaseException) -> str:
    """Return what the database or its driver said, in one line: of several attempts the first."""
    first = " ".join(next(iter(str(error).splitlines()), "").split())
    return _BEFORE.sub("", first).strip(" .") or type(error).__name__


def is_missing_table(error: BaseException | None) -> bool:
    """Tell whether a table or a column is not there."""
    cause = error.__cause__ if isinstance(error, Error) else error
    if isinstance(cause, psycopg.Error):
        return cause.sqlstate in _MISSING_STATES
    return isinstance(cause, sqlite3.OperationalError) and any(word in str(cause) for word in _MISSING_WORDS)


def _first(error: Error) -> BaseException:
    """Return what failed: Django tells in words of its own that its table of migrations can't be made."""
    return error.__context__ or error if isinstance(error, MigrationSchemaMissing) else error


def _is_forbidden(error: Error) -> bool:
    return getattr(_first(error).__cause__, "sqlstate", None) == _FORBIDDEN_STATE


def _is_unusable(error: Error) -> bool:
    cause = error.__cause__
    # Without a cause it is Django's own: PostgreSQL, or SQLite, is too old.
    if _is_forbidden(error) or (isinstance(error, NotSupportedError) and cause is None):
        return True
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE_UNUSABLE
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    # What fails before there is a connection has no code.
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(_UNUSABLE_STATES)
