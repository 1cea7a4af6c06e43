"""Default resolver, as a class the executor recognises: it needs only its object and never suspends."""

from operator import attrgetter
from typing import Any


class AttributeResolver:
    """Resolves a field to the attribute of its name, or to that key of a dict.

    `read` is the bare attribute getter, for many objects in a row.
    """

    __slots__ = ("_name", "read")

    def __init__(self, name: str) -> None:
        self._name = name
        self.read = attrgetter(name)

    def __call__(self, source: Any, info: Any) -> Any:
        return source.get(self._name) if isinstance(source, dict) else self.read(source)
