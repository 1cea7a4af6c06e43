"""The answer to a request that failed: "try again" while the database can't be used, else an error."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error as unexpected_error

from .unavailable import RETRY_AFTER, is_unavailable


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 with `Retry-After` where the database is away or takes no more connections; else 500.

    Django calls this while it handles the error, and has logged it.
    """
    if not is_unavailable(sys.exc_info()[1]):
        return unexpected_error(request)
    # Without the request: context processors would ask the database who is signed in.
    return HttpResponse(
        render_to_string("serving/unavailable.html"),
        status=503,
        headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"},
    )
