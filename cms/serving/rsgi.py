"""WSGI applications behind Granian's own interface (RSGI), by which they hear header names as they were sent.

WSGI writes "X-Forwarded-For" and "X_Forwarded_For" alike, and Granian's WSGI lets the later one win: behind a
proxy that passes on names with underscores anybody could have any address. Here such headers are dropped.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import Thread
from typing import Any, BinaryIO

from granian.rsgi import ProtocolClosed

from .orphans import end_with_parent

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

#: Bytes of a body: what is longer is refused before it is stored. Uploads are single files of 50 MB at most.
MAX_BODY = 128 * 1024 * 1024
#: Bytes of a body that are kept in memory; the rest waits in a file.
IN_MEMORY = 1024 * 1024
#: Bytes that a streamed answer is sent in at least, but for its end: each sending waits for the event loop.
MIN_SENT = 64 * 1024
BODILESS_METHODS = ("GET", "HEAD", "OPTIONS")
WITHOUT_BODY = (204, 304)
TOO_LONG = b"The body of the request is too long."
TEXT = [("content-type", "text/plain; charset=utf-8")]


class RsgiApplication:
    """Calls a WSGI application (PEP 3333) for requests as RSGI has them.

    It has `threads` threads of its own. They end with the process: a server that drains has no request left.
    A queue hands them requests, which takes half as long as an executor of the standard library.
    """

    def __init__(self, application: Application, threads: int) -> None:
        self._application = application
        self._threads = threads
        self._waiting: SimpleQueue[Any] = SimpleQueue()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start the threads: Granian calls this in each of its processes."""
        end_with_parent()
        for number in range(self._threads):
            Thread(target=self._work, name=f"request-{number}", daemon=True).start()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        body = BytesIO() if scope.method in BODILESS_METHODS else await _body(scope, protocol)
        if body is None:
            protocol.response_bytes(413, TEXT, TOO_LONG)
            return
        with body:
            loop = asyncio.get_running_loop()
            answered = loop.create_future()
            self._waiting.put((answered, loop, scope, protocol, body))
            await answered

    def _work(self) -> None:
        while True:
            # Nothing of a request is kept while the next one is waited for.
            self._serve(*self._waiting.get())

    def _serve(self, answered: asyncio.Future[None], loop: asyncio.AbstractEventLoop, *request: Any) -> None:
        try:
            self._answer(loop, *request)
        except BaseException as error:
            loop.call_soon_threadsafe(answered.set_exception, error)
        else:
            loop.call_soon_threadsafe(answered.set_result, None)

    def _answer(self, loop: asyncio.AbstractEventLoop, scope: Any, protocol: Any, body: BinaryIO) -> None:
        begun: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
            begun[:] = int(status[:3]), headers

        answer = self._application(environ_of(scope, body), start)
        try:
            if begun[0] in WITHOUT_BODY:
                protocol.response_empty(*begun)
            elif isinstance(answer, list | tuple) or not getattr(answer, "streaming", True):
                protocol.response_bytes(*begun, b"".join(answer))
            else:
                stream = protocol.response_stream(*begun)

                async def send(chunk: bytes) -> None:
                    await stream.send_bytes(chunk)

                # Who closes the connection wants no more of it.
                with suppress(ProtocolClosed):
                    for chunk in _gathered(answer):
                        asyncio.run_coroutine_threadsafe(send(chunk), loop).result()
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()


async def _body(scope: Any, protocol: Any) -> BinaryIO | None:
    """Return the body of a request, from its beginning; None if it is too long."""
    length = scope.headers.get("content-length") or ""
    if length.isdecimal() and int(length) <= IN_MEMORY:
        return BytesIO(await protocol())
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the request
    received = 0
    async for chunk in protocol:
        received += len(chunk)
        if received > MAX_BODY:
            body.close()
            return None
        body.write(chunk)
    body.seek(0)
    return body  # type: ignore[return-value]


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of `chunks` in pieces of `MIN_SENT` bytes and more, and the rest."""
    waiting: list[bytes] = []
    length = 0
    for chunk in chunks:
        waiting.append(chunk)
        length += len(chunk)
        if length >= MIN_SENT:
            yield b"".join(waiting)
            waiting, length = [], 0
    if length:
        yield b"".join(waiting)


def environ_of(scope: Any, body: BinaryIO) -> dict[str, Any]:
    """Return a request as WSGI has it, without headers whose names have an underscore."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_SOFTWARE": "Granian",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        # One header that stands there several times is a list (RFC 9110, 5.3; of cookies RFC 6265, 5.4).
        given = environ.get(key)
        environ[key] = value if given is None else f"{given}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    return environ
