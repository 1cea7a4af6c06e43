"""Server processes: started, asked for their time and memory, stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from cms.serving.server import THREADS
from cms.serving.server import command as command_as_shipped

from .asking import ask_once
from .environment import ROOT
from .questions import Request
from .worktree import environment_of_code

SECONDS_TO_START = 120
#: Applications that are served as the CMS is; the others as Granian serves Django by itself, which is faster.
OURS = ("ours", "cold")
#: Starts the server of another checkout with the command line that its own code ships. It becomes the server:
#: its process id stays.
_OF_ANOTHER_CHECKOUT = """
import os, sys
from tests.benchmark.servers import command_as_shipped
command = command_as_shipped(sys.argv[1], port=int(sys.argv[2]), processes=int(sys.argv[3]))
os.execv(command[0], command)
"""
_TICKS = os.sysconf("SC_CLK_TCK")


class NotStarted(Exception):
    """A server ended, or did not answer in time; what it said is the message."""


def threads_as_shipped() -> int:
    """Return the number of threads of a process where an installation does not say."""
    return THREADS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A Granian with one of the applications in `serving`; used in a `with` statement.

    `environment` is the application's, `root` the checkout whose code it runs. Each has as many workers and
    threads as is said.
    """

    module: str
    environment: dict[str, str]
    port: int = 0
    workers: int = 1
    threads: int = 1
    root: Path = ROOT
    seconds_to_start: float = 0.0
    _process: subprocess.Popen[bytes] | None = None
    _log: Path = field(default=Path("/dev/null"))

    def __enter__(self) -> "Server":
        self.port = self.port or free_port()
        self._log = Path(self.environment["CMS_DATA_DIR"]) / f"{self.module}-{self.port}.log"
        application = f"tests.benchmark.serving.{self.module}:application"
        if self.root != ROOT:
            arguments = (application, str(self.port), str(self.workers))
            command = [sys.executable, "-c", _OF_ANOTHER_CHECKOUT, *arguments]
        elif self.module in OURS:
            command = command_as_shipped(application, port=self.port, processes=self.workers)
        else:
            command = [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", str(self.port), "--workers", str(self.workers)),
                *("--blocking-threads", str(self.threads), application),
            ]
        options = {"CMS_WEB_THREADS": str(self.threads), "GRANIAN_LOG_LEVEL": "error"}
        started = time.monotonic()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self.root,
                env={**os.environ, **self.environment, **options, **environment_of_code(self.root)},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait(started)
        except BaseException:
            self.__exit__()
            raise
        self.seconds_to_start = time.monotonic() - started
        return self

    def _wait(self, started: float) -> None:
        assert self._process is not None
        while time.monotonic() - started < SECONDS_TO_START:
            if self._process.poll() is not None:
                break
            try:
                # Any answer will do: the port is open before a worker has loaded the application.
                ask_once(self.port, Request("/healthz"))
                return
            except OSError:
                time.sleep(0.05)
        raise NotStarted(f"{self.module} did not start:\n{self.said()}")

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                # It has a process group of its own.
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()

    def said(self) -> str:
        """Return the end of the server's log."""
        return self._log.read_text(errors="replace")[-4000:]

    def pids(self) -> list[int]:
        """Return the ids of the server's process and of its workers."""
        assert self._process is not None
        found, waiting = [], [self._process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            try:
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            except OSError:
                continue
            waiting.extend(map(int, children.split()))
        return found

    def cpu_seconds(self) -> float:
        """Return the processor time of all the server's processes since their start."""
        ticks = 0
        for pid in self.pids():
            try:
                values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += int(values[11]) + int(values[12])
        return ticks / _TICKS

    def memory(self) -> int:
        """Return the resident bytes of the largest worker."""
        return max(_resident(pid) for pid in self.pids()[1:] or self.pids())


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0
