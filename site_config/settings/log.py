"""The log: lines of JSON on the console, each with the id of its request."""

from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS

from site_config.refused_requests import LOGGERS

from .variables import environment

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "site_config.request_ids.RequestIdFilter"},
        "refused": {"()": "site_config.refused_requests.RefusedRequestFilter"},
    },
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{levelname}{name}{request_id}{message}",
            "style": "{",
            "rename_fields": {"levelname": "level", "name": "logger"},
            # The moment in UTC, with its offset: a server's own clock has an hour that occurs twice.
            "timestamp": "time",
            # Django adds the request, whose text holds the query string.
            "reserved_attrs": [*RESERVED_ATTRS, "request"],
        },
        "text": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]},
    },
    "root": {
        "handlers": ["console"],
        "level": environment.one_of(
            "CMS_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO"
        ),
    },
    # Django's own handlers (mails to ADMINS, a second console) are replaced by the one above.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # What a client did wrong is one line, no error of ours.
        **{name: {"filters": ["refused"]} for name in LOGGERS},
    },
}
