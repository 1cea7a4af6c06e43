"""What a real server tells the application of a request: header names with underscores are nobody's."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cms.serving.server import command as server_command

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["rsgi", "asginl"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = server_command("tests.site_config.echo_of_headers:application", port=port, processes=1)
    if request.param != "rsgi":
        command[command.index("rsgi")] = request.param
        command[-1] = "tests.site_config.echo_of_headers:asgi"
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                ask(port, b"GET / HTTP/1.1\r\nHost: a\r\n")
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until
                time.sleep(0.1)
        yield request.param, port
    finally:
        process.terminate()
        process.wait(20)


def ask(port: int, head: bytes, body: bytes = b"") -> tuple[int, Any]:
    """Send a request byte for byte; return status and what was echoed."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(head + b"Connection: close\r\n\r\n" + body)
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
    status, _, rest = answer.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" in status.lower():
        rest = b"".join(rest.split(b"\r\n")[1::2])
    return int(status.split()[1]), json.loads(rest) if rest[:1] in (b"{", b"[") else rest


def forwarded(told: Any) -> list[str]:
    if isinstance(told, dict):
        return [value for name, value in told.items() if name == "HTTP_X_FORWARDED_FOR"]
    return [value for name, value in told if name.replace("_", "-") == "x-forwarded-for"]


@pytest.mark.parametrize("wrong", [b"X_Forwarded_For", b"X-Forwarded_For", b"x_forwarded-for"])
@pytest.mark.parametrize("is_first", [True, False])
def test_no_name_with_an_underscore_is_heard(server: tuple[str, int], wrong: bytes, is_first: bool) -> None:
    lines = [b"X-Forwarded-For: 203.0.113.9\r\n", wrong + b": 198.51.100.1\r\n"]
    head = b"GET / HTTP/1.1\r\nHost: a\r\n" + b"".join(reversed(lines) if is_first else lines)
    assert forwarded(ask(server[1], head)[1]) == ["203.0.113.9"]
    assert forwarded(ask(server[1], b"GET / HTTP/1.1\r\nHost: a\r\n" + lines[1])[1]) == []


def test_a_header_that_is_too_long_is_refused(server: tuple[str, int]) -> None:
    head = b"GET / HTTP/1.1\r\nHost: a\r\nContent-Type: a;b=" + b";" * 2_000 + b"\r\n"
    assert ask(server[1], head) == (431, b"A header of the request is too long.")


@pytest.mark.parametrize("server", ["rsgi"], indirect=True)
def test_a_request_is_told_as_by_wsgi(server: tuple[str, int]) -> None:
    body = b"x" * 3_000_000
    head = (
        b"POST /a%20b/%C3%A4?q=%C3%A4 HTTP/1.1\r\nHost: cms.example.org\r\nContent-Type: text/plain\r\n"
        b"Cookie: a=1\r\nCookie: b=2\r\nAccept: a\r\nAccept: b\r\nContent-Length: 3000000\r\n"
    )
    status, told = ask(server[1], head, body)
    assert status == 201
    assert told["REQUEST_METHOD"] == "POST" and told["REMOTE_ADDR"] == "127.0.0.1"
    # Decoded, each byte as one character (PEP 3333).
    assert told["PATH_INFO"].encode("latin-1").decode() == "/a b/ä"
    assert told["QUERY_STRING"] == "q=%C3%A4"
    assert told["HTTP_HOST"] == "cms.example.org" and told["HTTP_COOKIE"] == "a=1; b=2"
    assert told["HTTP_ACCEPT"] == "a,b" and told["CONTENT_TYPE"] == "text/plain"
    assert told["body"][0] == len(body)
    assert "HTTP_CONTENT_TYPE" not in told
    assert ask(server[1], b"GET /?streamed HTTP/1.1\r\nHost: a\r\n")[1]["body"][0] == 0


@pytest.mark.parametrize("server", ["rsgi"], indirect=True)
def test_so_many_requests_are_answered_at_once_as_there_are_threads(server: tuple[str, int]) -> None:
    with ThreadPoolExecutor(6) as asking:
        told = list(asking.map(lambda _: ask(server[1], b"GET /?slow HTTP/1.1\r\nHost: a\r\n"), range(6)))
    assert max(one["at_once"] for _, one in told) == 2


@pytest.mark.parametrize("server", ["rsgi"], indirect=True)
def test_a_long_answer_comes_in_large_pieces_and_may_be_left(server: tuple[str, int]) -> None:
    head = b"GET /?long HTTP/1.1\r\nHost: a\r\n"
    with socket.create_connection(("127.0.0.1", server[1]), timeout=30) as connection:
        connection.sendall(head + b"\r\n")
        assert connection.recv(100)
    status, whole = ask(server[1], head)
    assert (status, len(whole)) == (201, 40_000_000)
    # Both threads are free again.
    assert ask(server[1], b"GET / HTTP/1.1\r\nHost: a\r\n")[0] == 201


@pytest.mark.parametrize("server", ["rsgi"], indirect=True)
def test_an_error_of_the_application_is_answered_and_ends_no_thread(server: tuple[str, int]) -> None:
    for _ in range(3):
        assert ask(server[1], b"GET /?wrong HTTP/1.1\r\nHost: a\r\n")[0] == 500
    assert ask(server[1], b"GET / HTTP/1.1\r\nHost: a\r\n")[0] == 201
