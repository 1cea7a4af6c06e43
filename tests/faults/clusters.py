"""A PostgreSQL cluster of a run's own, to be stopped and restarted at will."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self

#: Who runs the cluster where this process is root, which PostgreSQL refuses.
UNPRIVILEGED = "postgres"


def binaries() -> Path | None:
    """Return the directory of PostgreSQL's programs; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def free_port() -> int:
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """As a context: made and running inside, gone afterwards."""

    def __init__(self, *, max_connections: int = 50) -> None:
        programs = binaries()
        if programs is None:
            raise SystemExit("PostgreSQL's programs (initdb, pg_ctl) are not installed.")
        self._programs = programs
        self._max_connections = max_connections
        self.port = free_port()
        self._directory = Path(tempfile.mkdtemp(prefix="cluster-"))
        self.url = f"postgresql://cms@127.0.0.1:{self.port}/cms"

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            shutil.chown(self._directory, UNPRIVILEGED)
        data = str(self._directory / "data")
        self._run("initdb", "--auth", "trust", "--username", "cms", "--no-sync", "--encoding", "UTF8", data)
        self.start()
        self._run("createdb", "--host", "127.0.0.1", "--port", str(self.port), "--username", "cms", "cms")
        return self

    def __exit__(self, *_error: Any) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self._directory, ignore_errors=True)

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            f"-c max_connections={self._max_connections} -c fsync=off"
        )
        self._control("start", "-o", options, "-l", str(self._directory / "log"))

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def restart(self) -> None:
        """Restart at once: connections break, transactions are lost."""
        self.stop()
        self.start()

    def load(self, dump: Path) -> None:
        """Fill the database from what pg_dump has written."""
        subprocess.run(
            [self._programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.url, "-f", dump],
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self._directory / "data"), "-w", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        user: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam(UNPRIVILEGED)
            user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        subprocess.run(
            [self._programs / program, *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            **user,
        )
