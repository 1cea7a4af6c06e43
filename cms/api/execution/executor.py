"""GraphQL executor, breadth first: one field of all the objects of a list, then the next (batching, no N+1).

A resolver that needs what is not loaded yet raises `PendingLoad` and is *suspended*; all others go on. When
none can, the pending keys are loaded in one statement for each kind, and the suspended resolvers run again.
They are plain functions of what was read, so running one twice does no harm.

Values, nulls and errors are those of the GraphQL specification (October 2021, 6.4), byte for byte as
graphql-core gives them; a test compares the two. graphql-core executes introspection itself.
"""

from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
)

from ..errors import TimedOut
from ..loading.context import RequestContext
from ..loading.data_loader import DataLoader, PendingLoad
from ..vocabulary.resolvers import AttributeResolver
from .completion import ValueCompletion
from .error_paths import ErrorPaths
from .input_coercion import variable_values
from .plans import Plan, Plans, Selection, Step
from .timeouts import Deadline


class _Run(ValueCompletion):
    """One run of a plan, or of some of its root fields."""

    def __init__(
        self, plan: Plan, variables: dict[str, Any], context: RequestContext, deadline: Deadline | None
    ) -> None:
        super().__init__(plan, context)
        self._variables = variables
        self._context = context
        self._deadline = deadline
        self._arguments: dict[Step, dict[str, Any]] = {}
        #: By the loader that they wait for: (field, source objects, response objects to put its values into).
        self._suspended: dict[DataLoader, list[tuple[Step, list[Any], list[Any]]]] = {}

    def run(self, steps: Iterable[Step], blank: dict[str, Any]) -> ExecutionResult:
        data = blank.copy()
        with self._context.suspending():
            for step in steps:
                self._run_step(step, [None], [data])
            while self._suspended:
                self._context.load_required()
                loaded = [loader for loader in self._suspended if not loader.is_required]
                for waiting in [field for loader in loaded for field in self._suspended.pop(loader)]:
                    self._run_step(*waiting)
        if not self._failures:
            return ExecutionResult(data, None)
        paths = ErrorPaths(self._failures, self._types)
        is_null = any(paths.collect(step, step.completion, data, step.key, [step.key]) for step in steps)
        return ExecutionResult(None if is_null else data, paths.errors)

    def _run_step(self, step: Step, sources: list[Any], targets: list[Any]) -> None:
        values = _attributes(step, sources)
        if values is None:
            self._resolve(step, sources, targets)
        else:
            self._complete(step, step.completion, values, targets, repeat(step.key))

    def _resolve(self, step: Step, sources: list[Any], targets: list[Any]) -> None:
        """Call the resolver for each source; suspend those whose values are not loaded."""
        check = self._deadline.check if self._deadline is not None else None
        resolve: Any = step.field.resolve
        info, arguments = self._info, step.arguments
        values, resolved = [], []
        pending: dict[DataLoader, tuple[list[Any], list[Any]]] = {}
        for source, target in zip(sources, targets, strict=True):
            if check is not None:
                check()
            try:
                if arguments is None:
                    arguments = self._arguments_of(step)
                values.append(resolve(source, info, **arguments))
                resolved.append(target)
            except PendingLoad as load:
                pending_sources, pending_targets = pending.setdefault(load.loader, ([], []))
                pending_sources.append(source)
                pending_targets.append(target)
            except TimedOut:
                raise
            except Exception as error:
                self._failures[id(target), step.key] = error
        for loader, objects in pending.items():
            self._suspended.setdefault(loader, []).append((step, *objects))
        self._complete(step, step.completion, values, resolved, repeat(step.key))

    def _arguments_of(self, step: Step) -> dict[str, Any]:
        arguments = self._arguments.get(step)
        if arguments is None:
            arguments = self._arguments[step] = step.arguments_with(self._variables)
        return arguments


def _attributes(step: Step, sources: list[Any]) -> list[Any] | None:
    """Return an attribute of several objects, for a field that is no more than that; None if one fails."""
    resolve = step.field.resolve
    if type(resolve) is not AttributeResolver or len(sources) == 1 or dict in map(type, sources):
        return None
    try:
        return list(map(resolve.read, sources))
    except Exception:
        # Resolved one by one, the error goes to the right object.
        return None


def run_operation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    *,
    variables: Mapping[str, Any] | None,
    context: RequestContext,
    plans: Plans | None = None,
    deadline: Deadline | None = None,
    hide_suggestions: bool = False,
) -> ExecutionResult:
    """Run a validated operation. Errors are part of the result; those of invalid variables have no path.

    `plans` are the cached plans of the document; without them, new ones are made. Raises `TimedOut` past the
    deadline, which a mutation checks before each of its fields, never within one.
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
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation.name.value if operation.name else None,
        )
        assert isinstance(result, ExecutionResult)
        return result
    if operation.operation == OperationType.MUTATION:
        result = _run_serially(plan, plan.root, values, context, deadline)
    else:
        result = _Run(plan, values, context, deadline).run(plan.root.steps, plan.root.blank)
    if result.errors:
        # By location in the document, then by path: graphql-core's order.
        result.errors.sort(key=lambda error: (error.locations or [], error.path or [], error.message))
    return result


def _run_serially(
    plan: Plan, root: Selection, values: dict[str, Any], context: RequestContext, deadline: Deadline | None
) -> ExecutionResult:
    """Run the root fields of a mutation one after another (GraphQL specification, 6.2.2).

    Each has a fresh context, so it sees what the one before it changed.
    """
    data = root.blank.copy()
    errors: list[GraphQLError] = []
    for step in root.steps:
        if deadline is not None:
            deadline.check()
        result = _Run(plan, values, context.fresh(), None).run((step,), {step.key: None})
        errors.extend(result.errors or ())
        if result.data is None:
            # A non-null field failed: there is no data, and no later field runs.
            return ExecutionResult(None, errors)
        data |= result.data
    return ExecutionResult(data, errors or None)
