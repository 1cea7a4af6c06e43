"""Whether an error says that the database can't be used now, rather than that something is wrong."""

import sqlite3

import psycopg
from django.db import InterfaceError, OperationalError

#: Seconds after which it is worth asking again.
RETRY_AFTER = 5
#: Classes and codes of PostgreSQL: connection failures, too few resources (so connections), shutdowns.
_STATES = ("08", "53", "57P")
#: Codes of SQLite: busy, locked, out of disk or unreadable for now.
_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}


def is_unavailable(error: BaseException | None) -> bool:
    """Tell whether an error means that the database is away, full, or locked for too long."""
    if isinstance(error, OperationalError | InterfaceError):
        # Django wraps what the drivers raise.
        return is_unavailable(error.__cause__)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        # What fails before there is a connection has no code.
        return error.sqlstate is None or error.sqlstate.startswith(_STATES)
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    return False
