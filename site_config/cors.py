"""What other origins may read, said only to those who ask from one."""

from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class OriginMiddleware(CorsMiddleware):
    """django-cors-headers, but quick where no page of another origin asks, but a server that renders one."""

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "HTTP_ORIGIN" in request.META:
            return super().add_response_headers(request, response)
        # `check_preflight` has noted it, and to ask again takes as long as all the rest here.
        if request._cors_enabled:  # type: ignore[attr-defined]
            vary = response.get("Vary")
            response["Vary"] = f"{vary}, origin" if vary else "origin"
        return response
