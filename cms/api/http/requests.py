"""Parse a GraphQL-over-HTTP request; a malformed one raises `HTTPError` with a status code."""

import json
import math
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError

from cms.serving.client_address import client_address

from ..documents.admission import GraphQLRequest
from ..documents.limits import limits
from ..documents.persisted import DOCUMENT_ID, ID_FORM, SHA256, PersistedDocumentRef
from ..errors import ApiError, ArgumentOutOfRange, BodyLimit, ValidationFailed
from .negotiation import JSON_TYPE

PARAMETERS = ("query", "documentId", "operationName", "variables", "extensions")
#: Nesting of lists and objects. No input of the contract has a third of it.
MAX_NESTED_VALUES = 16


class HTTPError(Exception):
    """Not a valid GraphQL request. Carries the HTTP status, the error and response headers."""

    def __init__(self, status: int, error: ApiError, **headers: str) -> None:
        super().__init__(error.message)
        self.status = status
        self.error = error
        self.headers = headers


def sent_bytes(request: HttpRequest) -> bytes:
    """Return the raw request: the body of a POST request, else the query string.

    Raises `HTTPError` if it is too long, or its headers say that it is not JSON in UTF-8.
    """
    if request.method == "POST":
        return _body(request)
    address = request.META.get("QUERY_STRING", "")
    _check_size(len(address), "The address")
    return address.encode("utf-8", "surrogateescape")


def read_request(request: HttpRequest, sent: bytes) -> GraphQLRequest:
    """Return the parsed request; `sent` is from `sent_bytes`. Raises `HTTPError`."""
    is_post = request.method == "POST"
    parsed = _request(_json(_decoded(sent), "The body") if is_post else _query_parameters(request))
    parsed.may_mutate = is_post
    parsed.client_address = client_address(request)
    return parsed


def _query_parameters(request: HttpRequest) -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    try:
        query_dict = request.GET
    except SuspiciousOperation:
        raise _bad_request("The address has too many parameters.") from None
    for name in PARAMETERS:
        values = query_dict.getlist(name)
        if len(values) > 1:
            raise _bad_request(f"The address has `{name}` twice. Send it once.", argument=name)
        if values and (values[0] or name == "query"):
            is_json = name in ("variables", "extensions")
            parameters[name] = _json(values[0], f"`{name}`", argument=name) if is_json else values[0]
    return parameters


def _body(request: HttpRequest) -> bytes:
    if request.content_type != JSON_TYPE:
        raise HTTPError(
            415, ValidationFailed("Send a JSON body with the header Content-Type: application/json.")
        )
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if charset.lower() not in ("utf-8", "utf8"):
        raise HTTPError(415, ValidationFailed("Send the body in UTF-8."))
    if request.META.get("HTTP_CONTENT_ENCODING", "identity").lower() != "identity":
        raise HTTPError(415, ValidationFailed("Send the body as it is, without Content-Encoding."))
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    # A chunked body has no Content-Length.
    _check_size(length, "The body")
    try:
        body = request.read(limits().max_body_bytes + 1)
    except UnreadablePostError:
        raise _bad_request("The body has ended too early.") from None
    _check_size(len(body), "The body")
    return body


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise _bad_request("The body is not UTF-8.") from None


def _check_size(size: int, what: str) -> None:
    limit = limits().max_body_bytes
    if size > limit:
        raise HTTPError(
            413,
            BodyLimit(
                f"{what} has more than {limit:,} bytes. Ask for less at once.", limit=limit, value=size
            ),
        )


def _json(text: str, what: str, argument: str | None = None) -> Any:
    try:
        return _DECODER.decode(text)
    except DuplicateKey as duplicate:
        raise _bad_request(
            f"{what} has the name {duplicate.args[0][:40]!r} twice in one object. Send it once."
        ) from None
    except (ValueError, RecursionError):
        raise _bad_request(f"{what} is not JSON.", argument=argument) from None


