"""Admission: find a request's document, validate it and check the limits; the result is an `Operation`."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import GraphQLError, OperationDefinitionNode, OperationType

from ..cache.editions import Edition
from ..errors import ApiError, DocumentRequired, ValidationFailed
from ..execution.operation import Operation
from ..loading.visitors import Visitor
from .document import Document
from .limits import limits
from .persisted import PersistedDocumentRef, document_text, register_automatic
from .validation import Invalid, errors_of, valid_document


@dataclass(slots=True)
class GraphQLRequest:
    """A parsed request: a document, a reference to a persisted one, or both."""

    query: str | None
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    document_ref: PersistedDocumentRef | None = None
    #: `extensions: {"cost": true}`
    is_cost_requested: bool = False
    #: Whether mutations are allowed: POST.
    may_mutate: bool = True
    #: The client's IP address.
    client_address: str = ""
    #: The content's edition, if it has been read already.
    edition: Edition | None = None


class NotAdmitted(Exception):
    """A request's operation is refused; `status` is set if it does not follow from the media type."""

    def __init__(
        self, errors: list[GraphQLError], status: int | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(errors)
        self.errors = errors
        self.status = status
        self.headers = headers or {}


def admit(request: GraphQLRequest, edition: Edition | None) -> Operation:
    """Return the operation of a request. Raises `NotAdmitted`.

    `edition` is the content's, for a persisted document: it may have been registered or revoked since.
    """
    try:
        source = document_text(request.query, request.document_ref, edition)
        document = valid_document(
            source,
            is_introspection_open=bool(settings.CMS_GRAPHQL_INTROSPECTION),
            operation_name=request.operation_name,
            variables=request.variables,
        )
        definition = document.operation(request.operation_name)
        document.check_cost(definition, request.variables)
    except DocumentRequired as error:
        # In trusted mode a request without `documentId` is malformed.
        raise NotAdmitted([error], status=400) from None
    except (ApiError, Invalid) as refused:
        raise NotAdmitted(errors_of(refused)) from None
    if request.document_ref is not None and request.query is not None:
        register_automatic(source, edition)
    if definition.operation != OperationType.QUERY and not request.may_mutate:
        refusal = ValidationFailed("Send a mutation by POST.")
        raise NotAdmitted([refusal], status=405, headers={"Allow": "POST"})
    return Operation(
        source=source,
        document=document.node,
        definition=definition,
        name=request.operation_name,
        variables=request.variables,
        requested_fields=document.requested_fields,
        plans=document.plans,
        cost=_cost(document, definition, request.variables) if request.is_cost_requested else None,
        visitor=Visitor(request.client_address, is_by_get=not request.may_mutate),
    )


def _cost(
    document: Document, operation: OperationDefinitionNode, variables: dict[str, Any] | None
) -> dict[str, int]:
    limit = limits()
    return {
        "value": document.cost(operation, variables),
        "limit": limit.max_cost,
        "depth": document.depths[id(operation)],
        "depthLimit": limit.max_depth,
    }
