"""Execution plans, cached per document: the fields of each type in order, their arguments and completion.

A plan is built as it is first run, type by type: of the ten page types that a document names, only those that
occur. It depends on the document, and on the variables of its `@skip` and `@include` directives.
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

Fragments = dict[str, FragmentDefinitionNode]
#: The fields of introspection at the root of a query.
INTROSPECTION = ("__schema", "__type")


def fragments_of(document: DocumentNode) -> Fragments:
    """Return the fragments of a document by name."""
    return {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }


#: Per document: it has a plan for each combination of `@skip` and `@include`, and a client may try them all.
MAX_PLANS = 8

#: Leaf types whose `serialize` returns a value of exactly this class unchanged.
_PASSTHROUGH_TYPES = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
#: Literals whose value is the same in every run, and immutable.
_CONSTANTS = (BooleanValueNode, EnumValueNode, FloatValueNode, IntValueNode, NullValueNode, StringValueNode)


class Completion:
    """How values of a type are completed: as a leaf (`serialize`), list (`item`), or object of `kind`."""

    __slots__ = ("is_abstract", "is_non_null", "item", "kind", "passthrough_type", "serialize")

    def __init__(self, kind: Any) -> None:
        self.is_non_null = isinstance(kind, GraphQLNonNull)
        self.kind = kind = kind.of_type if self.is_non_null else kind
        self.item = Completion(kind.of_type) if isinstance(kind, GraphQLList) else None
        self.serialize = kind.serialize if is_leaf_type(kind) else None
        self.passthrough_type = _PASSTHROUGH_TYPES.get(kind)
        self.is_abstract = is_abstract_type(kind)


class Step:
    """One field of the response's objects: `field` is resolved for each, and its value put under `key`."""

    __slots__ = ("_plan", "arguments", "completion", "field", "key", "name", "nodes")

    def __init__(self, plan: "Plan", parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> None:
        self._plan = plan
        self.key = key
        self.nodes = nodes
        self.field: GraphQLField = parent.fields[nodes[0].name.value]
        #: `Type.field`, for errors.
        self.name = f"{parent.name}.{nodes[0].name.value}"
        self.completion = Completion(self.field.type)
        #: None if they depend on variables: `arguments_with`.
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
        """Return the resolver's keyword arguments. Raises `GraphQLError`."""
        return get_argument_values(self.field, self.nodes[0], variables)

    def selection(self, kind: GraphQLObjectType) -> "Selection":
        """Return the selection on this field's objects of a type. Raises `GraphQLError`."""
        return self._plan.selection(kind, self.nodes)


class Selection:
    """The fields selected on objects of one type; `blank` is the response object before any is resolved."""

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
    """The plan of an operation, for certain values of the variables in its `@skip` and `@include`."""

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
        #: Number of steps so far, about half a kilobyte of memory each.
        self.size = 0
        root = schema.get_root_type(operation.operation)
        assert root is not None
        fields = collect_fields(schema, fragments, variables, root, operation.selection_set)
        #: None for an operation with introspection at its root.
        self.root: Selection | None = None
        if not any(nodes[0].name.value in INTROSPECTION for nodes in fields.values()):
            self.root = Selection(self, root, fields)

    def selection(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Selection:
        """Return the selection of `nodes` on a type. Raises `GraphQLError`."""
        # The nodes live as long as the document, so their addresses identify them.
        key = (kind.name, *map(id, nodes))
        selection = self._selections.get(key)
        if selection is None:
            fields = collect_sub_fields(self.schema, self._fragments, self._variables, kind, nodes)
            selection = self._selections[key] = Selection(self, kind, fields)
            self.size += len(fields)
        return selection


class Plans:
    """The plans of one document, by operation and the variables in its `@skip` and `@include`."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = fragments_of(document)
        self._directive_variables = sorted(_variables_in_directives(document))
        self._plans: dict[tuple[Any, ...], Plan] = {}

    def plan(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Plan:
        """Return the plan of an operation.

        Raises `GraphQLError` for a directive at the root that is invalid with these variables.
        """
        directive_values = {name: variables[name] for name in self._directive_variables if name in variables}
        key = (id(operation), *directive_values.items())
        plan = self._plans.get(key)
        if plan is None:
            plan = Plan(self._schema, self._fragments, operation, directive_values)
            if len(self._plans) >= MAX_PLANS:
                self._plans.clear()
            self._plans[key] = plan
        return plan

    @property
    def size(self) -> int:
        """Number of steps of all plans."""
        return sum(plan.size for plan in list(self._plans.values()))


def _variables_in_directives(document: DocumentNode) -> set[str]:
    """Return the names of the variables in directives."""
    names: set[str] = set()

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *args: Any) -> None:
            names.update(
                argument.value.name.value
                for argument in node.arguments
                if isinstance(argument.value, VariableNode)
            )

    visit(document, Directives())
    return names
