"""One id for each request, in its answer and in every log line written on its way."""

import logging
import os
import re
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, Self

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
#: As WSGI names it: Django makes an object of all headers for whoever asks for one by its own name.
META_HEADER = "HTTP_X_REQUEST_ID"
# A stricter form than HTTP's: what a client sends ends up in log files.
ACCEPTED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_current: ContextVar[str] = ContextVar("request_id", default="-")
logger = logging.getLogger("cms.requests")


class NamedRequest:
    """A request under its id, which is in all that is logged meanwhile: a proxy's, else a new one."""

    __slots__ = ("_started", "_token", "request_id")

    def __init__(self, meta: Mapping[str, Any]) -> None:
        sent = meta.get(META_HEADER, "")
        self.request_id = sent if ACCEPTED.fullmatch(sent) else os.urandom(16).hex()

    def __enter__(self) -> Self:
        self._token = _current.set(self.request_id)
        self._started = time.perf_counter()
        return self

    def __exit__(self, *error: object) -> None:
        _current.reset(self._token)

    def log(self, method: str | None, path: str, status: int) -> None:
        """Log the request as one line.

        It holds method, path, status and milliseconds: no query string and no address, which may be personal.
        """
        if not logger.isEnabledFor(logging.INFO):
            return
        milliseconds = round((time.perf_counter() - self._started) * 1000, 1)
        logger.info(
            "%s %s %d %s ms", method, path, status, milliseconds,
            extra={"status": status, "milliseconds": milliseconds},
        )  # fmt: skip


class RequestIdMiddleware:
    """Answer with the request's id, and log the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with NamedRequest(request.META) as named:
            request.request_id = named.request_id  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers[HEADER] = named.request_id
            named.log(request.method, request.path, response.status_code)
            return response


class RequestIdFilter(logging.Filter):
    """Gives every log record a `request_id`: "-" outside requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        # Django logs an error answer when it has left every middleware, and names the request in the record.
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", None) or _current.get()
        return True
