"""Many clients at once: `wrk` where it is installed, else threads of our own in another process."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from .asking import Connection, as_bytes
from .questions import Request

WRK = shutil.which("wrk")


class Failed(Exception):
    """A request under load was not answered with 200."""


def answers_per_second(port: int, request: Request, *, clients: int, seconds: float) -> float:
    """Return how many answers a server gives in a second to so many clients that ask without a pause.

    Raises `Failed` if one of them failed.
    """
    return _by_wrk(port, request, clients, seconds) if WRK else _by_python(port, request, clients, seconds)


def whole(seconds: float) -> int:
    """Return a duration as wrk takes it."""
    return max(round(seconds), 1)


def _by_wrk(port: int, request: Request, clients: int, seconds: float) -> float:
    with tempfile.TemporaryDirectory() as directory:
        script = Path(directory) / "request.lua"
        script.write_text(_script(request))
        url = f"http://127.0.0.1:{port}{request.path}"
        command = [str(WRK), "-t1", f"-c{clients}", f"-d{whole(seconds)}s", "--timeout", "30s"]
        said = subprocess.run(
            [*command, "-s", str(script), url], capture_output=True, text=True, check=True, timeout=300
        ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise Failed(said)
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None:
        raise Failed(said)
    return float(found[1])


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


def _by_python(port: int, request: Request, clients: int, seconds: float) -> float:
    """Ask from a process of its own, which does not share our interpreter's lock."""
    given = json.dumps([port, request.path, request.body.decode(), clients, seconds])
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmark.load", given], capture_output=True, text=True, timeout=300
    )
    if done.returncode != 0:
        raise Failed(done.stderr)
    return float(done.stdout)


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
    print(sum(counts) / (time.monotonic() - started))


if __name__ == "__main__":
    main()
