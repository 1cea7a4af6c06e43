"""A client that costs little: one connection that is kept, ready bytes, no library."""

import socket
import time
from dataclasses import dataclass

from .questions import Request


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def as_bytes(request: Request, headers: dict[str, str] | None = None) -> bytes:
    """Return an HTTP/1.1 request as it is sent."""
    method = "POST" if request.body else "GET"
    lines = [f"{method} {request.path} HTTP/1.1", "Host: localhost", "Accept: application/json"]
    if request.body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(request.body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + request.body


class Connection:
    """One connection to a server on this machine, used again for each request."""

    def __init__(self, port: int, seconds: float = 60) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._left = b""

    def close(self) -> None:
        self._socket.close()

    def ask(self, sent: bytes) -> Answer:
        """Send a request and return its answer. Raises `OSError` where the server hangs up."""
        self._socket.sendall(sent)
        head = self._until(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        if "chunked" in headers.get("transfer-encoding", ""):
            body = b"".join(iter(self._chunk, b""))
        else:
            body = self._exactly(int(headers.get("content-length", 0)))
        return Answer(int(first.split()[1]), headers, body)

    def _until(self, end: bytes) -> bytes:
        while end not in self._left:
            self._more()
        found, _, self._left = self._left.partition(end)
        return found

    def _exactly(self, length: int) -> bytes:
        while len(self._left) < length:
            self._more()
        found, self._left = self._left[:length], self._left[length:]
        return found

    def _chunk(self) -> bytes:
        length = int(self._until(b"\r\n").split(b";")[0], 16)
        chunk = self._exactly(length)
        self._until(b"\r\n")
        return chunk

    def _more(self) -> None:
        more = self._socket.recv(262_144)
        if not more:
            raise ConnectionResetError("the server has hung up")
        self._left += more


def ask_once(port: int, request: Request, **headers: str) -> Answer:
    """Ask on a connection of its own; `headers` are written with underscores for hyphens."""
    connection = Connection(port)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return connection.ask(as_bytes(request, named))
    finally:
        connection.close()


def seconds_of_each(port: int, request: Request, seconds: float, at_least: int = 20) -> list[float]:
    """Ask one after the other for so long, and return what each took. Raises `ValueError` for a failure."""
    connection, sent = Connection(port), as_bytes(request)
    taken: list[float] = []
    try:
        end = time.perf_counter() + seconds
        while len(taken) < at_least or time.perf_counter() < end:
            started = time.perf_counter()
            answer = connection.ask(sent)
            taken.append(time.perf_counter() - started)
            if answer.status != 200:
                raise ValueError(f"{request.path} was answered with {answer.status}")
    finally:
        connection.close()
    return taken
