"""The endpoint: GraphQL over HTTP, without session, cookie or CSRF surface."""

import json

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .errors import ValidationFailed
from .execution import Answer, answer, unexpected
from .negotiation import GRAPHQL_TYPE, JSON_TYPE, MEDIA_TYPES, accepted_type
from .requests import Refused, read_request

METHODS = "GET, HEAD, OPTIONS, POST"


@csrf_exempt
@transaction.non_atomic_requests
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer one operation: POST with a JSON body, or GET with `query` and `variables` in the address."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    media_type = accepted_type(request.headers.get("Accept"))
    try:
        if request.method not in ("GET", "HEAD", "POST"):
            raise Refused(405, ValidationFailed("Use GET or POST."), Allow=METHODS)
        if media_type is None:
            raise Refused(406, ValidationFailed(f"Accept {' or '.join(MEDIA_TYPES)}, in UTF-8."))
        found = answer(read_request(request))
    except Refused as refused:
        found = Answer(
            {"errors": [refused.error.formatted]},
            has_run=False,
            status=refused.status,
            headers=refused.headers,
        )
    except Exception as error:
        found = unexpected(error)
    response = _response(found, media_type or JSON_TYPE)
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _response(found: Answer, media_type: str) -> HttpResponse:
    text = json.dumps(found.body, ensure_ascii=False, separators=(",", ":"))
    status = _status(found, media_type)
    response = HttpResponse(
        text.encode("utf-8", "replace"),
        status=status,
        headers=found.headers,
        content_type=f"{media_type}; charset=utf-8",
    )
    response["Vary"] = "Accept"
    is_kept = status < 400 and not found.is_private and "errors" not in found.body
    response["Cache-Control"] = "no-cache" if is_kept else "no-store"
    return response


def _status(found: Answer, media_type: str) -> int:
    """Return the status of an answer (GraphQL over HTTP, "Status Codes")."""
    if found.status is not None:
        return found.status
    return 400 if media_type == GRAPHQL_TYPE and not found.has_run else 200


def is_open_for_exploration() -> bool:
    """Tell whether the GraphiQL page is served: in development only."""
    return bool(settings.DEBUG)
