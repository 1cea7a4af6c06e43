"""503 where the database does not answer, or another writer holds what a request needs: never 500.

What an editor has sent comes back in the page, to be sent again: nothing that was typed is lost.
"""

import sys

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.defaults import server_error

#: Seconds after which it is worth while to ask again.
RETRY_AFTER = 5

#: SQLSTATE of PostgreSQL: another transaction holds a row (lock_not_available), two wait for each other
#: (deadlock_detected), or one can't be put in an order with the other (serialization_failure).
BUSY = frozenset(("55P03", "40P01", "40001"))
#: Classes of SQLSTATE: connection exception, insufficient resources (too many connections), operator
#: intervention (the server is shut down or starts).
AWAY = ("08", "53", "57P")


def error_500(request: HttpRequest) -> HttpResponse:
    """Answer a request that an exception has ended; Django's `handler500`."""
    error = sys.exc_info()[1]
    is_busy = _is_busy(error)
    if not is_busy and not _is_away(error):
        return server_error(request)
    if "text/html" in request.headers.get("Accept", "text/html"):
        response = HttpResponse(_page(request, is_busy=is_busy), status=503)
    else:
        # As Wagtail's own views say to their scripts that something failed; they try again.
        body = {"success": False, "error_code": "unavailable", "error_message": "Unavailable. Try again."}
        response = JsonResponse(body, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _is_busy(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError):
        return False
    return _sqlstate(error) in BUSY or "database is locked" in str(error)


def _is_away(error: BaseException | None) -> bool:
    """Tell whether an error says that the database is not there, and not that a statement was wrong."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = _sqlstate(error)
    # What comes from the connection itself, not from the server, has no SQLSTATE.
    return state.startswith(AWAY) if state else connection.vendor == "postgresql"


def _sqlstate(error: BaseException) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


def _page(request: HttpRequest, *, is_busy: bool) -> str:
    fields, has_files = _sent(request)
    return render_to_string(
        "cms/unavailable.html",
        {
            "LANGUAGE_CODE": get_language(),
            "is_busy": is_busy,
            "action": request.get_full_path(),
            "fields": fields,
            "has_files": has_files,
        },
    )


def _sent(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """Return the fields of a form, to be sent again, and whether files came with them.

    Files cannot be sent again from a page, and a password is not written into one.
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
