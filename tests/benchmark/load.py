"""Many clients at once: `wrk` where it is installed, else threads of our own in another process."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from .asking import Connection, as_bytes
from .questions import Request

WRK = shutil.which("wrk")


class Failed(Exception):
    """A request under load was not answered with 200."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many answers a server gave, all together and in a second."""

    answers: int
    per_second: float


def load(port: int, request: Request, *, clients: int, seconds: float) -> Load:
    """Let so many clients ask without a pause.

    `wrk` counts whole seconds. Raises `Failed` if one of them failed.
    """
    is_whole = WRK is not None and seconds >= 1
    return (_by_wrk if is_whole else _by_python)(port, request, clients, seconds)


def _by_wrk(port: int, request: Request, clients: int, seconds: float) -> Load:
    with tempfile.TemporaryDirectory() as directory:
        script = Path(directory) / "request.lua"
        script.write_text(_script(request))
        url = f"http://127.0.0.1:{port}{request.path}"
        command = [str(WRK), "-t1", f"-c{clients}", f"-d{round(seconds)}s", "--timeout", "30s"]
        said = subprocess.run(
            [*command, "-s", str(script), url], capture_output=True, text=True, check=True, timeout=300
        ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise Failed(said)
    total, rate = re.search(r"(\d+) requests in", said), re.search(r"Requests/sec:\s+([\d.]+)", said)
    if total is None or rate is None or total[1] == "0":
        raise Failed(said)
    return Load(int(total[1]), float(rate[1]))


def _script(request: Request) -> str:
    headers = {"Accept": "application/json", "Host": "localhost"}
    lines = [f'wrk.headers["{name}"] = "{value}"' for name, value in headers.items()]
    if request.body:
        lines += [
            'wrk.method = "POST"',
            'wrk.headers["Content-Type"] = "application/json"',
            # JSON without control characters is a Lua string but for what its escapes mean.
            f"wrk.body = [====[{request.body.decode()}]====]",
        ]
    return "\n".join(lines)


def _by_python(port: int, request: Request, clients: int, seconds: float) -> Load:
    """Ask from a process of its own, which does not share our interpreter's lock."""
    given = json.dumps([port, request.path, request.body.decode(), clients, seconds])
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmark.load", given], capture_output=True, text=True, timeout=300
    )
    if done.returncode != 0:
        raise Failed(done.stderr)
    answers, per_second = done.stdout.split()
    return Load(int(answers), float(per_second))


def _ask_for(port: int, sent: bytes, end: float, counts: list[int], failures: list[str]) -> None:
    connection, count = Connection(port), 0
    try:
        while time.monotonic() < end:
            status = connection.ask(sent).status
            if status != 200:
                failures.append(f"answered with {status}")
                return
            count += 1
    except (OSError, ValueError) as error:
        failures.append(str(error))
    finally:
        connection.close()
        counts.append(count)


def main() -> None:
    port, path, body, clients, seconds = json.loads(sys.argv[1])
    sent = as_bytes(Request(path, body.encode()))
    counts: list[int] = []
    failures: list[str] = []
    started = time.monotonic()
    arguments = (port, sent, started + seconds, counts, failures)
    threads = [threading.Thread(target=_ask_for, args=arguments) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit("; ".join(failures[:3]))
    print(sum(counts), sum(counts) / (time.monotonic() - started))


if __name__ == "__main__":
    main()
