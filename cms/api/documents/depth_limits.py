"""Depth limits of a document, and how broad it is: linear in its length whatever its fragments do.

A fragment is measured once, after those it spreads; so a document in which each of 300 fragments spreads the
next one twice takes no longer than its text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from ..errors import CostLimit, DepthLimit
from ..execution.plans import INTROSPECTION, Fragments
from .limits import MAX_REPORTED, Limits, check


@dataclass(slots=True)
class SelectionStats:
    """Depth and number of fields of a selection set, its fragments inlined."""

    depth: int = 0
    #: Of fields below `__schema` and `__type`, which have a limit of their own.
    introspection_depth: int = 0
    #: Its own fields, not those below them; duplicates count.
    fields: int = 0


def topological_order(fragments: Fragments) -> list[FragmentDefinitionNode]:
    """Return fragments so that each comes after those it spreads. Of a cycle, one comes first."""
    ordered: dict[str, None] = {}
    entered: set[str] = set()
    for start in fragments:
        path: list[tuple[str, Iterator[str]]] = []
        next_name: str | None = start
        while True:
            if next_name is not None and next_name in fragments and next_name not in entered:
                entered.add(next_name)
                path.append((next_name, _spreads(fragments[next_name].selection_set)))
            elif not path:
                break
            name, spreads = path[-1]
            next_name = next(spreads, None)
            if next_name is None:
                ordered[name] = None
                path.pop()
    return [fragments[name] for name in ordered]


def _spreads(selection_set: SelectionSetNode) -> Iterator[str]:
    """Yield the names of the fragments spread at any depth."""
    stack = [selection_set]
    while stack:
        for selection in stack.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection.name.value
            elif (below := getattr(selection, "selection_set", None)) is not None:
                stack.append(below)


def measure(document: DocumentNode, fragments: list[FragmentDefinitionNode]) -> dict[int, SelectionStats]:
    """Return each operation's stats, by the address of its node. `fragments` are in topological order."""
    by_fragment: dict[str, SelectionStats] = {}
    for fragment in fragments:
        by_fragment[fragment.name.value] = _stats(fragment.selection_set, by_fragment)
    return {
        id(node): _stats(node.selection_set, by_fragment)
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    }


def _stats(selection_set: SelectionSetNode, by_fragment: dict[str, SelectionStats]) -> SelectionStats:
    stats = SelectionStats()
    for selection in selection_set.selections:
        if isinstance(selection, FieldNode):
            stats.fields += 1
            below = (
                _stats(selection.selection_set, by_fragment) if selection.selection_set else SelectionStats()
            )
            if selection.name.value in INTROSPECTION:
                stats.introspection_depth = max(stats.introspection_depth, 1 + below.depth)
            else:
                stats.depth = max(stats.depth, 1 + below.depth)
                stats.introspection_depth = max(stats.introspection_depth, below.introspection_depth)
            continue
        if isinstance(selection, FragmentSpreadNode):
            inner = by_fragment.get(selection.name.value) or SelectionStats()
        else:
            inner = _stats(selection.selection_set, by_fragment)  # type: ignore[attr-defined]
        stats.fields = min(stats.fields + inner.fields, MAX_REPORTED)
        stats.depth = max(stats.depth, inner.depth)
        stats.introspection_depth = max(stats.introspection_depth, inner.introspection_depth)
    return stats


def check_depth_limits(document: DocumentNode, stats: dict[int, SelectionStats], limits: Limits) -> None:
    """Raise the error of the first limit that a document exceeds; `stats` are from `measure`."""
    check(
        CostLimit,
        len(document.definitions),
        limits.max_definitions,
        "operations and fragments",
        "Send each operation with the fragments that it needs.",
    )
    for operation in stats.values():
        check(
            DepthLimit,
            operation.depth,
            limits.max_depth,
            "fields within one another",
            "Ask for what is further down by its own address or id.",
        )
        check(
            DepthLimit,
            operation.introspection_depth,
            limits.max_introspection_depth,
            "fields of introspection within one another",
            "The schema is a file of the contract, too.",
        )
        check(
            CostLimit,
            operation.fields,
            limits.max_root_fields,
            "fields at its root",
            "Ask in several requests.",
        )


def requested_fields(document: DocumentNode) -> frozenset[str]:
    """Return the names of all fields in a document, at any depth."""
    names = set()
    stack: list[SelectionSetNode] = [
        node.selection_set
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    while stack:
        for selection in stack.pop().selections:
            if isinstance(selection, FieldNode):
                names.add(selection.name.value)
            below = getattr(selection, "selection_set", None)
            if below is not None:
                stack.append(below)
    return frozenset(names)
