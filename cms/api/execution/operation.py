"""Operation: an admitted GraphQL operation, whose document is parsed, valid and within the limits."""

from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, FieldNode, OperationDefinitionNode, OperationType

from ..loading.visitors import Visitor
from .plans import Plans

#: Root fields whose values are private to one visitor: they need a token, or `context.visitor`.
PRIVATE_FIELDS = frozenset(("preview",))


@dataclass(frozen=True, slots=True)
class Operation:
    """An admitted operation with its variables, and what else of the request it depends on."""

    #: The text of the document.
    source: str
    document: DocumentNode
    definition: OperationDefinitionNode
    #: `operationName` of the request.
    name: str | None
    variables: dict[str, Any] | None
    #: The names of all fields in the document, at any depth.
    requested_fields: frozenset[str]
    plans: Plans
    visitor: Visitor
    #: `extensions.cost` of the response; None unless the client requested it.
    cost: dict[str, int] | None = None

    @property
    def is_query(self) -> bool:
        return self.definition.operation == OperationType.QUERY

    @property
    def is_introspection(self) -> bool:
        """Whether it requests no content: its answer needs no database, and little time."""
        return all(
            isinstance(selection, FieldNode) and selection.name.value.startswith("__")
            for selection in self.definition.selection_set.selections
        )

    @property
    def is_private(self) -> bool:
        """Whether its answer is for one visitor only, and must not be cached."""
        return not self.is_query or not PRIVATE_FIELDS.isdisjoint(self.requested_fields)
