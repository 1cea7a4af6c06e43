"""The application as a server calls it (PEP 3333): a request that comes again does not go through Django."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.http import HttpResponse

from cms.api.middleware import PATHS
from cms.api.stored.response_cache import find_response, keep_response, length_of_body, mark_of

from .request_ids import HEADER, META_HEADER, NamedRequest

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class ResponseCachingApplication:
    """Sends to the endpoint's clients what it has sent before; passes everything else on.

    Whatever goes wrong on the way is left to the application behind it: it says so to the client.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        length = length_of_body(environ) if environ.get("PATH_INFO") in PATHS else None
        if length is None:
            return self._application(environ, start_response)
        try:
            body = environ["wsgi.input"].read(length) if length else b""
        except Exception:
            # It fails again for whoever reads it next, and says so.
            return self._application(environ, start_response)
        mark = mark_of(environ, body)
        with NamedRequest(environ) as named:
            sent = find_response(environ, mark)
            if sent is not None:
                start_response(sent.status, [*sent.headers, (HEADER, named.request_id)])
                named.log(environ["REQUEST_METHOD"], environ["PATH_INFO"], int(sent.status[:3]))
                # Of one part servers tell the length, which a 304 must not have (RFC 9110, 8.6).
                return (sent.body,) if sent.body else iter((b"",))
        environ["wsgi.input"] = BytesIO(body)
        environ[META_HEADER] = named.request_id
        return self._kept(mark, environ, start_response)

    def _kept(self, mark: bytes, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            started[:] = status, headers
            return start_response(status, headers, *more)

        response = self._application(environ, start)
        if isinstance(response, HttpResponse):
            status, headers = started
            shared = [(name, value) for name, value in headers if name != HEADER]
            keep_response(mark, response, status, shared)
        return response
