"""The pieces that a body's lines are put together to, before quotations are looked for."""

from dataclasses import dataclass

from .articles import Line


@dataclass(frozen=True)
class Unit:
    """A heading, a text or a list. `block` counts the groups of lines between blank ones."""

    kind: str
    lines: tuple[Line, ...]
    block: int

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def line(self) -> int:
        return self.lines[0].number
