"""Granian's own interface (RSGI), by which an application hears the names of headers as they were sent.

WSGI writes "X-Forwarded-For" and "X_Forwarded_For" alike, and Granian's WSGI lets the later one win: behind a
proxy that passes on names with underscores anybody could have any address. Here such headers are dropped.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

#: Of a process; each keeps a connection to the database.
THREADS = int(os.environ.get("CMS_WEB_THREADS") or 8)
#: Bytes of a body: what is longer is refused before it is stored. Uploads are single files of 50 MB at most.
MOST_BODY = 128 * 1024 * 1024
#: Bytes of a body that are kept in memory; the rest waits in a file.
IN_MEMORY = 1024 * 1024
WITHOUT_BODY = (204, 304)
TOO_LONG = b"The body of the request is too long."
TEXT = [("content-type", "text/plain; charset=utf-8")]


class RsgiApplication:
    """Calls a WSGI application (PEP 3333) in threads of its own, for requests as RSGI has them."""

    def __init__(self, application: Application, threads: int = THREADS) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            if scope.method not in ("GET", "HEAD", "OPTIONS"):
                length = 0
                async for chunk in protocol:
                    length += len(chunk)
                    if length > MOST_BODY:
                        protocol.response_bytes(413, TEXT, TOO_LONG)
                        return
                    body.write(chunk)
                body.seek(0)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._threads, self._answer, scope, protocol, body, loop)

    def _answer(self, scope: Any, protocol: Any, body: Any, loop: asyncio.AbstractEventLoop) -> None:
        begun: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
            begun[:] = int(status[:3]), headers

        answer = self._application(environ_of(scope, body), start)
        try:
            if begun[0] in WITHOUT_BODY:
                protocol.response_empty(*begun)
                return
            if isinstance(answer, list | tuple) or not getattr(answer, "streaming", True):
                protocol.response_bytes(*begun, b"".join(answer))
                return
            stream = protocol.response_stream(*begun)

            async def send(chunk: bytes) -> None:
                await stream.send_bytes(chunk)

            for chunk in filter(None, answer):
                asyncio.run_coroutine_threadsafe(send(chunk), loop).result()
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()


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
