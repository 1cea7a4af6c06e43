"""WSGI application (PEP 3333) with a response cache: a known request does not go through Django."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.http import HttpResponse

from cms.api.cache.response_cache import find_response, length_of_body, request_fingerprint, store_response
from cms.api.http.middleware import PATHS

from .request_ids import HEADER, META_HEADER, NamedRequest

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class ResponseCachingApplication:
    """Serves cached responses of the GraphQL endpoint; passes everything else on.

    Errors are left to the wrapped application, which reports them to the client.
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
            # The application's own read fails too, and is reported.
            return self._application(environ, start_response)
        fingerprint = request_fingerprint(environ, body)
        with NamedRequest(environ) as named:
            cached = find_response(environ, fingerprint)
            if cached is not None:
                start_response(cached.status, [*cached.headers, (HEADER, named.request_id)])
                named.log(environ["REQUEST_METHOD"], environ["PATH_INFO"], int(cached.status[:3]))
                # Servers add Content-Length to a sequence of one, which a 304 must not have (RFC 9110, 8.6).
                return (cached.body,) if cached.body else iter((b"",))
        environ["wsgi.input"] = BytesIO(body)
        environ[META_HEADER] = named.request_id
        return self._run_and_store(fingerprint, environ, start_response)

    def _run_and_store(
        self, fingerprint: bytes, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            started[:] = status, headers
            return start_response(status, headers, *more)

        response = self._application(environ, start)
        if isinstance(response, HttpResponse):
            status, headers = started
            shared = [(name, value) for name, value in headers if name != HEADER]
            store_response(fingerprint, response, status, shared)
        return response
