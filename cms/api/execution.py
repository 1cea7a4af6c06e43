"""From a request's document and variables to an answer that tells a client no more than it may know."""

import logging
import re
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    ValueNode,
    get_operation_ast,
)

from .documents import ValidationFailed, asked_fields, valid_document
from .errors import ApiError, ArgumentInvalid
from .executor import run_operation
from .reading import Reading
from .schema import get_schema

logger = logging.getLogger("cms.api")

#: Root fields that answer one visitor alone.
PRIVATE_FIELDS = frozenset(("preview",))

_VARIABLE = re.compile(r"Variable '\$(\w+)'")


@dataclass(slots=True)
class Request:
    """What a client sent."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    #: A request that may change something: POST.
    may_change: bool = True
    #: The IP address that it came from.
    client_address: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer. `has_run` tells whether the operation was executed at all."""

    body: dict[str, Any]
    has_run: bool
    #: It says what is meant for one visitor: nobody may keep it.
    is_private: bool = False


def answer(request: Request) -> Answer:
    """Run an operation and return its answer; errors stand in it, none is raised."""
    is_open = bool(getattr(settings, "CMS_GRAPHQL_INTROSPECTION", False))
    document = valid_document(request.query, is_introspection_open=is_open)
    if isinstance(document, list):
        return Answer({"errors": [error.formatted for error in document]}, has_run=False)
    operation = get_operation_ast(document, request.operation_name)
    if operation is None:
        error = ValidationFailed(
            "Name one operation of the document in `operationName`.", argument="operationName"
        )
        return Answer({"errors": [error.formatted]}, has_run=False)
    if operation.operation != OperationType.QUERY and not request.may_change:
        error = ValidationFailed("Send a mutation by POST.")
        return Answer({"errors": [error.formatted]}, has_run=False)
    asked = asked_fields(document)
    is_private = operation.operation == OperationType.MUTATION or not PRIVATE_FIELDS.isdisjoint(asked)
    return replace(_public(_run(document, operation, request, asked)), is_private=is_private)


def _run(
    document: DocumentNode, operation: OperationDefinitionNode, request: Request, asked: frozenset[str]
) -> ExecutionResult:
    try:
        return run_operation(
            get_schema(),
            document,
            operation,
            variables=request.variables,
            reading=Reading(
                asked=asked,
                client_address=request.client_address,
                is_by_get=not request.may_change,
            ),
        )
    except GraphQLError as error:
        # The argument of a directive, wrong by its variable.
        return ExecutionResult(None, [error])
    except Exception as error:
        # What several fields wait for could not be fetched.
        return ExecutionResult(None, [GraphQLError(str(error), original_error=error)])


def _public(result: ExecutionResult) -> Answer:
    if not result.errors:
        return Answer({"data": result.data}, has_run=True)
    errors = [_public_error(error) for error in result.errors]
    # Without a path a variable was wrong: nothing has run.
    if result.data is None and all(not error.path and _is_the_clients(error) for error in result.errors):
        return Answer({"errors": errors}, has_run=False)
    return Answer({"errors": errors, "data": result.data}, has_run=True)


def _public_error(error: GraphQLError) -> dict[str, Any]:
    """Return an error as the client sees it; of an unexpected one only the id under which it was logged."""
    original = error.original_error
    if isinstance(original, ApiError):
        return {**error.formatted, "extensions": original.extensions}
    if _is_the_clients(error):
        variable = _VARIABLE.match(error.message)
        named = {"argument": variable[1]} if variable else {}
        return {**error.formatted, "extensions": {"code": ArgumentInvalid.code, **named}}
    error_id = uuid.uuid4().hex
    logger.error("unexpected error %s at %s", error_id, error.path, exc_info=original)
    masked: dict[str, Any] = {
        "message": f"Something went wrong here. Name the id {error_id} when you report it.",
        "extensions": {"code": ApiError.code, "id": error_id},
    }
    if error.path:
        masked["path"] = error.path
    return masked


def _is_the_clients(error: GraphQLError) -> bool:
    """Tell whether graphql-core complains of what a client sent; otherwise of what a resolver returned."""
    original = error.original_error
    if original is not None and not isinstance(original, GraphQLError):
        return False
    # An argument's value is marked in the document, a field's is not.
    nodes = original.nodes or () if original else ()
    return error.path is None or any(isinstance(node, ValueNode) for node in nodes)
