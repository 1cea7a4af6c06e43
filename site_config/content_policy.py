"""What a page of the admin may load and run: files of this origin, and no script that stands in the page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "Content-Security-Policy"


class ContentPolicyMiddleware:
    """Give every page a Content-Security-Policy, unless its view has given it one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if HEADER not in response.headers and response.headers.get("Content-Type", "").startswith(
            "text/html"
        ):
            is_framed_here = response.headers.get("X-Frame-Options", "").upper() == "SAMEORIGIN"
            response.headers[HEADER] = policy(is_framed_here=is_framed_here)
        return response


def policy(*, is_framed_here: bool) -> str:
    """Return the policy of a page. Styles may stand in pages: Wagtail's editor writes them all the time."""
    media = [urlsplit(url) for url in (settings.MEDIA_URL, settings.CMS_MEDIA_PUBLIC_URL)]
    pictures = "".join(f" {url.scheme}://{url.netloc}" for url in media if url.scheme and url.netloc)
    framing = "'self'" if is_framed_here else "'none'"
    frames = "".join(f" {origin}" for origin in settings.CMS_FRONTEND_ORIGINS)
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{pictures}",
            "font-src 'self' data:",
            "connect-src 'self'",
            f"frame-src 'self'{frames}",
            f"frame-ancestors {framing}",
            "form-action 'self'",
            "object-src 'none'",
            "base-uri 'none'",
        )
    )