class DuplicateKey(Exception):
    """A JSON object has a key twice: parsers differ in which of its values they take (RFC 8259, 4)."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise DuplicateKey(name)
        members[name] = value
    return members


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("out of range")
    return number


# NaN and Infinity are not JSON.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_finite, parse_constant=_finite)


def _request(parameters: Any) -> GraphQLRequest:
    if not isinstance(parameters, dict):
        raise _bad_request("Send one JSON object with `query`; batches are not possible.")
    query, variables = parameters.get("query"), parameters.get("variables")
    name, extensions = parameters.get("operationName"), parameters.get("extensions")
    if variables is not None and not isinstance(variables, dict):
        raise _bad_request("`variables` must be a JSON object.", argument="variables")
    if name is not None and not isinstance(name, str):
        raise _bad_request("`operationName` must be a text.", argument="operationName")
    if extensions is not None and not isinstance(extensions, dict):
        raise _bad_request("`extensions` must be a JSON object.", argument="extensions")
    document_ref = _document_ref(parameters.get("documentId"), (extensions or {}).get("persistedQuery"))
    if query is None and document_ref is None:
        raise _bad_request("Send a GraphQL document as `query`, or its `documentId`.", argument="query")
    if query is not None and (not isinstance(query, str) or not query.strip()):
        raise _bad_request("`query` must be a GraphQL document.", argument="query")
    if variables:
        _check_values(variables)
    return GraphQLRequest(
        query,
        variables,
        name or None,
        document_ref=document_ref,
        is_cost_requested=(extensions or {}).get("cost") is True,
    )


def _document_ref(document_id: Any, persisted_query: Any) -> PersistedDocumentRef | None:
    """Return the reference to a persisted document: `documentId`, or Apollo's `extensions.persistedQuery`."""
    if document_id is not None:
        if not isinstance(document_id, str) or not DOCUMENT_ID.fullmatch(document_id.removeprefix("sha256:")):
            raise _bad_request(
                f"`documentId` must be {ID_FORM}, or a registered name.",
                argument="documentId",
            )
        return PersistedDocumentRef(document_id, "documentId")
    if persisted_query is None:
        return None
    argument = "extensions.persistedQuery"
    if not isinstance(persisted_query, dict) or persisted_query.get("version") != 1:
        raise _bad_request(f"`{argument}` must be an object of version 1.", argument=argument)
    sha256 = persisted_query.get("sha256Hash")
    if not isinstance(sha256, str) or not SHA256.fullmatch(sha256):
        raise _bad_request(
            f"`{argument}.sha256Hash` must be 64 hexadecimal digits in lower case, and nothing before them.",
            argument=f"{argument}.sha256Hash",
        )
    return PersistedDocumentRef(sha256, f"{argument}.sha256Hash", is_automatic=True)


def _check_values(variables: dict[str, Any]) -> None:
    """Raise `HTTPError` for variables with too many values or too deep nesting."""
    limit = limits().max_variable_values
    count, stack = 0, [(value, 1) for value in variables.values()]
    while stack:
        value, depth = stack.pop()
        count += 1
        if depth > MAX_NESTED_VALUES:
            raise _bad_request(
                f"`variables` holds lists or objects more than {MAX_NESTED_VALUES} deep. Send flatter ones.",
                ArgumentOutOfRange,
                argument="variables",
                limit=MAX_NESTED_VALUES,
            )
        if isinstance(value, dict | list):
            stack.extend((item, depth + 1) for item in (value.values() if isinstance(value, dict) else value))
        if count + len(stack) > limit:
            raise _bad_request(
                f"`variables` holds more than {limit:,} values. Send fewer.",
                ArgumentOutOfRange,
                argument="variables",
                limit=limit,
            )


def _bad_request(message: str, kind: type[ApiError] = ValidationFailed, **extensions: Any) -> HTTPError:
    return HTTPError(400, kind(message, **extensions))
