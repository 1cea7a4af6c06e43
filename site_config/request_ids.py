"""One id for each request, in its answer and in every log line written on its way."""

import logging
import os
import re
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
#: As WSGI names it: Django makes an object of all headers for whoever asks for one by its own name.
META_HEADER = "HTTP_X_REQUEST_ID"
# A stricter form than HTTP's: what a client sends ends up in log files.
ACCEPTED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_current: ContextVar[str] = ContextVar("request_id", default="-")
logger = logging.getLogger("cms.requests")


class RequestIdMiddleware:
    """Take the id that a proxy sent, else make one; answer with it, and log the request as one line.

    The line holds method, path, status and milliseconds: no query string and no address, which may be
    personal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.META.get(META_HEADER, "")
        request_id = sent if ACCEPTED.fullmatch(sent) else os.urandom(16).hex()
        request.request_id = request_id  # type: ignore[attr-defined]
        token = _current.set(request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = request_id
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            logger.info(
                "%s %s %d %s ms", request.method, request.path, response.status_code, milliseconds,
                extra={"status": response.status_code, "milliseconds": milliseconds},
            )  # fmt: skip
            return response
        finally:
            _current.reset(token)


class RequestIdFilter(logging.Filter):
    """Gives every log record a `request_id`: "-" outside requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        # Django logs an error answer when it has left every middleware, and names the request in the record.
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", None) or _current.get()
        return True
