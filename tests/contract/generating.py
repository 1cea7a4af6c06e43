"""Random valid documents for a schema, with variables: fragments, aliases, directives, arguments."""

import json
import random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_leaf_type,
    is_required_argument,
    parse,
    validate,
)

SCALARS: dict[str, tuple[Any, ...]] = {
    "Int": (0, 1, 2, 3, 3, 12, -1, 5000),
    "Float": (0.5, 51.3, 12, -1),
    "String": ("", "a", "fest", "Ä\n"),
    "ID": ("page-3", "x"),
    "Boolean": (True, False),
    "Date": ("2025-07-04", "2026-13-40"),
}


class Documents:
    """Documents of a schema, the same for the same seed. `plausible` holds values for arguments by name."""

    def __init__(self, schema: GraphQLSchema, seed: int, plausible: dict[str, list[Any]]) -> None:
        self._schema = schema
        self._choice = random.Random(seed)
        self._plausible = plausible

    def next(self, root: str | None = None, levels: int = 4) -> tuple[str, dict[str, Any]]:
        """Return a valid document, of one root field if one is named, and values for its variables."""
        while True:
            self._definitions: list[str] = []
            self._variables: dict[str, Any] = {}
            self._fragments: dict[str, tuple[str, str]] = {}
            self._keys: dict[str, str] = {}
            query = self._schema.query_type
            if root is None:
                body = self._selection(query, levels)
            else:
                body = "{ " + self._field(query, root, levels) + " }"
            head = f"query ({' '.join(self._definitions)}) " if self._definitions else ""
            used = " ".join(text for _, text in self._fragments.values())
            source = f"{head}{body} {used}"
            if not validate(self._schema, parse(source)):
                return source, self._variables

    def _may(self, share: float) -> bool:
        return self._choice.random() < share

    def _selection(self, kind: Any, levels: int) -> str:
        leaves = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))]
        others = [name for name in kind.fields if name not in leaves]
        chosen = [self._choice.choice(leaves) for _ in range(self._choice.choice((0, 1, 2, 4))) if leaves]
        parts = [self._field(kind, name, levels) for name in chosen]
        for _ in range(self._choice.choice((0, 1, 1, 2)) if levels > 0 else 0):
            roll = self._choice.random()
            if roll < 0.5 and others:
                parts.append(self._field(kind, self._choice.choice(others), levels))
            elif roll < 0.75:
                on = self._condition(kind)
                condition = f" on {on.name}" if on is not kind or self._may(0.5) else ""
                body = self._selection(on, levels - self._may(0.6))
                parts.append(f"...{condition}{self._directives()} {body}")
            else:
                parts.append(f"...{self._fragment(kind, levels)}{self._directives()}")
        if not parts or self._may(0.1):
            parts.insert(0, f"__typename{self._directives()}")
        self._choice.shuffle(parts)
        return "{ " + " ".join(parts) + " }"

    def _condition(self, kind: Any) -> Any:
        """Return a type that objects of `kind` may have too."""
        if hasattr(kind, "resolve_type"):
            return self._choice.choice([kind, *self._schema.get_possible_types(kind)])
        return self._choice.choice([kind, *kind.interfaces])

    def _fragment(self, kind: Any, levels: int) -> str:
        of_kind = [name for name, (on, _) in self._fragments.items() if on == kind.name]
        if of_kind and self._may(0.6):
            return self._choice.choice(of_kind)
        on = self._condition(kind)
        body = self._selection(on, levels - self._may(0.6))
        name = f"F{len(self._fragments)}"
        self._fragments[name] = (on.name, f"fragment {name} on {on.name} {body}")
        return name

    def _field(self, kind: Any, name: str, levels: int) -> str:
        field = kind.fields[name]
        below = get_named_type(field.type)
        arguments = self._arguments(field)
        # Under one key, one field with the same arguments: so that fragments can meet.
        key = self._keys.setdefault(f"{name}{arguments}", f"k{len(self._keys)}")
        alias = f"{key}: " if arguments or self._may(0.2) else ""
        body = f" {self._selection(below, levels - 1)}" if is_composite_type(below) else ""
        directives = self._directives() if kind is not self._schema.query_type else ""
        return f"{alias}{name}{arguments}{directives}{body}"

    def _directives(self) -> str:
        if not self._may(0.2):
            return ""
        name = self._choice.choice(("skip", "include"))
        if self._may(0.5):
            return f" @{name}(if: {json.dumps(self._may(0.3 if name == 'skip' else 0.7))})"
        known = [one.split(":")[0] for one in self._definitions if one.endswith(": Boolean!")]
        if known and self._may(0.6):
            return f" @{name}(if: {self._choice.choice(known)})"
        if self._may(0.9):
            return f" @{name}(if: {self._variable('Boolean!', self._may(0.5))})"
        # A variable that may be null though the argument may not: null is an error where it is met.
        return f" @{name}(if: {self._variable('Boolean = true', self._choice.choice((None, True)))})"

    def _variable(self, declared: str, value: Any) -> str:
        name = f"v{len(self._definitions)}"
        self._definitions.append(f"${name}: {declared}")
        self._variables[name] = value
        return f"${name}"

    def _arguments(self, field: Any) -> str:
        given = []
        for name, argument in field.args.items():
            if not is_required_argument(argument) and self._may(0.5):
                continue
            value = self._value(argument.type, name)
            if self._may(0.6):
                text = _literal(value, argument.type)
            else:
                text = self._variable(str(argument.type), value)
            given.append(f"{name}: {text}")
        return f"({', '.join(given)})" if given else ""

    def _value(self, kind: Any, name: str) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self._value_of(kind.of_type, name)
        return None if self._may(0.1) else self._value_of(kind, name)

    def _value_of(self, kind: Any, name: str) -> Any:
        if name in self._plausible:
            return self._choice.choice(self._plausible[name])
        if isinstance(kind, GraphQLList):
            return [self._value(kind.of_type, name) for _ in range(self._choice.randint(0, 2))]
        if isinstance(kind, GraphQLEnumType):
            return self._choice.choice(list(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return {
                field: self._value(one.type, field)
                for field, one in kind.fields.items()
                if isinstance(one.type, GraphQLNonNull) or self._may(0.2)
            }
        return self._choice.choice(SCALARS[kind.name])


def _literal(value: Any, kind: Any) -> str:
    kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if value is None:
        return "null"
    if isinstance(kind, GraphQLList):
        return f"[{', '.join(_literal(one, kind.of_type) for one in value)}]"
    if isinstance(kind, GraphQLEnumType):
        return str(value)
    if isinstance(kind, GraphQLInputObjectType):
        return (
            "{"
            + ", ".join(f"{name}: {_literal(one, kind.fields[name].type)}" for name, one in value.items())
            + "}"
        )
    return json.dumps(value)
