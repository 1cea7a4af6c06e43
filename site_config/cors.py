"""CORS: what other origins may read, said only to those who ask from one."""

import logging

from corsheaders.middleware import ACCESS_CONTROL_ALLOW_ORIGIN, CorsMiddleware
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger("cms.origins")

#: Refused origins are named once each, up to so many.
MAX_NAMED = 50
_named: set[str] = set()


class OriginMiddleware(CorsMiddleware):
    """django-cors-headers, but quick where no page of another origin asks, but a server that renders one."""

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "HTTP_ORIGIN" in request.META:
            response = super().add_response_headers(request, response)
            if request._cors_enabled and ACCESS_CONTROL_ALLOW_ORIGIN not in response:  # type: ignore[attr-defined]
                _name_refused(request)
            return response
        # `check_preflight` has noted it, and to ask again takes as long as all the rest here.
        if request._cors_enabled:  # type: ignore[attr-defined]
            vary = response.get("Vary")
            response["Vary"] = f"{vary}, origin" if vary else "origin"
        return response


def _name_refused(request: HttpRequest) -> None:
    """Say which website was refused and what allows it, where its developer sits; elsewhere anybody asks."""
    origin = request.META["HTTP_ORIGIN"][:200]
    if not (settings.DEBUG or getattr(settings, "CMS_IS_DEMO", False)):
        return
    # A browser names the origin of our own pages, too.
    if _is_ours(request, origin) or origin in _named or len(_named) >= MAX_NAMED:
        return
    _named.add(origin)
    if origin == "null":
        logger.warning(
            "A page without an origin, such as a file, may not read the API: let a server serve it."
        )
        return
    allowed = ",".join([*settings.CMS_FRONTEND_ORIGINS, origin])
    logger.warning(
        "A page of %s may not read the API. Start with "
        "CMS_FRONTEND_ORIGINS=%s (origins separated by commas).",
        origin,
        allowed,
    )


def _is_ours(request: HttpRequest, origin: str) -> bool:
    try:
        return origin == f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return False
