"""How long a request's headers may be, before anything reads them. Both applications stand behind this.

Servers take headers of some 400 KB, and the standard library reads some of them in a time that grows with the
square of their length: a `Content-Type` of 60 KB with a quotation mark takes seconds.
"""

from collections.abc import Callable, Iterable
from typing import Any

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

#: Characters of one header. Proxies take 8,000 by default.
MAX_CHARACTERS = 16_384
#: Of a media type with its parameters.
MAX_OF_TYPE = 1_000
#: Escaped characters in the cookies: each may be looked for again from the beginning.
MAX_ESCAPES = 1_000

REFUSAL = b"A header of the request is too long."
STATUS = "431 Request Header Fields Too Large"
HEADERS = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(REFUSAL)))]


def is_too_much(name: str, value: str) -> bool:
    """Tell whether a header is longer than any that is meant. `name` is WSGI's, without HTTP_ before it."""
    if len(value) > (MAX_OF_TYPE if name == "CONTENT_TYPE" else MAX_CHARACTERS):
        return True
    return name == "COOKIE" and value.count("\\") > MAX_ESCAPES


class BoundedHeaders:
    """A WSGI application that answers 431 in place of the one behind it (PEP 3333; RFC 6585, 5)."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        for name, value in environ.items():
            is_header = name.startswith("HTTP_") or name == "CONTENT_TYPE"
            if is_header and is_too_much(name.removeprefix("HTTP_"), value):
                start_response(STATUS, HEADERS)
                return [REFUSAL]
        return self._application(environ, start_response)


class BoundedAsgiHeaders:
    """The same for ASGI. Names with underscores are dropped: "X_Forwarded_For" is no proxy's header."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self._application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return await self._application(scope, receive, send)
        headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        for name, value in headers:
            if is_too_much(name.decode("latin-1").upper().replace("-", "_"), value.decode("latin-1")):
                told = [(key.lower().encode(), text.encode()) for key, text in HEADERS]
                await send({"type": "http.response.start", "status": int(STATUS[:3]), "headers": told})
                return await send({"type": "http.response.body", "body": REFUSAL})
        return await self._application({**scope, "headers": headers}, receive, send)
