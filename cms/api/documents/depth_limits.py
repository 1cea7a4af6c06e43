"""Depth limits of a document, measured in time linear in its length, whatever its fragments do.

A fragment is measured once, after those it spreads; so a document in which each of 300 fragments spreads the
next one twice takes no longer than its text. How broad it is needs no limit of its own: tokens bound its
text, the cost what its fields do, and a rule of graphql-core's how often introspection is nested.
"""

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from ..errors import DepthLimit
from ..execution.plans import INTROSPECTION, Fragments
from .limits import Limits, check


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


def depths_of(document: DocumentNode, fragments: list[FragmentDefinitionNode]) -> dict[int, int]:
    """Return how deep the fields of each operation are, fragments inlined, by the address of its node.

    `fragments` are in topological order. What is below `__schema` and `__type` does not count.
    """
    by_fragment: dict[str, int] = {}
    for fragment in fragments:
        by_fragment[fragment.name.value] = _depth(fragment.selection_set, by_fragment)
    return {
        id(node): _depth(node.selection_set, by_fragment)
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    }


def _depth(selection_set: SelectionSetNode, by_fragment: dict[str, int]) -> int:
    deepest = 0
    for selection in selection_set.selections:
        if isinstance(selection, FragmentSpreadNode):
            depth = by_fragment.get(selection.name.value, 0)
        elif isinstance(selection, FieldNode):
            if selection.name.value in INTROSPECTION:
                continue
            below = selection.selection_set
            depth = 1 + (_depth(below, by_fragment) if below else 0)
        else:
            depth = _depth(selection.selection_set, by_fragment)  # type: ignore[attr-defined]
        deepest = max(deepest, depth)
    return deepest


def check_depths(depths: dict[int, int], limits: Limits) -> None:
    """Raise `DepthLimit` for an operation that is too deep; `depths` are from `depths_of`."""
    for depth in depths.values():
        check(
            DepthLimit,
            depth,
            limits.max_depth,
            "fields within one another",
            "Ask for what is further down by its own address or id.",
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
