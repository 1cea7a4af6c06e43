"""Reading a GraphQL-over-HTTP request: what is none is refused, with the status that says why."""

import json
import math
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError

from .clients import client_address
from .errors import ApiError, ArgumentOutOfRange, BodyLimit, ValidationFailed
from .execution import Request
from .limits import limits
from .negotiation import JSON_TYPE
from .persisted import DOCUMENT_ID, SHA256, Named

PARAMETERS = ("query", "documentId", "operationName", "variables", "extensions")
#: Objects and lists within one another. No input of the contract has a third of it.
MOST_NESTED_VALUES = 16


class Refused(Exception):
    """A request that is no GraphQL request: its HTTP status, its error and headers."""

    def __init__(self, status: int, error: ApiError, **headers: str) -> None:
        super().__init__(error.message)
        self.status = status
        self.error = error
        self.headers = headers


def sent_bytes(request: HttpRequest) -> bytes:
    """Return what a client sent as it came: the body of a POST request, else the query string.

    Raises `Refused` if it is too long, or not JSON by its headers.
    """
    if request.method == "POST":
        return _body(request)
    address = request.META.get("QUERY_STRING", "")
    _check_size(len(address), "The address")
    return address.encode("utf-8", "surrogateescape")


def read_request(request: HttpRequest, sent: bytes) -> Request:
    """Return what a client asks for; `sent` is from `sent_bytes`. Raises `Refused`."""
    is_post = request.method == "POST"
    found = _request(_json(_decoded(sent), "The body") if is_post else _address(request))
    found.may_change = is_post
    found.client_address = client_address(request)
    return found


def _address(request: HttpRequest) -> dict[str, Any]:
    """Return the parameters in the address of a GET request."""
    given: dict[str, Any] = {}
    try:
        parameters = request.GET
    except SuspiciousOperation:
        raise _refused("The address has too many parameters.") from None
    for name in PARAMETERS:
        values = parameters.getlist(name)
        if len(values) > 1:
            raise _refused(f"The address has `{name}` twice. Send it once.", argument=name)
        if values and (values[0] or name == "query"):
            is_json = name in ("variables", "extensions")
            given[name] = _json(values[0], f"`{name}`", argument=name) if is_json else values[0]
    return given


def _body(request: HttpRequest) -> bytes:
    if request.content_type != JSON_TYPE:
        raise Refused(
            415, ValidationFailed("Send a JSON body with the header Content-Type: application/json.")
        )
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if charset.lower() not in ("utf-8", "utf8"):
        raise Refused(415, ValidationFailed("Send the body in UTF-8."))
    if request.META.get("HTTP_CONTENT_ENCODING", "identity").lower() != "identity":
        raise Refused(415, ValidationFailed("Send the body as it is, without Content-Encoding."))
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    # A body in chunks says no length beforehand.
    _check_size(length, "The body")
    try:
        body = request.read(limits().max_body_bytes + 1)
    except UnreadablePostError:
        raise _refused("The body has ended too early.") from None
    _check_size(len(body), "The body")
    return body


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise _refused("The body is not UTF-8.") from None


def _check_size(size: int, what: str) -> None:
    most = limits().max_body_bytes
    if size > most:
        raise Refused(
            413,
            BodyLimit(f"{what} has more than {most:,} bytes. Ask for less at once.", limit=most, value=size),
        )


def _json(text: str, what: str, argument: str | None = None) -> Any:
    try:
        return _DECODER.decode(text)
    except _Twice as twice:
        raise _refused(
            f"{what} has the name {twice.args[0][:40]!r} twice in one object. Send it once."
        ) from None
    except (ValueError, RecursionError):
        raise _refused(f"{what} is not JSON.", argument=argument) from None


class _Twice(Exception):
    """A name stands twice in an object: which of its values counts depends on who reads it."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("out of range")
    return number


# NaN and Infinity are no JSON.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_finite, parse_constant=_finite)


def _request(given: Any) -> Request:
    if not isinstance(given, dict):
        raise _refused("Send one JSON object with `query`; batches are not possible.")
    query, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    extensions = given.get("extensions")
    if variables is not None and not isinstance(variables, dict):
        raise _refused("`variables` must be a JSON object.", argument="variables")
    if name is not None and not isinstance(name, str):
        raise _refused("`operationName` must be a text.", argument="operationName")
    if extensions is not None and not isinstance(extensions, dict):
        raise _refused("`extensions` must be a JSON object.", argument="extensions")
    named = _named(given.get("documentId"), (extensions or {}).get("persistedQuery"))
    if query is None and named is None:
        raise _refused("Send a GraphQL document as `query`, or its `documentId`.", argument="query")
    if query is not None and (not isinstance(query, str) or not query.strip()):
        raise _refused("`query` must be a GraphQL document.", argument="query")
    if variables:
        _check_values(variables)
    return Request(
        query, variables, name or None, named=named, is_cost_asked=(extensions or {}).get("cost") is True
    )


def _named(document_id: Any, persisted_query: Any) -> Named | None:
    """Return the name of a document, from either of the places where clients put it."""
    if document_id is not None:
        if not isinstance(document_id, str) or not DOCUMENT_ID.fullmatch(document_id.removeprefix("sha256:")):
            raise _refused(
                "`documentId` must be sha256: and 64 hexadecimal digits, or a registered name.",
                argument="documentId",
            )
        return Named(document_id, "documentId")
    if persisted_query is None:
        return None
    argument = "extensions.persistedQuery"
    if not isinstance(persisted_query, dict) or persisted_query.get("version") != 1:
        raise _refused(f"`{argument}` must be an object of version 1.", argument=argument)
    sha256 = persisted_query.get("sha256Hash")
    if not isinstance(sha256, str) or not SHA256.fullmatch(sha256):
        raise _refused(
            f"`{argument}.sha256Hash` must be 64 hexadecimal digits in lower case.",
            argument=f"{argument}.sha256Hash",
        )
    return Named(sha256, f"{argument}.sha256Hash", is_automatic=True)


def _check_values(variables: dict[str, Any]) -> None:
    """Refuse variables of too many values, or too deep ones."""
    most = limits().max_variable_values
    count, waiting = 0, [(value, 1) for value in variables.values()]
    while waiting:
        value, depth = waiting.pop()
        count += 1
        if depth > MOST_NESTED_VALUES:
            raise _refused(
                f"`variables` holds lists or objects more than {MOST_NESTED_VALUES} deep. Send flatter ones.",
                ArgumentOutOfRange,
                argument="variables",
                limit=MOST_NESTED_VALUES,
            )
        if isinstance(value, dict | list):
            waiting.extend((one, depth + 1) for one in (value.values() if isinstance(value, dict) else value))
        if count + len(waiting) > most:
            raise _refused(
                f"`variables` holds more than {most:,} values. Send fewer.",
                ArgumentOutOfRange,
                argument="variables",
                limit=most,
            )


def _refused(message: str, kind: type[ApiError] = ValidationFailed, **extensions: Any) -> Refused:
    return Refused(400, kind(message, **extensions))
