"""Value completion (GraphQL specification, 6.4.3): coerce resolved values into the response, many at once.

Leaves are serialized; for lists and objects, items and fields follow. A value that can't be completed is
added to `_failures`; at the end of the run `error_paths` makes errors with paths of these.
"""

from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError, GraphQLObjectType
from graphql.pyutils import Undefined, inspect, is_iterable

from ..errors import TimedOut
from ..loading.context import RequestContext
from .plans import Completion, Plan, Step


class Info:
    """The `info` argument of resolvers; `context` is the `RequestContext`."""

    __slots__ = ("context",)

    def __init__(self, context: RequestContext) -> None:
        self.context = context


#: A value and its slot: an object or list of the response, and the key or index in it.
_Slot = tuple[Any, Any, Any]


class ValueCompletion:
    """The completing half of a run; its base class, so that values need no call through another object."""

    def __init__(self, plan: Plan, context: RequestContext) -> None:
        self._plan = plan
        self._info = Info(context)
        #: Errors by the address of an object or list of the response, and the key or index in it.
        self._failures: dict[tuple[int, str | int], Exception] = {}
        #: Object types that only the value could decide (interfaces), by the address of the response object.
        self._types: dict[int, GraphQLObjectType] = {}

    def _run_step(self, step: Step, sources: list[Any], targets: list[Any]) -> None:
        """Resolve one field of objects, and put its completed values into objects of the response."""
        raise NotImplementedError

    def _complete(
        self,
        step: Step,
        completion: Completion,
        values: Iterable[Any],
        targets: Iterable[Any],
        keys: Iterable[str | int],
    ) -> None:
        """Put completed values into objects or lists of the response, under `keys`."""
        slots = zip(values, targets, keys, strict=False)
        if completion.serialize is not None:
            self._complete_leaves(step, completion, slots)
            return
        present = self._present(step, completion, slots)
        if not present:
            return
        if completion.item is not None:
            self._complete_lists(step, completion.item, present)
        elif completion.is_abstract:
            self._complete_abstract(step, completion.kind, present)
        else:
            self._complete_objects(step, completion.kind, present)

    def _present(self, step: Step, completion: Completion, slots: Iterable[_Slot]) -> list[_Slot]:
        """Return the slots that have a value. Elsewhere null stays, or is an error."""
        present = []
        for slot in slots:
            value = slot[0]
            if value is None or value is Undefined:
                if completion.is_non_null:
                    self._fail(slot, TypeError(f"Cannot return null for non-nullable field {step.name}."))
            elif isinstance(value, Exception):
                self._fail(slot, value)
            else:
                present.append(slot)
        return present

    def _fail(self, slot: _Slot, error: Exception) -> None:
        _, target, key = slot
        self._failures[id(target), key] = error

    def _complete_leaves(self, step: Step, completion: Completion, slots: Iterable[_Slot]) -> None:
        passthrough, others = completion.passthrough_type, []
        for slot in slots:
            value, target, key = slot
            if type(value) is passthrough:
                target[key] = value
            else:
                others.append(slot)
        serialize: Any = completion.serialize
        for slot in self._present(step, completion, others):
            value, target, key = slot
            try:
                target[key] = serialized = serialize(value)
                if serialized is None or serialized is Undefined:
                    raise TypeError(
                        f"Expected `{completion.kind}.serialize({inspect(value)})` to return "
                        f"non-nullable value, returned: {inspect(serialized)}"
                    )
            except Exception as error:
                self._fail(slot, error)

    def _complete_lists(self, step: Step, item: Completion, slots: list[_Slot]) -> None:
        """Complete the items of all lists together."""
        values: list[Any] = []
        targets: list[Any] = []
        keys: list[int] = []
        for slot in slots:
            value, target, key = slot
            try:
                if not is_iterable(value):
                    raise GraphQLError(f"Expected Iterable, but did not find one for field '{step.name}'.")
                items = list(value)
            except TimedOut:
                raise
            except Exception as error:
                self._fail(slot, error)
                continue
            target[key] = below = [None] * len(items)
            values += items
            targets += [below] * len(items)
            keys += range(len(items))
        self._complete(step, item, values, targets, keys)

    def _complete_abstract(self, step: Step, kind: Any, slots: list[_Slot]) -> None:
        """Complete objects of an interface, those of each type together."""
        by_type: dict[Any, list[_Slot]] = {}
        for slot in slots:
            try:
                name = kind.resolve_type(slot[0], self._info, kind)
                by_type.setdefault(self._plan.schema.type_map[name], []).append(slot)
            except Exception as error:
                self._fail(slot, error)
        for object_type, of_type in by_type.items():
            self._complete_objects(step, object_type, of_type)
            for _, target, key in of_type:
                self._types[id(target[key])] = object_type

    def _complete_objects(self, step: Step, kind: Any, slots: list[_Slot]) -> None:
        try:
            selection = step.selection(kind)
        except GraphQLError as error:
            for slot in slots:
                self._fail(slot, error)
            return
        blank, sources, objects = selection.blank, [], []
        for value, target, key in slots:
            target[key] = below = blank.copy()
            sources.append(value)
            objects.append(below)
        for below_step in selection.steps:
            self._run_step(below_step, sources, objects)
