"""From a request's document and variables to an answer that tells a client no more than it may know."""

import json
import logging
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone
from graphql import (
    ExecutionResult,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    ValueNode,
)

from cms.serving.outages import outage
from cms.serving.unavailable import RETRY_AFTER, DatabaseAway, is_busy, is_unavailable

from .deadlines import Deadline
from .documents import Document, Invalid, errors_of, valid_document
from .errors import (
    ApiError,
    ArgumentInvalid,
    DocumentRequired,
    TimedOut,
    Unavailable,
    ValidationFailed,
    shortened,
)
from .executor import run_operation
from .limits import limits
from .persisted import Named, document_text, keep_automatic, trusted
from .reading import Reading
from .schema import get_schema
from .stored.answers import StoredAnswer
from .stored.cache import answers
from .stored.keys import key_of
from .stored.last_edition import Edition, last_edition
from .stored.turning import turns

logger = logging.getLogger("cms.api")

#: Root fields that answer one visitor alone.
PRIVATE_FIELDS = frozenset(("preview",))

#: For the log: a client is told to ask again.
NOT_THERE = "The database does not answer."

_INVALID_VALUE = re.compile(r"has invalid value .*", re.DOTALL)


@dataclass(slots=True)
class Request:
    """What a client sent: a document, its name, or both."""

    query: str | None
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    named: Named | None = None
    #: `extensions: {"cost": true}`
    is_cost_asked: bool = False
    #: A request that may change something: POST.
    may_change: bool = True
    #: The IP address that it came from.
    client_address: str = ""
    #: The edition of the content, where it has been read already.
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer. `has_run` tells whether the operation was executed at all."""

    body: dict[str, Any]
    has_run: bool
    #: Where it does not follow from the media type and `has_run`.
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    #: What it is made of (`cms.delivery.tags`); None where that can't be said.
    tags: tuple[str, ...] | None = None
    #: It says what is meant for one visitor, or has changed something: nobody may keep it.
    is_private: bool = False
    #: What went wrong stands in the log already.
    is_logged: bool = False


class Kept(NamedTuple):
    """An answer that may be kept, and where it is: its key, and the edition in which it is right."""

    answer: StoredAnswer
    key: bytes
    stored_in: Edition | None
    #: The same request may be answered with the same bytes, as long as the answer is right.
    is_repeatable: bool = False

    @property
    def edition(self) -> int | None:
        return self.stored_in.number if self.stored_in is not None else None


def answer(request: Request) -> Answer | Kept:
    """Run an operation, or find its answer; errors stand in it.

    Raises what the database raises when it is asked for the edition.
    """
    is_open = bool(settings.CMS_GRAPHQL_INTROSPECTION)
    edition = request.edition
    if request.named is not None:
        # What a name stands for may have been registered or revoked.
        edition = edition or last_edition.read()
        trusted.as_of(edition.number)
    try:
        source = document_text(request.query, request.named)
        document = valid_document(
            source,
            is_introspection_open=is_open,
            operation_name=request.operation_name,
            variables=request.variables,
        )
        operation = document.operation(request.operation_name)
        document.check_cost(operation, request.variables)
    except DocumentRequired as error:
        # Here a request without a name is no well-formed one.
        return Answer({"errors": [error.formatted]}, has_run=False, status=400)
    except (ApiError, Invalid) as refused:
        return Answer({"errors": [error.formatted for error in errors_of(refused)]}, has_run=False)
    if request.named is not None and request.query is not None:
        keep_automatic(source)
    is_query = operation.operation == OperationType.QUERY
    if not is_query and not request.may_change:
        refusal = ValidationFailed("Send a mutation by POST.")
        return Answer({"errors": [refusal.formatted]}, has_run=False, status=405, headers={"Allow": "POST"})

    def run() -> Answer:
        found = _run(document, operation, request, edition, is_open)
        if request.is_cost_asked:
            found.body["extensions"] = {"cost": _cost(document, operation, request.variables)}
        return found

    if not is_query:
        # What is read before a mutation may be another thing after it.
        edition = None
        return replace(run(), is_private=True)
    if _is_about_schema(operation):
        return _kept(b"", None, run)
    # Before anything else is read: what is read later is at least as new.
    edition = edition or last_edition.read()
    if not PRIVATE_FIELDS.isdisjoint(document.asked):
        if edition.is_stale:
            raise DatabaseAway(NOT_THERE)
        return replace(run(), is_private=True)
    key = key_of(source, request.operation_name, request.variables, cost=request.is_cost_asked)
    return _kept(key, edition, run)


def _is_about_schema(operation: OperationDefinitionNode) -> bool:
    """Tell whether an operation asks for no content: its answer needs no database, and is quickly made."""
    return all(
        isinstance(one, FieldNode) and one.name.value.startswith("__")
        for one in operation.selection_set.selections
    )


def _kept(key: bytes, edition: Edition | None, run: Callable[[], Answer]) -> Answer | Kept:
    """Return a stored answer; else run the operation, and store what it answers without errors.

    Nothing is run while the database is away: raises `DatabaseAway` for what is not stored.
    """
    store = answers()
    number = edition.number if edition is not None else None
    if edition is not None and edition.is_stale:
        stored = store.find(key, number) if store is not None and number is not None else None
        if stored is None:
            raise DatabaseAway(NOT_THERE)
        return Kept(stored, key, edition)

    def make() -> tuple[Answer | StoredAnswer, StoredAnswer | None]:
        now = timezone.now()
        found = run()
        if not found.has_run or "errors" in found.body:
            return found, None
        turns_at = turns.next(number, now) if number is not None else 0.0
        stored = StoredAnswer(encoded_json(found.body), turns_at, found.tags)
        return stored, stored

    if store is None or number is None:
        found, _ = make()
    else:
        found = store.find_or_make(key, number, make)
    return Kept(found, key, edition) if isinstance(found, StoredAnswer) else found


def encoded_json(body: dict[str, Any]) -> bytes:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _run(
    document: Document,
    operation: OperationDefinitionNode,
    request: Request,
    edition: Edition | None,
    is_introspection_open: bool,
) -> Answer:
    deadline = Deadline(limits().timeout)
    reading = Reading(
        asked=document.asked,
        client_address=request.client_address,
        is_by_get=not request.may_change,
        version=edition.number if edition is not None else None,
    )
    made_of = reading.made_of
    try:
        with (
            connection.execute_wrapper(deadline.around_sql),
            connection.execute_wrapper(made_of.around_sql),
        ):
            result = run_operation(
                get_schema(),
                document.node,
                operation,
                variables=request.variables,
                reading=reading,
                plans=document.plans,
                deadline=deadline,
                hide_suggestions=not is_introspection_open,
            )
    except TimedOut as error:
        return _unavailable(error)
    except GraphQLError as error:
        # What several fields wait for can't be fetched, for a reason that a client may know.
        result = ExecutionResult(None, [error])
    except Exception as error:
        # What several fields wait for could not be fetched.
        result = ExecutionResult(None, [GraphQLError(str(error), original_error=error)])
    return _public(result, made_of.tags)


def _cost(
    document: Document, operation: OperationDefinitionNode, variables: dict[str, Any] | None
) -> dict[str, int]:
    most = limits()
    return {
        "value": document.cost(operation, variables),
        "limit": most.max_cost,
        "depth": document.shapes[id(operation)].depth,
        "depthLimit": most.max_depth,
    }


def _public(result: ExecutionResult, tags: Callable[[], tuple[str, ...] | None]) -> Answer:
    if not result.errors:
        return Answer({"data": result.data}, has_run=True, tags=tags())
    for error in result.errors:
        original = error.original_error
        if original is not None and _is_about_the_database(original):
            return unexpected(original)
    errors = [_public_error(error) for error in result.errors]
    # Without a path a variable was wrong: nothing has run.
    if result.data is None and all(not error.path and _is_the_clients(error) for error in result.errors):
        return Answer({"errors": errors}, has_run=False)
    return Answer({"errors": errors, "data": result.data}, has_run=True, headers=_retry_after(errors))


def unexpected(error: Exception) -> Answer:
    """Answer what ends a whole request: 503 while the database does not answer, else 500 with its id.

    The log has one line of an outage, not one of each request that it fails.
    """
    if _is_about_the_database(error):
        outage.note_failure(error)
        refusal = Unavailable(
            f"The service is unavailable: the content can't be read at the moment. "
            f"Ask again in {RETRY_AFTER} seconds.",
            retryAfter=RETRY_AFTER,
        )
        return replace(_unavailable(refusal), is_logged=True)
    error_id = _logged(error, "in the request")
    return Answer({"errors": [_masked(error_id)]}, has_run=False, status=500, is_logged=True)


def _unavailable(error: ApiError) -> Answer:
    # Also where `application/json` would say 200: caches and clients keep what they have, and try again.
    errors = [error.formatted]
    return Answer({"errors": errors}, has_run=False, status=503, headers=_retry_after(errors))


def _retry_after(errors: list[Any]) -> dict[str, str]:
    seconds = [error["extensions"]["retryAfter"] for error in errors if "retryAfter" in error["extensions"]]
    return {"Retry-After": str(max(seconds))} if seconds else {}


def _is_about_the_database(error: Exception) -> bool:
    """Tell whether an error comes of a database that can't be used now, or could not be a moment ago."""
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
    """Return an error as the client sees it; of an unexpected one only the id under which it was logged."""
    original = error.original_error
    if isinstance(original, ApiError):
        return {**error.formatted, "extensions": original.extensions}
    if _is_the_clients(error):
        argument = (error.extensions or {}).get("argument")
        named = {"argument": argument} if argument else {}
        # What stands in the document may be a password, too.
        message = shortened(_INVALID_VALUE.sub("has an invalid value.", error.message))
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


def _is_the_clients(error: GraphQLError) -> bool:
    """Tell whether graphql-core complains of what a client sent; otherwise of what a resolver returned."""
    original = error.original_error
    if original is not None and not isinstance(original, GraphQLError):
        return False
    # An argument's value is marked in the document, a field's is not.
    nodes = original.nodes or () if original else ()
    return error.path is None or any(isinstance(node, ValueNode) for node in nodes)
