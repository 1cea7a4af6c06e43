"""Mask unexpected errors: a client gets the id under which one is logged; our own errors pass unchanged."""

import logging
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from graphql import ExecutionResult, GraphQLError, ValueNode

from cms.serving.outages import outage
from cms.serving.unavailable import RETRY_AFTER, is_busy, is_unavailable

from ..errors import ApiError, ArgumentInvalid, Unavailable, shortened
from .results import GraphQLResult

logger = logging.getLogger("cms.api")

#: graphql-core's errors of arguments: all else has been checked before, so a variable is null or missing.
_ARGUMENT = re.compile(r"Argument '(\w+)' (?:has invalid value|of non-null type)")


def public_result(result: ExecutionResult, tags: Callable[[], tuple[str, ...] | None]) -> GraphQLResult:
    """Return an execution's result with its errors masked; `tags` returns the answer's cache tags."""
    if not result.errors:
        return GraphQLResult({"data": result.data}, has_run=True, tags=tags())
    for error in result.errors:
        original = error.original_error
        if original is not None and _is_database_error(original):
            return unexpected_error(original)
    errors = [_public_error(error) for error in result.errors]
    # Without a path a variable was invalid: nothing has run.
    if result.data is None and all(not error.path and _is_client_error(error) for error in result.errors):
        return GraphQLResult({"errors": errors}, has_run=False)
    return GraphQLResult({"errors": errors, "data": result.data}, has_run=True, headers=_retry_after(errors))


def unexpected_error(error: Exception) -> GraphQLResult:
    """Return the result for an error that ends the request: 503 while the database is unavailable, else 500.

    An outage is logged once, not for each request that it fails. Any other error is logged with its id, which
    the client gets.
    """
    if _is_database_error(error):
        outage.note_failure(error)
        refusal = Unavailable(
            f"The service is unavailable: the content can't be read at the moment. "
            f"Ask again in {RETRY_AFTER} seconds.",
            retryAfter=RETRY_AFTER,
        )
        return replace(unavailable(refusal), is_logged=True)
    error_id = _logged(error, "in the request")
    return GraphQLResult({"errors": [_masked(error_id)]}, has_run=False, status=500, is_logged=True)


def unavailable(error: ApiError) -> GraphQLResult:
    """Return a 503 result: the request can't be answered now."""
    # Also where `application/json` would mean 200: so caches and clients keep what they have, and retry.
    errors = [error.formatted]
    return GraphQLResult({"errors": errors}, has_run=False, status=503, headers=_retry_after(errors))


def _retry_after(errors: list[Any]) -> dict[str, str]:
    seconds = [error["extensions"]["retryAfter"] for error in errors if "retryAfter" in error["extensions"]]
    return {"Retry-After": str(max(seconds))} if seconds else {}


def _is_database_error(error: Exception) -> bool:
    """Return whether the database caused an error: it can't be used now, or could not a moment ago."""
    if is_unavailable(error) or is_busy(error):
        return True
    return isinstance(error, OperationalError | InterfaceError) and not _is_database_up()


def _is_database_up() -> bool:
    try:
        connection.ensure_connection()
        return connection.is_usable()
    except (DatabaseError, InterfaceError):
        return False


def _public_error(error: GraphQLError) -> dict[str, Any]:
    """Return an error as the client sees it; for an unexpected one only the id under which it was logged."""
    original = error.original_error
    if isinstance(original, ApiError):
        return {**error.formatted, "extensions": original.extensions}
    if _is_client_error(error):
        argument, message = (error.extensions or {}).get("argument"), shortened(error.message)
        of_argument = _ARGUMENT.match(error.message)
        if of_argument is not None:
            # graphql-core repeats the value, which may be a password.
            argument = of_argument[1]
            message = f"`{argument}` takes no null here; a variable in it is null or missing."
        named = {"argument": argument} if argument else {}
        return {**error.formatted, "message": message, "extensions": {"code": ArgumentInvalid.code, **named}}
    masked = _masked(_logged(original, f"at {error.path}"))
    if error.path:
        masked["path"] = error.path
    return masked


def _logged(error: Exception | None, where: str) -> str:
    error_id = uuid.uuid4().hex
    logger.error("unexpected error %s %s", error_id, where, exc_info=error)
    return error_id


def _masked(error_id: str) -> dict[str, Any]:
    return {
        "message": f"Something went wrong here. Name the id {error_id} when you report it.",
        "extensions": {"code": ApiError.code, "id": error_id},
    }


def _is_client_error(error: GraphQLError) -> bool:
    """Return whether graphql-core rejects a value that the client sent, rather than one from a resolver."""
    original = error.original_error
    if original is not None and not isinstance(original, GraphQLError):
        return False
    # An error about an argument points to a value in the document, one about a field does not.
    nodes = original.nodes or () if original else ()
    return error.path is None or any(isinstance(node, ValueNode) for node in nodes)
