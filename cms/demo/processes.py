"""The demo's processes: started together, watched, stopped together."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from cms.serving.ports import why_not

STOP_SECONDS = 10
SHOWN_LINES = 15


class ProcessFailed(Exception):
    """A process of the demo ended by itself, or does not answer; the message holds its last lines."""


class PortTaken(Exception):
    """Something else listens on a port that the demo needs."""


@dataclass(slots=True)
class Child:
    """A running process and the file that holds what it says.

    `restarts` is how often it is started again when it fails.
    """

    name: str
    command: Sequence[str]
    directory: Path
    log: Path
    is_patient: bool
    restarts: int
    process: subprocess.Popen[bytes]

    def failure(self, status: int) -> str:
        """Return that the process has ended, with its last words, and where all of them are."""
        ended = f"{self.name} ended with status {status}"
        return f"{ended}:\n{self.last_lines()}\nAll that it said is in {self.log}."

    def last_lines(self) -> str:
        """Return the end of what the process said."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-SHOWN_LINES:]
        return "\n".join(f"  {line}" for line in lines) or "  (it said nothing)"


class Said:
    """What a process says of one thing: messages of one logger, as they come."""

    def __init__(self, log: Path, logger: str) -> None:
        self._log = log
        self._mark = f" {logger} ["
        self._read = 0

    def new(self) -> list[str]:
        """Return the messages since the last time."""
        with self._log.open("rb") as stream:
            stream.seek(self._read)
            lines = stream.read().split(b"\n")
        # The last one may not be written to its end.
        self._read += sum(len(line) + 1 for line in lines[:-1])
        texts = [line.decode("utf-8", "replace") for line in lines[:-1]]
        return [text.partition("] ")[2] for text in texts if self._mark in text]


class Children:
    """Processes that live and die together. As a context: none of them outlives the block."""

    def __init__(self, log_dir: Path, environment: Mapping[str, str]) -> None:
        self._log_dir = log_dir
        self._environment = dict(environment)
        self._children: list[Child] = []

    def start(
        self,
        name: str,
        command: Sequence[str],
        directory: Path,
        *,
        is_patient: bool = False,
        restarts: int = 0,
    ) -> Child:
        """Start a process in a group of its own, so that Ctrl-C reaches it only through us.

        A patient one works when nothing else wants the processor. One that fails is started again up to
        `restarts` times, as the supervisor of an installation would.
        """
        self._log_dir.mkdir(parents=True, exist_ok=True)
        log = self.log_of(name)
        log.unlink(missing_ok=True)
        process = self._spawn(command, directory, log, is_patient)
        child = Child(name, command, directory, log, is_patient, restarts, process)
        self._children.append(child)
        return child

    def _spawn(
        self, command: Sequence[str], directory: Path, log: Path, is_patient: bool
    ) -> subprocess.Popen[bytes]:
        with log.open("ab") as stream:
            process = subprocess.Popen(
                command,
                cwd=directory,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if is_patient:
            with contextlib.suppress(ProcessLookupError):
                os.setpriority(os.PRIO_PROCESS, process.pid, 10)
        return process

    def finish(self, child: Child) -> None:
        """Wait for a process that ends by itself. Raises `ProcessFailed` if it fails."""
        status = child.process.wait()
        self._children.remove(child)
        if status:
            raise ProcessFailed(child.failure(status))

    def wait_for(self, addresses: Mapping[str, str], seconds: float = 60) -> None:
        """Wait until each address answers. Raises `ProcessFailed` if a process ends, or the time is over."""
        until = time.monotonic() + seconds
        for name, address in addresses.items():
            while not _answers(address):
                self.check()
                if time.monotonic() > until:
                    raise ProcessFailed(
                        f"{name} does not answer at {address} after {seconds:.0f} s; see {self._log_dir}."
                    )
                time.sleep(0.1)

    @property
    def names(self) -> list[str]:
        """The files of the processes that run."""
        return sorted(child.log.name for child in self._children)

    def log_of(self, name: str) -> Path:
        """Return the file that holds what a process says."""
        return self._log_dir / f"{name}.log"

    def check(self) -> None:
        """Raise `ProcessFailed` if a process has ended that is not to be started again."""
        for child in self._children:
            status = child.process.poll()
            if status and child.restarts:
                child.restarts -= 1
                child.process = self._spawn(child.command, child.directory, child.log, child.is_patient)
            elif status is not None:
                raise ProcessFailed(child.failure(status))

    def stop(self) -> None:
        """End all processes: asked first, then made to. A second Ctrl-C leaves none behind either."""
        for child in reversed(self._children):
            _signal_group(child.process, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for child in reversed(self._children):
            with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                child.process.wait(max(0.1, until - time.monotonic()))
            # What a server forked may outlive it.
            _signal_group(child.process, signal.SIGKILL)
            child.process.wait()
        self._children.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: Any) -> None:
        self.stop()


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return 200 <= response.status < 300
    except (OSError, urllib.error.HTTPError):
        return False


def refuse_taken_ports(ports: Mapping[str, int]) -> None:
    """Raise `PortTaken` unless each port is free; `ports` by the option that names it."""
    if len(set(ports.values())) < len(ports):
        raise PortTaken(f"{' and '.join(ports)} name the same port. Choose two different ones.")
    for option, port in ports.items():
        if problem := why_not("127.0.0.1", port):
            raise PortTaken(f"{problem} with {option}.")
