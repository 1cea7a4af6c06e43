"""The shape of a document: how deep, how broad. Linear in its length, whatever its fragments do.

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

from .errors import CostLimit, DepthLimit
from .limits import MOST_SAID, Limits, check

Fragments = dict[str, FragmentDefinitionNode]
#: The fields of introspection at the root of a query.
INTROSPECTION = ("__schema", "__type")


@dataclass(slots=True)
class Shape:
    """Of a set of selections, its fragments put in place."""

    depth: int = 0
    #: Of fields below `__schema` and `__type`, which have a depth of their own.
    introspection_depth: int = 0
    #: Fields of its own, not those below them; each as often as it is written.
    fields: int = 0


def fragments_of(document: DocumentNode) -> Fragments:
    """Return the fragments of a document by name."""
    return {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }


def inside_out(fragments: Fragments) -> list[FragmentDefinitionNode]:
    """Return fragments so that each stands after those it spreads. Of a circle, one stands first."""
    ordered: dict[str, None] = {}
    entered: set[str] = set()
    for start in fragments:
        path: list[tuple[str, Iterator[str]]] = []
        following: str | None = start
        while True:
            if following is not None and following in fragments and following not in entered:
                entered.add(following)
                path.append((following, _spreads(fragments[following].selection_set)))
            elif not path:
                break
            name, spreads = path[-1]
            following = next(spreads, None)
            if following is None:
                ordered[name] = None
                path.pop()
    return [fragments[name] for name in ordered]


def _spreads(selection_set: SelectionSetNode) -> Iterator[str]:
    """Yield the names of the fragments that stand anywhere below."""
    waiting = [selection_set]
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection.name.value
            elif (below := getattr(selection, "selection_set", None)) is not None:
                waiting.append(below)


def measure(document: DocumentNode, fragments: list[FragmentDefinitionNode]) -> dict[int, Shape]:
    """Return the shape of each operation, by the address of its node. `fragments` stand inside out."""
    shapes: dict[str, Shape] = {}
    for fragment in fragments:
        shapes[fragment.name.value] = _shape(fragment.selection_set, shapes)
    return {
        id(node): _shape(node.selection_set, shapes)
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    }


def _shape(selection_set: SelectionSetNode, known: dict[str, Shape]) -> Shape:
    found = Shape()
    for selection in selection_set.selections:
        if isinstance(selection, FieldNode):
            found.fields += 1
            below = _shape(selection.selection_set, known) if selection.selection_set else Shape()
            if selection.name.value in INTROSPECTION:
                found.introspection_depth = max(found.introspection_depth, 1 + below.depth)
            else:
                found.depth = max(found.depth, 1 + below.depth)
                found.introspection_depth = max(found.introspection_depth, below.introspection_depth)
            continue
        if isinstance(selection, FragmentSpreadNode):
            inner = known.get(selection.name.value) or Shape()
        else:
            inner = _shape(selection.selection_set, known)  # type: ignore[attr-defined]
        found.fields = min(found.fields + inner.fields, MOST_SAID)
        found.depth = max(found.depth, inner.depth)
        found.introspection_depth = max(found.introspection_depth, inner.introspection_depth)
    return found


def check_shapes(document: DocumentNode, shapes: dict[int, Shape], limits: Limits) -> None:
    """Raise the error of the first limit that a document's shape is beyond."""
    check(
        CostLimit,
        len(document.definitions),
        limits.max_definitions,
        "operations and fragments",
        "Send each operation with the fragments that it needs.",
    )
    for shape in shapes.values():
        check(
            DepthLimit,
            shape.depth,
            limits.max_depth,
            "fields within one another",
            "Ask for what is further down by its own address or id.",
        )
        check(
            DepthLimit,
            shape.introspection_depth,
            limits.max_introspection_depth,
            "fields of introspection within one another",
            "The schema is a file of the contract, too.",
        )
        check(
            CostLimit,
            shape.fields,
            limits.max_root_fields,
            "fields at its root",
            "Ask in several requests.",
        )


def asked_fields(document: DocumentNode) -> frozenset[str]:
    """Return the names of all fields in a document, wherever they stand."""
    names = set()
    waiting: list[SelectionSetNode] = [
        node.selection_set
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode):
                names.add(selection.name.value)
            below = getattr(selection, "selection_set", None)
            if below is not None:
                waiting.append(below)
    return frozenset(names)
