"""Whether an error says that the database or the media store can't be used now, rather than that something is
wrong.
"""

import sqlite3

import psycopg
from django.db import InterfaceError, OperationalError

from cms.database.states import SQLITE_BUSY, SQLITE_UNAVAILABLE, UNAVAILABLE_STATES

#: Seconds after which it is worth asking again.
RETRY_AFTER = 5
#: Another transaction holds a row, two wait for each other, or they can't be put in an order.
_BUSY_STATES = ("55P03", "40P01", "40001")


class DatabaseAway(OperationalError):
    """The database did not answer a moment ago, so nothing is asked of it now."""


class StoreAway(Exception):
    """The store of uploaded files does not answer, or refuses."""


def is_unavailable(error: BaseException | None) -> bool:
    """Tell whether an error means that the database is away, full, or locked for too long, or the media
    store away."""
    if isinstance(error, StoreAway | DatabaseAway):
        return True
    if isinstance(error, OperationalError | InterfaceError):
        # Django wraps what the drivers raise.
        return is_unavailable(error.__cause__)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        # What fails before there is a connection has no code.
        return error.sqlstate is None or error.sqlstate.startswith(UNAVAILABLE_STATES)
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE_UNAVAILABLE
    return False


def is_busy(error: BaseException | None) -> bool:
    """Tell whether an error means that another transaction was not finished in time."""
    if isinstance(error, OperationalError):
        return is_busy(error.__cause__)
    if isinstance(error, psycopg.OperationalError):
        return error.sqlstate in _BUSY_STATES
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE_BUSY
    return False
