"""What an operation comes to, worked out once and kept with its document: which fields are asked of which
type, in which order, with which arguments, and what is made of their values.

A plan is made as it is first run, type by type: of the ten page types that a document names, only those that
come up. It depends on the document, and on those variables that leave fields out (`@skip`, `@include`).
"""

from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLError,
    GraphQLField,
    GraphQLID,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    IntValueNode,
    NullValueNode,
    OperationDefinitionNode,
    StringValueNode,
    VariableNode,
    Visitor,
    is_abstract_type,
    is_leaf_type,
    visit,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values

from .measuring import INTROSPECTION, fragments_of

#: Of one document: as many as it has ways to leave fields out, but not for those who try them all.
MOST_PLANS = 8

#: Leaf types whose `serialize` gives a value of this very class back as it is.
_KEPT = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
#: What stands for the same value whoever asks, and can't be changed by those who get it.
_CONSTANTS = (BooleanValueNode, EnumValueNode, FloatValueNode, IntValueNode, NullValueNode, StringValueNode)


class Completion:
    """What is made of the values of a type: a leaf (`serialize`), a list (`item`), or an object of `kind`."""

    __slots__ = ("is_abstract", "is_non_null", "item", "kept", "kind", "serialize")

    def __init__(self, kind: Any) -> None:
        self.is_non_null = isinstance(kind, GraphQLNonNull)
        self.kind = kind = kind.of_type if self.is_non_null else kind
        self.item = Completion(kind.of_type) if isinstance(kind, GraphQLList) else None
        self.serialize = kind.serialize if is_leaf_type(kind) else None
        self.kept = _KEPT.get(kind)
        self.is_abstract = is_abstract_type(kind)


class Step:
    """One field of an answer's objects: whoever the object is, `field` is resolved and put under `key`."""

    __slots__ = ("_plan", "arguments", "completion", "field", "key", "name", "nodes")

    def __init__(self, plan: "Plan", parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> None:
        self._plan = plan
        self.key = key
        self.nodes = nodes
        self.field: GraphQLField = parent.fields[nodes[0].name.value]
        #: As errors say it.
        self.name = f"{parent.name}.{nodes[0].name.value}"
        self.completion = Completion(self.field.type)
        #: None where each run has its own: `arguments_with`.
        self.arguments = self._constant_arguments()

    def _constant_arguments(self) -> dict[str, Any] | None:
        if not self.field.args:
            return {}
        if not all(isinstance(argument.value, _CONSTANTS) for argument in self.nodes[0].arguments):
            return None
        try:
            return self.arguments_with({})
        except GraphQLError:
            return None

    def arguments_with(self, variables: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments of the resolver by Python's names. Raises `GraphQLError`."""
        return get_argument_values(self.field, self.nodes[0], variables)

    def selection(self, kind: GraphQLObjectType) -> "Selection":
        """Return what is asked of the objects that this field leads to. Raises `GraphQLError`."""
        return self._plan.selection(kind, self.nodes)


class Selection:
    """What is asked of the objects of one type; `blank` holds the keys of the answer in their order."""

    __slots__ = ("blank", "steps")

    def __init__(self, plan: "Plan", kind: GraphQLObjectType, fields: dict[str, list[FieldNode]]) -> None:
        self.blank: dict[str, Any] = dict.fromkeys(fields)
        steps = []
        for key, nodes in fields.items():
            if nodes[0].name.value == "__typename":
                self.blank[key] = kind.name
            else:
                steps.append(Step(plan, kind, key, nodes))
        self.steps = tuple(steps)


class Plan:
    """An operation with some values of the variables that leave fields out."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
    ) -> None:
        self.schema = schema
        self._fragments = fragments
        self._variables = variables
        self._selections: dict[tuple[Any, ...], Selection] = {}
        #: Its steps so far: about what it takes of memory, in half kilobytes.
        self.size = 0
        root = schema.get_root_type(operation.operation)
        assert root is not None
        fields = collect_fields(schema, fragments, variables, root, operation.selection_set)
        #: None for an operation that asks for the schema itself.
        self.root: Selection | None = None
        if not any(nodes[0].name.value in INTROSPECTION for nodes in fields.values()):
            self.root = Selection(self, root, fields)

    def selection(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Selection:
        """Return what `nodes` ask of objects of a type. Raises `GraphQLError`."""
        # The nodes live as long as the document, so their address names them.
        key = (kind.name, *map(id, nodes))
        found = self._selections.get(key)
        if found is None:
            fields = collect_sub_fields(self.schema, self._fragments, self._variables, kind, nodes)
            found = self._selections[key] = Selection(self, kind, fields)
            self.size += len(fields)
        return found


class Plans:
    """The plans of one document, by operation and the variables that leave fields out."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = fragments_of(document)
        self._names = sorted(_variables_of_directives(document))
        self._plans: dict[tuple[Any, ...], Plan] = {}

    def plan(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Plan:
        """Return the plan of an operation.

        Raises `GraphQLError` for a directive at the root that a variable makes wrong.
        """
        deciding = {name: variables[name] for name in self._names if name in variables}
        key = (id(operation), *deciding.items())
        plan = self._plans.get(key)
        if plan is None:
            plan = Plan(self._schema, self._fragments, operation, deciding)
            if len(self._plans) >= MOST_PLANS:
                self._plans.clear()
            self._plans[key] = plan
        return plan

    @property
    def size(self) -> int:
        """The steps of all plans."""
        return sum(plan.size for plan in list(self._plans.values()))


def _variables_of_directives(document: DocumentNode) -> set[str]:
    """Return the names of the variables by which fields are left out."""
    found: set[str] = set()

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *args: Any) -> None:
            found.update(
                argument.value.name.value
                for argument in node.arguments
                if isinstance(argument.value, VariableNode)
            )

    visit(document, Directives())
    return found
