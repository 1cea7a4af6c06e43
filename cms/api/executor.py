"""Runs an operation field by field: one field of all the objects of a list, then the next one.

A resolver that needs what is not fetched yet is *parked* (`NotYet`), all others go on, and when none can,
what the parked ones wait for is fetched in one statement for each kind, and they are run again. Resolvers
are plain functions of what is read: running one twice does no harm.

Values, nulls and errors are those of the GraphQL specification (October 2021, 6.4). graphql-core gives the
same, byte for byte; a test holds them against each other. It executes introspection itself.
"""

from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
    located_error,
)
from graphql.pyutils import Undefined, inspect, is_iterable

from .attributes import Attribute
from .coercion import variable_values
from .deadlines import Deadline
from .errors import TimedOut
from .plans import Completion, Plan, Plans, Selection, Step
from .reading import Batch, NotYet, Reading


class Info:
    """What resolvers get beside their object: `context` is the `Reading`."""

    __slots__ = ("context",)

    def __init__(self, context: Reading) -> None:
        self.context = context


#: A value, and where it belongs: an object or list of the answer, and the key or index in it.
_Place = tuple[Any, Any, Any]


class _Run:
    """One run of a plan, or of some of its root fields."""

    def __init__(
        self, plan: Plan, variables: dict[str, Any], reading: Reading, deadline: Deadline | None
    ) -> None:
        self._plan = plan
        self._variables = variables
        self._reading = reading
        self._deadline = deadline
        self._info = Info(reading)
        self._arguments: dict[Step, dict[str, Any]] = {}
        #: By the batch that they wait for: fields, the objects that they are asked of, and those of the
        #: answer that they go into.
        self._parked: dict[Batch, list[tuple[Step, list[Any], list[Any]]]] = {}
        #: What went wrong, by the address of an object or list of the answer and the place in it.
        self._failures: dict[tuple[int, str | int], Exception] = {}
        #: The types of objects of the answer that only their values could tell, by address.
        self._types: dict[int, GraphQLObjectType] = {}
        self._errors: list[GraphQLError] = []

    def run(self, steps: Iterable[Step], blank: dict[str, Any]) -> ExecutionResult:
        data = blank.copy()
        with self._reading.parking():
            for step in steps:
                self._step(step, [None], [data])
            while self._parked:
                self._reading.fetch_needed()
                fetched = [batch for batch in self._parked if not batch.is_needed]
                for waiting in [one for batch in fetched for one in self._parked.pop(batch)]:
                    self._step(*waiting)
        if not self._failures:
            return ExecutionResult(data, None)
        is_lost = any(self._settle(step, step.completion, data, step.key, [step.key]) for step in steps)
        return ExecutionResult(None if is_lost else data, self._errors)

    def _step(self, step: Step, sources: list[Any], into: list[Any]) -> None:
        """Resolve one field of objects, and put what comes of it into objects of the answer."""
        values = _attributes(step, sources)
        if values is None:
            self._resolve(step, sources, into)
        else:
            self._complete(step, step.completion, values, into, repeat(step.key))

    def _resolve(self, step: Step, sources: list[Any], into: list[Any]) -> None:
        check = self._deadline.check if self._deadline is not None else None
        resolve: Any = step.field.resolve
        info, arguments = self._info, step.arguments
        values, resolved = [], []
        waiting: dict[Batch, tuple[list[Any], list[Any]]] = {}
        for source, made in zip(sources, into, strict=True):
            if check is not None:
                check()
            try:
                if arguments is None:
                    arguments = self._arguments_of(step)
                values.append(resolve(source, info, **arguments))
                resolved.append(made)
            except NotYet as parked:
                late, late_into = waiting.setdefault(parked.batch, ([], []))
                late.append(source)
                late_into.append(made)
            except TimedOut:
                raise
            except Exception as error:
                self._failures[id(made), step.key] = error
        for batch, parked_here in waiting.items():
            self._parked.setdefault(batch, []).append((step, *parked_here))
        self._complete(step, step.completion, values, resolved, repeat(step.key))

    def _arguments_of(self, step: Step) -> dict[str, Any]:
        arguments = self._arguments.get(step)
        if arguments is None:
            arguments = self._arguments[step] = step.arguments_with(self._variables)
        return arguments

    def _complete(
        self,
        step: Step,
        completion: Completion,
        values: Iterable[Any],
        into: Iterable[Any],
        keys: Iterable[str | int],
    ) -> None:
        """Put what their type makes of values into objects or lists of the answer, under `keys`."""
        places = zip(values, into, keys, strict=False)
        if completion.serialize is not None:
            self._complete_leaves(step, completion, places)
            return
        found = self._found(step, completion, places)
        if not found:
            return
        if completion.item is not None:
            self._complete_lists(step, completion.item, found)
        elif completion.is_abstract:
            self._complete_abstract(step, completion.kind, found)
        else:
            self._complete_objects(step, completion.kind, found)

    def _found(self, step: Step, completion: Completion, places: Iterable[_Place]) -> list[_Place]:
        """Return where there is a value. Elsewhere null stays, or is an error."""
        found = []
        for place in places:
            value = place[0]
            if value is None or value is Undefined:
                if completion.is_non_null:
                    self._fail(place, TypeError(f"Cannot return null for non-nullable field {step.name}."))
            elif isinstance(value, Exception):
                self._fail(place, value)
            else:
                found.append(place)
        return found

    def _fail(self, place: _Place, error: Exception) -> None:
        _, made, key = place
        self._failures[id(made), key] = error

    def _complete_leaves(self, step: Step, completion: Completion, places: Iterable[_Place]) -> None:
        kept, others = completion.kept, []
        for place in places:
            value, made, key = place
            if type(value) is kept:
                made[key] = value
            else:
                others.append(place)
        serialize: Any = completion.serialize
        for place in self._found(step, completion, others):
            value, made, key = place
            try:
                made[key] = serialized = serialize(value)
                if serialized is None or serialized is Undefined:
                    raise TypeError(
                        f"Expected `{completion.kind}.serialize({inspect(value)})` to return "
                        f"non-nullable value, returned: {inspect(serialized)}"
                    )
            except Exception as error:
                self._fail(place, error)

    def _complete_lists(self, step: Step, item: Completion, places: list[_Place]) -> None:
        values: list[Any] = []
        into: list[Any] = []
        keys: list[int] = []
        for place in places:
            value, made, key = place
            try:
                if not is_iterable(value):
                    raise GraphQLError(f"Expected Iterable, but did not find one for field '{step.name}'.")
                items = list(value)
            except TimedOut:
                raise
            except Exception as error:
                self._fail(place, error)
                continue
            made[key] = below = [None] * len(items)
            values += items
            into += [below] * len(items)
            keys += range(len(items))
        self._complete(step, item, values, into, keys)

    def _complete_abstract(self, step: Step, kind: Any, places: list[_Place]) -> None:
        """Complete objects of an interface: those of each type together."""
        by_type: dict[Any, list[_Place]] = {}
        for place in places:
            try:
                name = kind.resolve_type(place[0], self._info, kind)
                by_type.setdefault(self._plan.schema.type_map[name], []).append(place)
            except Exception as error:
                self._fail(place, error)
        for one, of_one in by_type.items():
            self._complete_objects(step, one, of_one)
            for _, made, key in of_one:
                self._types[id(made[key])] = one

    def _complete_objects(self, step: Step, kind: Any, places: list[_Place]) -> None:
        try:
            selection = step.selection(kind)
        except GraphQLError as error:
            for place in places:
                self._fail(place, error)
            return
        blank, sources, objects = selection.blank, [], []
        for value, made, key in places:
            made[key] = below = blank.copy()
            sources.append(value)
            objects.append(below)
        for below_step in selection.steps:
            self._step(below_step, sources, objects)

    def _settle(
        self, step: Step, completion: Completion, made: Any, key: str | int, path: list[str | int]
    ) -> bool:
        """Report what went wrong at a place of the answer and below, in order.

        Return whether null goes on from here to what is above; what stands beside it says nothing then.
        """
        value = made[key]
        error = self._failures.get((id(made), key))
        if error is not None:
            self._errors.append(located_error(error, step.nodes, path))
            is_lost = True
        elif value is None or completion.serialize is not None:
            is_lost = False
        elif completion.item is not None:
            item = completion.item
            is_lost = any(self._settle(step, item, value, n, [*path, n]) for n in range(len(value)))
        else:
            steps = step.selection(self._types.get(id(value), completion.kind)).steps
            is_lost = any(
                self._settle(one, one.completion, value, one.key, [*path, one.key]) for one in steps
            )
        if is_lost and not completion.is_non_null:
            made[key] = None
            is_lost = False
        return is_lost


