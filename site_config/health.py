"""/healthz: whether this process can do all its work; /livez: whether it answers at all.

A load balancer asks /livez: while the database is away every process still serves what is stored, and taking
them all out of rotation would make a bad moment worse. Monitoring asks /healthz.
"""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from cms.serving.outages import outage
from cms.serving.unavailable import RETRY_AFTER

PATH, LIVE_PATH = "/healthz", "/livez"
logger = logging.getLogger("cms.health")


class HealthMiddleware:
    """Answers both ahead of host check and https redirect: probes come by IP address and without TLS.

    /healthz: 200 while the database answers, 503 when it does not. A missing cache is reported but does not
    fail the check, since every answer can be given without it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in (PATH, LIVE_PATH):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        if request.path_info == LIVE_PATH:
            return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
        is_database_up = _is_database_up()
        state = {
            "status": "ok" if is_database_up else "unavailable",
            "database": "ok" if is_database_up else "unavailable",
            "cache": "ok" if _is_cache_up() else "unavailable",
        }
        response = JsonResponse(
            state, status=200 if is_database_up else 503, headers={"Cache-Control": "no-store"}
        )
        # Monitoring asks every few seconds: an outage is logged once.
        response._has_been_logged = True  # type: ignore[attr-defined]
        if not is_database_up:
            response["Retry-After"] = str(RETRY_AFTER)
        return response


def _is_database_up() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            is_up: bool = cursor.fetchone() == (1,)
    except (DatabaseError, InterfaceError) as error:
        # The cause goes to the log alone: it may name hosts and users.
        outage.note_failure(error)
        return False
    outage.note_success()
    return is_up


def _is_cache_up() -> bool:
    key = "site_config.health"
    cache.set(key, "ok", timeout=10)
    if cache.get(key) == "ok":
        return True
    logger.warning("The cache does not answer: every answer is made anew")
    return False
