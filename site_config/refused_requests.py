"""The log of requests that are refused for what a client sent: one line each, which is no error of ours.

Django logs some of them as errors, and nearly all with a traceback: anybody who sends a wrong Host fills the
log, and alarms whoever is called for errors.
"""

import logging

#: Django's loggers of requests that it answers with 400 or 403 (django.core.handlers.exception).
LOGGERS = (
    "django.request",
    "django.security.DisallowedHost",
    "django.security.RequestDataTooBig",
    "django.security.SuspiciousMultipartForm",
    "django.security.TooManyFieldsSent",
    "django.security.TooManyFilesSent",
)
MAX_CHARACTERS = 300


class RefusedRequestFilter(logging.Filter):
    """Makes a short warning without a traceback of a request that was refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
            message = record.getMessage()
            record.msg = message if len(message) <= MAX_CHARACTERS else f"{message[:MAX_CHARACTERS]}…"
            record.args = ()
        return True
