"""The resolver that most fields have: it needs its object alone, and never waits for what is not fetched."""

from operator import attrgetter
from typing import Any


class Attribute:
    """A resolver that answers with an attribute of its object, or the value of this name in a dict.

    `read` does so for any number of objects without this class in between.
    """

    __slots__ = ("_name", "read")

    def __init__(self, name: str) -> None:
        self._name = name
        self.read = attrgetter(name)

    def __call__(self, source: Any, info: Any) -> Any:
        return source.get(self._name) if isinstance(source, dict) else self.read(source)