def _attributes(step: Step, sources: list[Any]) -> list[Any] | None:
    """Return an attribute of several objects where a field is no more than that; None if one fails."""
    resolve = step.field.resolve
    if type(resolve) is not Attribute or len(sources) == 1 or dict in map(type, sources):
        return None
    try:
        return list(map(resolve.read, sources))
    except Exception:
        # Asked one by one, they tell whose error it is.
        return None


def run_operation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    *,
    variables: Mapping[str, Any] | None,
    reading: Reading,
    plans: Plans | None = None,
    deadline: Deadline | None = None,
    hide_suggestions: bool = False,
) -> ExecutionResult:
    """Run a validated operation. Errors stand in the result; those of wrong variables have no path.

    `plans` are those of the document, kept from one run to the next; without them, new ones are made.
    Raises `TimedOut` past the deadline. A mutation is looked at before each of its fields, never within one.
    """
    definitions = operation.variable_definitions or ()
    values = variable_values(schema, definitions, dict(variables or {}), hide_suggestions=hide_suggestions)
    if isinstance(values, list):
        return ExecutionResult(None, values)
    try:
        plan = (plans or Plans(schema, document)).plan(operation, values)
    except GraphQLError as error:
        return ExecutionResult(None, [error])
    if plan.root is None:
        result = execute(
            schema,
            document,
            context_value=reading,
            variable_values=dict(variables or {}),
            operation_name=operation.name.value if operation.name else None,
        )
        assert isinstance(result, ExecutionResult)
        return result
    if operation.operation == OperationType.MUTATION:
        result = _run_serially(plan, plan.root, values, reading, deadline)
    else:
        result = _Run(plan, values, reading, deadline).run(plan.root.steps, plan.root.blank)
    if result.errors:
        # By their place in the document, then in the answer: as graphql-core has them.
        result.errors.sort(key=lambda error: (error.locations or [], error.path or [], error.message))
    return result


def _run_serially(
    plan: Plan, root: Selection, values: dict[str, Any], reading: Reading, deadline: Deadline | None
) -> ExecutionResult:
    """Run the fields of a mutation one after the other, each to its end (specification, 6.2.2).

    Each reads anew: what one has changed, the next one sees.
    """
    data = root.blank.copy()
    errors: list[GraphQLError] = []
    for step in root.steps:
        if deadline is not None:
            deadline.check()
        result = _Run(plan, values, reading.anew(), None).run((step,), {step.key: None})
        errors.extend(result.errors or ())
        if result.data is None:
            # A field that must not be null failed: there is no data, and nothing after it is run.
            return ExecutionResult(None, errors)
        data |= result.data
    return ExecutionResult(data, errors or None)
