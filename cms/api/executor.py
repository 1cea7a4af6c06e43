"""Runs an operation breadth first, so that what all its objects need is fetched together.

graphql-core goes down one object at a time; a relation of the second of twenty articles is asked for only
when the first is finished. Here a resolver that needs what is not fetched yet is *parked* (`NotYet`), all
others go on, and when none can, what the parked ones wait for is fetched in one statement for each kind, and
they are run again. Resolvers are plain functions of what is read: running one twice does no harm.

Values, nulls and errors are those of the GraphQL specification (October 2021, 6.4); graphql-core executes
introspection, and a test holds both against each other.
"""

from collections import deque
from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
    is_abstract_type,
    is_leaf_type,
    located_error,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values, get_variable_values
from graphql.pyutils import Undefined

from .deadlines import Deadline
from .errors import TimedOut
from .reading import NotYet, Reading


class _Info:
    """What resolvers get beside their object: `context` is the `Reading`."""

    __slots__ = ("context", "field_name", "parent_type", "schema")

    def __init__(
        self, context: Reading, field_name: str, parent_type: GraphQLObjectType, schema: GraphQLSchema
    ):
        self.context = context
        self.field_name = field_name
        self.parent_type = parent_type
        self.schema = schema


class _Place:
    """Where a value belongs: a key of a dict or an index of a list, and the place of that dict or list."""

    __slots__ = ("above", "container", "is_dead", "is_nullable", "key")

    def __init__(self, container: Any, key: str | int, above: "_Place | None") -> None:
        self.container = container
        self.key = key
        self.above = above
        self.is_nullable = True
        self.is_dead = False

    def path(self) -> list[str | int]:
        keys: list[str | int] = []
        place: _Place | None = self
        while place is not None:
            keys.append(place.key)
            place = place.above
        return keys[::-1]


_Task = tuple[Any, GraphQLObjectType, list[FieldNode], _Place]


