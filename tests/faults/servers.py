"""Servers under load whose database goes away, or that are restarted one after the other behind nginx."""

import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cms.home.sites import start_site
from cms.media.renditions import rendition
from cms.media.services.rendition_files import generate_renditions
from tests.factories.media import CmsImageFactory
from tests.factories.pages import NewsPageFactory

from .clusters import Cluster, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
MAX_SECONDS = 120

LIST = "{ news(first: 5) { totalCount nodes { title path } } }"
OTHER = "{ news(first: 6) { totalCount } }"
PREVIEW = '{ preview(token: "x") { expiresAt } }'
SEND = 'mutation { unlockPage(input: {pageId: "page-1", password: "x"}) { ok } }'


class Server:
    """`manage.py serve` on a port of its own."""

    def __init__(self, log: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self._log = log
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + MAX_SECONDS
        while ask(self.port, "GET", "/livez") != 200:
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"The server did not start:\n{self._log.read_text()[-3_000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def ask(port: int, method: str, path: str, body: object = None) -> int:
    """Return the status of an answer read to its end; 0 where none came whole."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Host": "localhost"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        client.request(method, path, None if body is None else json.dumps(body), headers)
        answer = client.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        client.close()


class Load:
    """Asks in turn for each of some things, so many times a second, from a thread for each request."""

    def __init__(self, port: int, questions: dict[str, tuple[Any, ...]], *, rate: float) -> None:
        self._port = port
        self._questions = questions
        self._pause = 1 / rate
        self._ends = threading.Event()
        self.counted: Counter[tuple[str, int]] = Counter()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        asking = []
        names = list(self._questions)
        next_at = time.monotonic()
        number = 0
        while not self._ends.is_set():
            thread = threading.Thread(target=self._ask, args=(names[number % len(names)],))
            thread.start()
            asking.append(thread)
            number += 1
            next_at += self._pause
            time.sleep(max(0.0, next_at - time.monotonic()))
        for thread in asking:
            thread.join()

    def _ask(self, name: str) -> None:
        self.counted[(name, ask(self._port, *self._questions[name]))] += 1

    def __enter__(self) -> "Load":
        self._thread.start()
        return self

    def __exit__(self, *_error: Any) -> None:
        self._ends.set()
        self._thread.join()

    @property
    def failed(self) -> int:
        return sum(count for (_, status), count in self.counted.items() if status != 200)

    def figures(self) -> str:
        names = sorted({name for name, _ in self.counted})
        return "; ".join(
            f"{name}: {sum(count for (one, _), count in self.counted.items() if one == name)} asked, "
            + (
                ", ".join(
                    f"{count} answered {status or 'not'}"
                    for (one, status), count in sorted(self.counted.items())
                    if one == name and status != 200
                )
                or "0 failed"
            )
            for name in names
        )


def site() -> dict[str, tuple[Any, ...]]:
    """Make a small site; return what is asked for of it."""
    call_command("migrate", verbosity=0)
    start_site(name="Verein", hostname="localhost", port=3000)
    image = CmsImageFactory()
    generate_renditions(image)
    for number in range(5):
        NewsPageFactory(title=f"Nachricht {number}", cover=image)
    picture = re.sub(r"^https?://[^/]+", "", rendition(image, "CARD").url)
    return {
        "answers by GET": ("GET", f"/graphql/?query={quote(LIST)}"),
        "answers by POST": ("POST", "/graphql/", {"query": LIST}),
        "pictures": ("GET", picture),
    }


def database_away(logs: Path, cluster: Cluster, *, seconds: int, rate: float) -> int:
    """Stop PostgreSQL for some seconds under load; return the exit status. Prints the figures."""
    logs.mkdir()
    questions = site()
    server = Server(logs / "server.log")
    try:
        # Until each process has answered each question twice.
        for _ in range(40):
            for question in questions.values():
                assert ask(server.port, *question) == 200, question
        connection.close()
        with Load(server.port, questions, rate=rate) as load:
            time.sleep(2)
            cluster.stop()
            others = {
                "what is not stored": ask(server.port, "GET", f"/graphql/?query={quote(OTHER)}"),
                "preview": ask(server.port, "POST", "/graphql/", {"query": PREVIEW}),
                "mutation": ask(server.port, "POST", "/graphql/", {"query": SEND}),
                "admin": ask(server.port, "GET", "/admin/login/"),
            }
            time.sleep(seconds)
            cluster.start()
            time.sleep(3)
        NewsPageFactory(title="Danach")
        is_right = "Danach" in _body(server.port, questions["answers by GET"][1])
    finally:
        server.stop()
    unavailable = all(status == 503 for status in others.values())
    told = _logged(logs / "server.log")
    is_quiet = 1 <= len(told) <= settings.CMS_WEB_PROCESSES
    print(f"The database was away for {seconds} s. {load.figures()}.")
    print(f"Meanwhile {', '.join(f'{name} {status}' for name, status in others.items())}.")
    print(f"What is published afterwards is {'seen' if is_right else 'NOT SEEN'} at once.")
    print(f"The log has {len(told)} lines of it, of {settings.CMS_WEB_PROCESSES} processes.")
    if not is_quiet:
        print("\n".join(told[:20]))
    return 0 if not load.failed and unavailable and is_right and is_quiet else 1


def _logged(log: Path) -> list[str]:
    """Return the lines of a log from the level WARNING, and whatever else the application has written."""
    lines = [line for line in log.read_text().splitlines() if line.strip()]
    # Granian's own lines begin with a bracket; what `serve` says of its services is no fault.
    return [
        line for line in lines if '"level": "INFO"' not in line and not line.startswith(("[", "Database: "))
    ]


def _body(port: int, path: str) -> str:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    client.request("GET", path, headers={"Host": "localhost"})
    return client.getresponse().read().decode()


def rolling_restart(logs: Path, *, rounds: int, rate: float) -> int:
    """Restart two servers one after the other behind nginx under load; return the exit status."""
    logs.mkdir()
    questions = {**site(), "pages of the admin": ("GET", "/admin/login/")}
    servers = [Server(logs / f"server-{number}.log") for number in range(2)]
    connection.close()
    try:
        with proxy(logs, [server.port for server in servers]) as port:
            for question in questions.values():
                assert ask(port, *question) == 200, question
            with Load(port, questions, rate=rate) as load:
                time.sleep(1)
                for _ in range(rounds):
                    for server in servers:
                        server.stop()
                        server.start()
                        time.sleep(1)
    finally:
        for server in servers:
            server.process.terminate()
            server.process.wait(60)
    print(f"{rounds * 2} restarts of two servers behind nginx. {load.figures()}.")
    return 0 if not load.failed else 1


@contextmanager
def proxy(directory: Path, ports: list[int]) -> Iterator[int]:
    """Run nginx with what `deploy/` ships, without TLS and on a port of its own; return the port."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    port = free_port()
    shipped = (ROOT / "deploy" / "nginx" / "cluster-cms.conf").read_text()
    site = re.sub(
        r"server 127\.0\.0\.1:8000([^;]*);\n",
        lambda found: "".join(f"server 127.0.0.1:{one}{found[1]};\n" for one in ports),
        shipped,
    )
    # The server that redirects to https, certificates and ports below 1024.
    site = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", site, flags=re.DOTALL)
    site = re.sub(r"listen 443[^;]*;", f"listen 127.0.0.1:{port};", site)
    site = re.sub(r"\s+(listen \[::\]:443|ssl_)[^;]*;", "", site)
    (directory / "site.conf").write_text(site)
    (directory / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {directory}/nginx.pid; error_log {directory}/nginx-error.log;\n"
        f"events {{ worker_connections 256; }}\n"
        f"http {{ access_log off;\n"
        f"client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;\n"
        f"fastcgi_temp_path {directory}/f; uwsgi_temp_path {directory}/u; scgi_temp_path {directory}/s;\n"
        f"include {directory}/site.conf; }}\n"
    )
    process = subprocess.Popen(
        [nginx, "-c", str(directory / "nginx.conf"), "-e", str(directory / "start.log")]
    )
    try:
        _wait_for(lambda: ask(port, "GET", "/livez") == 200)
        yield port
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(30)


def _wait_for(is_true: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_true():
        if time.monotonic() > until:
            raise SystemExit("nginx does not answer")
        time.sleep(0.1)
