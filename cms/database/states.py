"""What databases say when they can't be used for now: SQLSTATE classes and SQLite's codes, in one list."""

import sqlite3

#: Classes and codes of PostgreSQL: connection failures, too few resources (so connections), shutdowns.
UNAVAILABLE_STATES = ("08", "53", "57P")
SQLITE_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
#: Codes of SQLite: busy, locked, out of disk or unreadable for now.
SQLITE_UNAVAILABLE = SQLITE_BUSY | {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
