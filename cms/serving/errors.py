"""The answer to a request that failed: "try again" while the database can't be used, else an error.

What an editor has sent comes back in the page, to be sent again: nothing that was typed is lost.
"""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import page_not_found
from django.views.defaults import server_error as unexpected_error
from wagtail.admin.localization import get_localized_response

from .outages import outage
from .unavailable import RETRY_AFTER, StoreAway, is_busy, is_unavailable


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 with `Retry-After` where the database or the media store is away, the database takes no more
    connections, or another writer holds what the request needs; else 500.

    Django calls this while it handles the error, and logs it afterwards. What only says "try again" is an
    outage, which is logged once (`cms.serving.outages`).
    """
    error = sys.exc_info()[1]
    if error is None or not (is_busy(error) or is_unavailable(error)):
        return unexpected_error(request)
    if not isinstance(error, StoreAway):
        outage.note_failure(error)
    response = _try_again(request, error)
    # Django's own mark: no line with a traceback for each request.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _try_again(request: HttpRequest, error: BaseException) -> HttpResponse:
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    if "text/html" in request.headers.get("Accept", "text/html"):
        return HttpResponse(_page(request, error), status=503, headers=headers)
    # As Wagtail's own views tell their scripts that something failed; those try again.
    body = {"success": False, "error_code": "unavailable", "error_message": "Unavailable. Try again."}
    return JsonResponse(body, status=503, headers=headers)


def admin_not_found(request: HttpRequest, exception: Any, template_name: str) -> HttpResponse:
    """Answer at an unknown address of the admin, with a way back, in the language of who works there."""
    response: HttpResponse = get_localized_response(page_not_found, request, exception, template_name)
    return response


def _page(request: HttpRequest, error: BaseException | None) -> str:
    fields, has_files = _sent(request)
    # Without the request: context processors would ask the database who is signed in.
    return render_to_string(
        "serving/unavailable.html",
        {
            "is_busy": is_busy(error),
            "is_store_away": isinstance(error, StoreAway),
            "action": request.get_full_path(),
            "fields": fields,
            "has_files": has_files,
        },
    )


def _sent(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """Return the fields of a form, to be sent again, and whether files came with them.

    A page can't send files again, and a password is not written into one.
    """
    if request.method != "POST":
        return [], False
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        has_files = bool(request.FILES)
    except (OSError, RawPostDataException):
        return [], False
    if has_files or any("password" in name for name, _ in fields):
        return [], has_files
    return fields, False
