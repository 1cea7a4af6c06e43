"""A test client whose requests go the way that a server sends them: through the cache of responses, too."""

from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler

from site_config.received_headers import BoundedHeaders
from site_config.response_cache import ResponseCachingApplication


class ServedHandler(ClientHandler):
    """Django's handler of test clients behind the application that servers call."""

    def __call__(self, environ: dict[str, Any]) -> Any:
        started: list[Any] = []
        application = BoundedHeaders(ResponseCachingApplication(self._as_application))
        found = application(environ, lambda *begun: started.extend(begun))
        if isinstance(found, HttpResponseBase):
            return found
        status, headers = started
        response = HttpResponse(b"".join(found), status=int(status[:3]), headers=dict(headers))
        if "Content-Type" not in dict(headers):
            del response.headers["Content-Type"]
        response.is_from_cache = True  # type: ignore[attr-defined]
        # Not with the headers that were refused: a request of them takes long to make.
        read = {**environ, "CONTENT_TYPE": ""} if response.status_code == 431 else environ
        response.wsgi_request = WSGIRequest(read)  # type: ignore[attr-defined]
        return response

    def _as_application(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        response = super().__call__(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return response


class ServedClient(Client):
    """Django's test client in front of it."""

    def __init__(self) -> None:
        super().__init__()
        self.handler = ServedHandler(enforce_csrf_checks=False)
