"""The endpoint: GraphQL over HTTP, without session, cookie or CSRF surface."""

import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .clients import client_address
from .errors import ApiError
from .execution import Answer, Request, answer

MOST_BYTES = 256 * 1024
GRAPHQL_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"


class BodyLimit(ApiError):
    code = "BODY_LIMIT"


class BadRequest(ApiError):
    code = "VALIDATION_FAILED"


class Refused(Exception):
    """A request that is no GraphQL request: its HTTP status, its error and headers."""

    def __init__(self, status: int, error: ApiError, **headers: str) -> None:
        super().__init__(error.message)
        self.status = status
        self.error = error
        self.headers = headers


@csrf_exempt
@transaction.non_atomic_requests
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer one operation: POST with a JSON body, or GET with `query` and `variables` in the address."""
    media_type = _accepted(request)
    try:
        found = answer(_read(request))
    except Refused as refused:
        response = _response({"errors": [refused.error.formatted]}, media_type, refused.status)
        for name, value in refused.headers.items():
            response[name] = value
        return response
    return _response(found.body, media_type, _status(found, media_type), is_kept=not found.is_private)


def _accepted(request: HttpRequest) -> str:
    return GRAPHQL_TYPE if GRAPHQL_TYPE in request.headers.get("Accept", "") else JSON_TYPE


def _status(found: Answer, media_type: str) -> int:
    """Return the status of an answer (GraphQL over HTTP, 6.4.1 and 6.4.2)."""
    return 400 if media_type == GRAPHQL_TYPE and not found.has_run else 200


def _response(body: dict[str, Any], media_type: str, status: int, *, is_kept: bool = True) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(
        text.encode("utf-8", "replace"), status=status, content_type=f"{media_type}; charset=utf-8"
    )
    response["Vary"] = "Accept"
    response["Cache-Control"] = "no-cache" if is_kept and status < 400 else "no-store"
    return response


def _read(request: HttpRequest) -> Request:
    """Return what a client sent. Raises `Refused`."""
    if request.method == "GET":
        given: Any = {name: request.GET[name] for name in ("query", "operationName") if name in request.GET}
        for name in ("variables", "extensions"):
            if request.GET.get(name):
                given[name] = _json(request.GET[name], f"`{name}`")
    elif request.method == "POST":
        if request.content_type != JSON_TYPE:
            raise Refused(415, BadRequest("Send a JSON body with the header Content-Type: application/json."))
        given = _json(_body(request), "The body")
    else:
        raise Refused(405, BadRequest("Use GET or POST."), Allow="GET, POST")
    found = _request(given)
    found.may_change = request.method == "POST"
    found.client_address = client_address(request)
    return found


def _body(request: HttpRequest) -> str:
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        length = 0
    # A body in chunks says no length beforehand.
    body = b"" if length > MOST_BYTES else request.read(MOST_BYTES + 1)
    if max(length, len(body)) > MOST_BYTES:
        message = f"The body has more than {MOST_BYTES:,} bytes. Ask for less at once."
        raise Refused(413, BodyLimit(message, limit=MOST_BYTES))
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused(400, BadRequest("The body is not UTF-8.")) from None


def _json(text: str, what: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(400, BadRequest(f"{what} is not JSON.")) from None


def _request(given: Any) -> Request:
    if not isinstance(given, dict):
        raise Refused(400, BadRequest("Send one JSON object with `query`; batches are not possible."))
    query, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise Refused(400, BadRequest("`query` must be a GraphQL document.", argument="query"))
    if variables is not None and not isinstance(variables, dict):
        raise Refused(400, BadRequest("`variables` must be a JSON object.", argument="variables"))
    if name is not None and not isinstance(name, str):
        raise Refused(400, BadRequest("`operationName` must be a text.", argument="operationName"))
    if given.get("extensions") is not None and not isinstance(given["extensions"], dict):
        raise Refused(400, BadRequest("`extensions` must be a JSON object.", argument="extensions"))
    return Request(query, variables, name or None)


def is_open_for_exploration() -> bool:
    """Tell whether the GraphiQL page is served: in development only."""
    return bool(settings.DEBUG)
