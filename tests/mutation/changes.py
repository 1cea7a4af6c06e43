"""Changes of the code that cosmic-ray's operators can make, drawn by a seed."""

import ast
import difflib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

Position = tuple[int, int]


@dataclass(frozen=True, order=True)
class Change:
    """One change: the file, the operator's name, which of its occurrences there, and its line."""

    path: str
    operator: str
    occurrence: int
    line: int

    def changed(self, source: str) -> str:
        """Return the file's text with the change."""
        changed = mutate_code(source, get_operator(self.operator)(), self.occurrence)
        assert changed is not None, self
        return str(changed)

    def difference(self, source: str) -> str:
        lines = difflib.unified_diff(
            source.splitlines(), self.changed(source).splitlines(), self.path, self.path, n=0, lineterm=""
        )
        return "\n".join(list(lines)[2:])


def draw(root: Path, rooms: Iterable[str], number: int, seed: int) -> list[Change]:
    """Return up to `number` changes of the Python files below `rooms`, in an order that the seed decides.

    Of the ten operators that may stand for a `+` one is drawn, so that arithmetic is not nearly all of it.
    """
    paths = sorted(path for room in rooms for path in (root / room).rglob("*.py"))
    chance = random.Random(seed)
    found = [
        chance.choice(variants)
        for path in paths
        if "migrations" not in path.parts
        for variants in _changes_of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    ]
    return chance.sample(found, min(number, len(found)))


def _changes_of(path: str, source: str) -> Iterable[list[Change]]:
    """Return the changes of one kind at each place of a file."""
    at_places: dict[tuple[Position, str], list[Change]] = defaultdict(list)
    annotations = list(_annotations(source))
    nodes = list(ast_nodes(get_ast(source)))
    for name in sorted(operator_names()):
        operator_class = get_operator(name)
        if operator_class.arguments() or name.endswith("NoOp"):
            continue
        operator = operator_class()
        positions = (begin for node in nodes for begin, _ in operator.mutation_positions(node))
        for occurrence, begin in enumerate(positions):
            # What types say changes nothing that runs.
            if not any(first <= begin < last for first, last in annotations):
                at_places[begin, name.partition("_")[0]].append(Change(path, name, occurrence, begin[0]))
    return at_places.values()


def _annotations(source: str) -> Iterator[tuple[Position, Position]]:
    for node in ast.walk(ast.parse(source)):
        for name in ("annotation", "returns"):
            found = getattr(node, name, None)
            if isinstance(found, ast.expr):
                assert found.end_lineno is not None and found.end_col_offset is not None
                yield (found.lineno, found.col_offset), (found.end_lineno, found.end_col_offset)
