"""What arrives through the proxies of deploy/: each header once."""

import http.client
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.faults.clusters import free_port
from tests.faults.servers import proxy

CADDYFILE = Path(__file__).resolve().parents[2] / "deploy" / "caddy" / "Caddyfile"


class Answer(BaseHTTPRequestHandler):
    """As a server of the CMS: with its own name, the time and the id that the proxy gave the request."""

    def do_GET(self) -> None:
        # `send_response` sends Server and Date.
        self.send_response(200)
        self.send_header("X-Request-ID", self.headers["X-Request-ID"])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def headers(port: int) -> Counter[str]:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("GET", "/", headers={"Host": "cms.example.org"})
    answer = client.getresponse()
    answer.read()
    client.close()
    assert answer.status == 200
    return Counter(name.lower() for name, _ in answer.getheaders())


@pytest.mark.needs_nginx
def test_each_header_comes_once_through_nginx(server: int, tmp_path: Path) -> None:
    with proxy(tmp_path, [server]) as port:
        once = headers(port)
    assert {"server", "date", "x-request-id"} <= once.keys()
    assert set(once.values()) == {1}


@pytest.mark.needs_caddy
def test_each_header_comes_once_through_caddy_that_knows_a_server_that_is_away(
    server: int, tmp_path: Path
) -> None:
    port = free_port()
    site = CADDYFILE.read_text().replace("\ncms.example.org {", f"\nhttp://cms.example.org:{port} {{")
    assert site.count("reverse_proxy 127.0.0.1:8000 {") == 1
    site = site.replace(
        "reverse_proxy 127.0.0.1:8000 {", f"reverse_proxy 127.0.0.1:{free_port()} 127.0.0.1:{server} {{"
    )
    (tmp_path / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{site}")
    process = subprocess.Popen(
        ["caddy", "run", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(tmp_path)},
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 30
        once: Counter[str] = Counter()
        while not once and time.monotonic() < until:
            with suppress(OSError):
                once = headers(port)
            time.sleep(0.1)
        # Each of them, although one of the two servers refuses every connection.
        for _ in range(10):
            headers(port)
    finally:
        process.terminate()
        process.wait(30)
    assert {"server", "date", "x-request-id"} <= once.keys()
    assert set(once.values()) == {1}
