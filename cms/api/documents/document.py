"""Document: a parsed and valid GraphQL document with its depths, query costs and execution plans."""

from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode
from graphql.utilities import get_operation_ast

from ..errors import CostLimit, ValidationFailed, shortened
from ..execution.plans import Plans
from ..schema.build import get_schema
from .cost_analysis import cost_key, cost_of, most_expensive_field
from .limits import MAX_REPORTED, formatted_count, limits

#: A step of a plan takes as much memory as this many characters of a document.
CHARACTERS_OF_STEP = 10
#: Costs cached per document, by operation and variables.
MAX_CACHED_COSTS = 200


@dataclass(slots=True)
class Document:
    """A valid document and everything derived from it."""

    source: str
    node: DocumentNode
    #: In topological order: each after those it spreads.
    fragments: list[FragmentDefinitionNode]
    #: How deep the fields of each operation are, by the address of its node.
    depths: dict[int, int]
    #: The names of all fields, at any depth.
    requested_fields: frozenset[str]
    #: The names of the variables that its cost depends on.
    cost_variables: tuple[str, ...]
    #: The execution plans of its operations.
    plans: Plans
    _costs: dict[Any, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Estimated memory, in characters of a document."""
        return len(self.source) + CHARACTERS_OF_STEP * self.plans.size

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Return the operation of this name, or the only one. Raises `ValidationFailed`."""
        operation = get_operation_ast(self.node, name)
        if operation is None:
            raise ValidationFailed(self._no_operation_message(name), argument="operationName")
        return operation

    def _no_operation_message(self, name: str | None) -> str:
        """Return why a name selects no operation, and the names there are."""
        operations = [node for node in self.node.definitions if isinstance(node, OperationDefinitionNode)]
        if not operations:
            return "The document has no operation, but fragments alone."
        listed = ", ".join(
            f"'{node.name.value}'" if node.name else "one without a name" for node in operations
        )
        if name is None:
            return shortened(f"Name one operation of the document in `operationName`: it has {listed}.")
        return shortened(f"The document has no operation '{name[:100]}'; it has {listed}.")

    def cost(self, operation: OperationDefinitionNode, variables: dict[str, Any] | None) -> int:
        """Return the cost of an operation with these variables (`cms.api.documents.cost_analysis`)."""
        values = variables or {}
        key = (id(operation), *(cost_key(values.get(name)) for name in self.cost_variables))
        cost = self._costs.get(key)
        if cost is None:
            cost = cost_of(get_schema(), operation, self.fragments, values)
            if len(self._costs) >= MAX_CACHED_COSTS:
                self._costs.clear()
            self._costs[key] = cost
        return cost

    def check_cost(self, operation: OperationDefinitionNode, variables: dict[str, Any] | None) -> None:
        """Raise `CostLimit` if an operation costs too much."""
        cost, limit = self.cost(operation, variables), limits().max_cost
        if cost > limit:
            most_expensive = most_expensive_field(get_schema(), operation, self.fragments, variables or {})
            raise CostLimit(
                f"The document has a cost of {formatted_count(cost)}; at most {limit:,} are possible. "
                f"{most_expensive} "
                "Ask for shorter lists (`first`), fewer counts and facets, or in several requests.",
                limit=limit,
                value=min(cost, MAX_REPORTED),
            )