class _Execution:
    """One run of one operation."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        variables: dict[str, Any],
        reading: Reading,
        deadline: Deadline | None = None,
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.variables = variables
        self.reading = reading
        self.deadline = deadline
        self.errors: list[GraphQLError] = []
        self.data: dict[str, Any] | None = None
        self._ready: deque[_Task] = deque()
        self._parked: list[_Task] = []
        self._sub_fields: dict[Any, dict[str, list[FieldNode]]] = {}
        self._fields: dict[Any, tuple[GraphQLField, dict[str, Any], _Info]] = {}
        self._has_dead = False

    def run(self, root: GraphQLObjectType, root_fields: dict[str, list[FieldNode]]) -> ExecutionResult:
        self.data = dict.fromkeys(root_fields)
        self._put_off(None, root, root_fields, self.data, None)
        with self.reading.parking():
            while self._ready or self._parked:
                while self._ready:
                    if self.deadline is not None:
                        self.deadline.check()
                    self._step(self._ready.popleft())
                if self._parked:
                    self.reading.fetch_needed()
                    self._ready.extend(self._parked)
                    self._parked.clear()
        return ExecutionResult(self.data, self.errors or None)

    def _put_off(
        self,
        source: Any,
        parent: GraphQLObjectType,
        fields: dict[str, list[FieldNode]],
        into: dict[str, Any],
        above: _Place | None,
    ) -> None:
        for name, nodes in fields.items():
            if nodes[0].name.value == "__typename":
                into[name] = parent.name
            else:
                self._ready.append((source, parent, nodes, _Place(into, name, above)))

    def _step(self, task: _Task) -> None:
        source, parent, nodes, place = task
        if self.data is None or (self._has_dead and self._is_dead(place)):
            return
        try:
            field, arguments, info = self._field(parent, nodes)
            value = field.resolve(source, info, **arguments)  # type: ignore[misc]
        except NotYet:
            self._parked.append(task)
            return
        except TimedOut:
            raise
        except Exception as error:
            place.is_nullable = not isinstance(parent.fields[nodes[0].name.value].type, GraphQLNonNull)
            self._fail(place, nodes, error)
            return
        self._complete(value, field.type, nodes, info, place)

    def _field(
        self, parent: GraphQLObjectType, nodes: list[FieldNode]
    ) -> tuple[GraphQLField, dict[str, Any], _Info]:
        node = nodes[0]
        key = (parent.name, id(node))
        known = self._fields.get(key)
        if known is None:
            field = parent.fields[node.name.value]
            arguments = get_argument_values(field, node, self.variables) if field.args else {}
            info = _Info(self.reading, node.name.value, parent, self.schema)
            known = self._fields[key] = (field, arguments, info)
        return known

    def _complete(self, value: Any, kind: Any, nodes: list[FieldNode], info: _Info, place: _Place) -> None:
        if isinstance(kind, GraphQLNonNull):
            place.is_nullable = False
            kind = kind.of_type
        try:
            if isinstance(value, Exception):
                raise value
            if value is None or value is Undefined:
                if not place.is_nullable:
                    raise TypeError(
                        "Cannot return null for non-nullable field "
                        f"{info.parent_type.name}.{info.field_name}."
                    )
                place.container[place.key] = None
            elif is_leaf_type(kind):
                place.container[place.key] = kind.serialize(value)
            elif isinstance(kind, GraphQLList):
                self._complete_list(value, kind.of_type, nodes, info, place)
            else:
                self._complete_object(value, kind, nodes, info, place)
        except TimedOut:
            raise
        except Exception as error:
            self._fail(place, nodes, error)

    def _complete_list(
        self, value: Any, kind: Any, nodes: list[FieldNode], info: _Info, place: _Place
    ) -> None:
        items = list(value)
        into: list[Any] = [None] * len(items)
        place.container[place.key] = into
        for number, item in enumerate(items):
            self._complete(item, kind, nodes, info, _Place(into, number, place))
            if self._has_dead and self._is_dead(place):
                return

    def _complete_object(
        self, value: Any, kind: Any, nodes: list[FieldNode], info: _Info, place: _Place
    ) -> None:
        if is_abstract_type(kind):
            kind = self.schema.type_map[kind.resolve_type(value, info, kind)]
        # The nodes live as long as the document, so their address names them.
        key = (kind.name, *map(id, nodes))
        fields = self._sub_fields.get(key)
        if fields is None:
            fields = self._sub_fields[key] = collect_sub_fields(
                self.schema, self.fragments, self.variables, kind, nodes
            )
        into: dict[str, Any] = dict.fromkeys(fields)
        place.container[place.key] = into
        self._put_off(value, kind, fields, into, place)

    def _fail(self, place: _Place, nodes: list[FieldNode], error: Exception) -> None:
        """Note an error and put null in the nearest place above that may be null."""
        self.errors.append(located_error(error, nodes, place.path()))
        nearest: _Place | None = place
        while nearest is not None and not nearest.is_nullable:
            nearest = nearest.above
        if nearest is None:
            self.data = None
            return
        nearest.container[nearest.key] = None
        nearest.is_dead = self._has_dead = True

    def _is_dead(self, place: _Place) -> bool:
        above: _Place | None = place
        while above is not None:
            if above.is_dead:
                return True
            above = above.above
        return False


def run_operation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    *,
    variables: Mapping[str, Any] | None,
    reading: Reading,
    deadline: Deadline | None = None,
    hide_suggestions: bool = False,
) -> ExecutionResult:
    """Run a validated operation. Errors stand in the result; those of wrong variables have no path.

    Raises `TimedOut` past the deadline. A mutation is looked at before each of its fields, never within one.
    """
    is_mutation = operation.operation == OperationType.MUTATION
    root = schema.mutation_type if is_mutation else schema.query_type
    assert root is not None
    values = get_variable_values(
        schema,
        operation.variable_definitions or (),
        dict(variables or {}),
        max_errors=50,
        hide_suggestions=hide_suggestions,
    )
    if isinstance(values, list):
        return ExecutionResult(None, values)
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    root_fields = collect_fields(schema, fragments, values, root, operation.selection_set)
    if any(nodes[0].name.value in ("__schema", "__type") for nodes in root_fields.values()):
        result = execute(
            schema,
            document,
            context_value=reading,
            variable_values=dict(variables or {}),
            operation_name=operation.name.value if operation.name else None,
        )
        assert isinstance(result, ExecutionResult)
        return result
    if is_mutation:
        return _run_serially(schema, fragments, values, reading, root, root_fields, deadline)
    return _Execution(schema, fragments, values, reading, deadline).run(root, root_fields)


def _run_serially(
    schema: GraphQLSchema,
    fragments: dict[str, FragmentDefinitionNode],
    values: dict[str, Any],
    reading: Reading,
    root: GraphQLObjectType,
    root_fields: dict[str, list[FieldNode]],
    deadline: Deadline | None,
) -> ExecutionResult:
    """Run the fields of a mutation one after the other, each to its end (specification, 6.2.2).

    Each reads anew: what one has changed, the next one sees.
    """
    data: dict[str, Any] | None = {}
    errors: list[GraphQLError] = []
    for name, nodes in root_fields.items():
        if deadline is not None:
            deadline.check()
        result = _Execution(schema, fragments, values, reading.anew()).run(root, {name: nodes})
        errors.extend(result.errors or ())
        if result.data is None:
            # A field that must not be null failed: there is no data, and nothing after it is run.
            data = None
            break
        data |= result.data  # type: ignore[operator]
    return ExecutionResult(data, errors or None)
