"""Runs `manage.py demo` as a reader of the README does: as a command, with a data directory of its own."""

import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OF_THIS_SHELL = ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "DATABASE_URL", "CACHE_URL", "CMS_FRONTEND_ORIGINS")


def start(data_dir: Path, *options: str) -> subprocess.Popen[str]:
    """Start the command; small pictures, yet wider than a phone."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_THIS_SHELL}
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--picture-width", "480", *options],
        cwd=ROOT,
        env={**environment, "CMS_DATA_DIR": str(data_dir)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def read_until(process: subprocess.Popen[str], words: str, seconds: float = 240) -> str:
    """Return what the process has said up to these words, and what came with them. Fails if it ends before.

    Reads the pipe itself: `readline` takes more from it than it returns, and `select` does not see the rest.
    """
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    said = b""
    until = time.monotonic() + seconds
    while words.encode() not in said:
        left = until - time.monotonic()
        assert left > 0, f"the demo did not say {words!r} in {seconds} s:\n{said.decode()}"
        if select.select([pipe], [], [], left)[0]:
            more = os.read(pipe, 65_536)
            assert more, f"the demo ended before it said {words!r}:\n{said.decode()}"
            said += more
    return said.decode(errors="replace")


def stop(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Ask the process to end; return its status and the rest of what it said."""
    process.send_signal(signal.SIGTERM)
    said, _nothing = process.communicate(timeout=60)
    return process.returncode, said


def run(data_dir: Path, *options: str) -> str:
    """Run the command to its end; return what it said. Fails unless it succeeds."""
    process = start(data_dir, *options)
    said, _nothing = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return said


def free_ports() -> tuple[int, int]:
    """Return two ports that nobody uses at this moment."""
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def answers(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True)
class Database:
    """The demo's database, read from outside."""

    file: Path

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.file)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def everything(self) -> dict[str, list[str]]:
        """Return all rows of all tables. The full-text index is made of the others, by the worker."""
        tables = [str(name) for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: sorted(map(repr, self.rows(f'SELECT * FROM "{table}"')))
            for table in tables
            if "fts" not in table and not table.startswith("sqlite_")
        }
