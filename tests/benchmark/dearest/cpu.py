"""The processor time of a server and of its database, to the microsecond."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from ..databases import POSTGRESQL
from ..servers import Server

_BACKENDS = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def keep_to_one_process(database_url: str) -> None:
    """Let PostgreSQL answer without parallel workers: of a process that has ended no time is told."""
    if database_url.startswith("postgres"):
        name = sql.Identifier(urlsplit(database_url).path.strip("/"))
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE {} SET max_parallel_workers_per_gather = 0").format(name)
            )


class Meter:
    """Tells what the processes of a server, and those of PostgreSQL that work for it, have taken so far."""

    def __init__(self, server: Server, database_url: str) -> None:
        self._pids = server.pids()
        self._name = urlsplit(database_url).path.strip("/")
        is_postgresql = database_url.startswith("postgres")
        self._connection = psycopg.connect(database_url, autocommit=True) if is_postgresql else None
        #: Why the database's part is not in what is told; empty where it is.
        self.left_out = ""

    def find_backends(self) -> None:
        """Look for the database's processes; the server has asked it, and keeps its connections."""
        if self._connection is None:
            return
        found = [pid for (pid,) in self._connection.execute(_BACKENDS, [self._name])]
        if not found or not all(map(_is_postgres, found)):
            self.left_out = f"{POSTGRESQL}'s processes are not to be seen on this machine"
            return
        self.left_out = ""
        self._pids = [*self._pids, *(pid for pid in found if pid not in self._pids)]

    def milliseconds(self) -> float:
        return _nanoseconds(self._pids) / 1e6

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()


def _is_postgres(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/comm").read_text().startswith("postgres")
    except OSError:
        return False


def _nanoseconds(pids: Iterable[int]) -> int:
    """Return the time that all threads of processes have run."""
    total = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except OSError:
                continue
    return total
