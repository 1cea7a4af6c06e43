"""Errors with their response paths, and null propagation (GraphQL specification, 6.4.4 and 7.1.2).

A run completes one field of many objects at once and knows no paths. They are found afterwards, and only if
something failed.
"""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, GraphQLObjectType, located_error

from .plans import Completion, Step


class ErrorPaths:
    """Walks a response and collects its errors; `failures` and `types` as in `ValueCompletion`."""

    def __init__(
        self,
        failures: Mapping[tuple[int, str | int], Exception],
        types: Mapping[int, GraphQLObjectType],
    ) -> None:
        self._failures = failures
        self._types = types
        self.errors: list[GraphQLError] = []

    def collect(
        self, step: Step, completion: Completion, target: Any, key: str | int, path: list[str | int]
    ) -> bool:
        """Add the errors at and below `target[key]`, in order; set it to null where one must.

        Return whether null propagates to the parent; the siblings that follow then report no errors.
        """
        value = target[key]
        error = self._failures.get((id(target), key))
        if error is not None:
            self.errors.append(located_error(error, step.nodes, path))
            is_null = True
        elif value is None or completion.serialize is not None:
            is_null = False
        elif completion.item is not None:
            item = completion.item
            is_null = any(self.collect(step, item, value, n, [*path, n]) for n in range(len(value)))
        else:
            steps = step.selection(self._types.get(id(value), completion.kind)).steps
            is_null = any(
                self.collect(below, below.completion, value, below.key, [*path, below.key]) for below in steps
            )
        if is_null and not completion.is_non_null:
            target[key] = None
            is_null = False
        return is_null
