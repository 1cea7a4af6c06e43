"""Schema diff: the changes between two schemas, each breaking, dangerous or safe for frontends.

graphql-core decides how bad a change is; those that it does not list are safe. Here each change gets a schema
coordinate (`Type.field`, `Type.field(argument:)`, `Enum.VALUE`) and a sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any

from graphql import (
    BreakingChangeType,
    DangerousChangeType,
    GraphQLSchema,
    ast_from_value,
    find_breaking_changes,
    find_dangerous_changes,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_introspection_type,
    is_object_type,
    is_specified_scalar_type,
    print_ast,
)
from graphql.pyutils import Undefined

#: The format of a deprecation reason: "Since 2026-05-01: use `x`."
_SINCE = re.compile(r"Since ([0-9]{4}-[0-9]{2}-[0-9]{2}): \S")


class Level(IntEnum):
    """The effect of a change on frontends, as graphql-core classifies it."""

    SAFE = 0
    DANGEROUS = 1
    BREAKING = 2


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is added, removed, changed, deprecated or described; `sentence` is Markdown with a full stop."""

    level: Level
    kind: str
    coordinate: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Element:
    """A type, or one of its fields, arguments or enum values. `of_type` is a type's kind, or a field's type.

    `interfaces` are those that declare the same field; `references` are the names of the types it refers to.
    """

    of_type: str
    default: str = ""
    deprecation: str | None = None
    description: str = ""
    interfaces: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def deprecated_since(reason: str | None) -> date | None:
    """Return the day in a deprecation reason; None if there is none, or it is no valid date."""
    match = _SINCE.match(reason or "")
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def elements_of(schema: GraphQLSchema) -> dict[str, Element]:
    """Return the elements of a schema by coordinate."""
    return {
        name: element
        for each in schema.type_map.values()
        if not is_introspection_type(each) and not is_specified_scalar_type(each)
        for name, element in _elements(each)
    }


def _elements(each: Any) -> Iterator[tuple[str, Element]]:
    interfaces = getattr(each, "interfaces", ())
    members = getattr(each, "types", ())
    yield (
        each.name,
        Element(
            type(each).__name__.removeprefix("GraphQL"),
            description=each.description or "",
            references=tuple(named.name for named in (*interfaces, *members)),
        ),
    )
    if is_enum_type(each):
        for name, value in each.values.items():
            yield (
                f"{each.name}.{name}",
                Element("", deprecation=value.deprecation_reason, description=value.description or ""),
            )
    elif is_input_object_type(each):
        for name, field in each.fields.items():
            yield f"{each.name}.{name}", _input(field)
    elif is_object_type(each) or is_interface_type(each):
        for name, field in each.fields.items():
            owners = tuple(interface.name for interface in interfaces if name in interface.fields)
            yield f"{each.name}.{name}", replace(_input(field), interfaces=owners)
            for argument, value in field.args.items():
                yield f"{each.name}.{name}({argument}:)", replace(_input(value), interfaces=owners)


def _input(field: Any) -> Element:
    default = getattr(field, "default_value", Undefined)
    node = ast_from_value(default, field.type) if default is not Undefined else None
    return Element(
        str(field.type),
        print_ast(node) if node else "",
        field.deprecation_reason,
        field.description or "",
        references=(re.sub(r"[^\w]", "", str(field.type)),),
    )


def parent_of(coordinate: str) -> str:
    """Return the coordinate of an argument's field or a field's type; empty for a type."""
    return coordinate.partition("(")[0] if "(" in coordinate else coordinate.rpartition(".")[0]


def changes_between(old: GraphQLSchema, new: GraphQLSchema) -> list[Change]:
    """Return all changes from one schema to another, the worst first.

    A change of a whole type, or of a field of an interface, is one change: it is not repeated for each field,
    nor for each type that implements the interface.
    """
    levels = _levels(old, new)
    before, after = elements_of(old), elements_of(new)
    changes = []
    reported: set[tuple[str, str]] = set()
    for change in _differences(before, after):
        reported.add((change.coordinate, change.kind))
        level = (
            Level.SAFE if change.kind in ("deprecated", "described") else levels.pop(change.coordinate, None)
        )
        changes.append(replace(change, level=level or Level.SAFE))
    changes = [change for change in changes if not _is_interface_change(change, before, after, reported)]
    # The rest is about directives: this schema has none of its own.
    changes += [Change(level, "changed", text, text) for text, level in levels.items()]
    return sorted(changes, key=lambda change: (-change.level, change.coordinate))


def _is_interface_change(
    change: Change, before: dict[str, Element], after: dict[str, Element], reported: set[tuple[str, str]]
) -> bool:
    """Return whether a change is already reported for an interface's field."""
    element = after.get(change.coordinate) or before.get(change.coordinate)
    rest = change.coordinate.partition(".")[2]
    return any(
        (f"{owner}.{rest}", change.kind) in reported for owner in (element.interfaces if element else ())
    )


def _differences(before: dict[str, Element], after: dict[str, Element]) -> Iterator[Change]:
    for coordinate in sorted(before.keys() | after.keys()):
        old, new = before.get(coordinate), after.get(coordinate)
        parent = parent_of(coordinate)
        type_name = coordinate.partition(".")[0]
        if parent and (
            parent not in before or parent not in after or _kind_differs(before[type_name], after[type_name])
        ):
            continue
        if old is None:
            yield _change("added", coordinate, "was added.")
        elif new is None:
            yield _change("removed", coordinate, "was removed.")
        else:
            yield from _changed(coordinate, old, new)


def _kind_differs(old: Element, new: Element) -> bool:
    """Return whether a type has changed its kind: then its fields or values have nothing in common."""
    return old.of_type != new.of_type


def _changed(coordinate: str, old: Element, new: Element) -> Iterator[Change]:
    if old.of_type != new.of_type:
        yield _change("changed", coordinate, f"changed from `{old.of_type}` to `{new.of_type}`.")
    elif not parent_of(coordinate) and set(old.references) != set(new.references):
        lost = [f"`{name}`" for name in old.references if name not in new.references]
        gained = [f"`{name}`" for name in new.references if name not in old.references]
        clauses = ["no longer belongs to " + ", ".join(lost)] if lost else []
        clauses += ["belongs to " + ", ".join(gained) + " now"] if gained else []
        yield _change("changed", coordinate, f"{' and '.join(clauses)}.")
    elif old.default != new.default:
        values = [f"`{value}`" if value else "none" for value in (old.default, new.default)]
        yield _change("changed", coordinate, f"has another default: {values[1]}, was {values[0]}.")
    if old.deprecation != new.deprecation:
        # The reason is quoted in full: it names the replacement.
        predicate = f"is deprecated. {new.deprecation}" if new.deprecation else "is no longer deprecated."
        yield _change("deprecated", coordinate, predicate)
    if old.description != new.description:
        yield _change("described", coordinate, "has another description.")


def _change(kind: str, coordinate: str, predicate: str) -> Change:
    return Change(Level.SAFE, kind, coordinate, f"`{coordinate}` {predicate}")


#: By type of change: (pattern of graphql-core's description, replacement that gives the coordinate).
_COORDINATES: dict[Any, tuple[str, str]] = {
    BreakingChangeType.TYPE_REMOVED: (r"(\w+) was removed\.", r"\1"),
    BreakingChangeType.TYPE_CHANGED_KIND: (r"(\w+) changed from .*", r"\1"),
    BreakingChangeType.TYPE_REMOVED_FROM_UNION: (r"\w+ was removed from union type (\w+)\.", r"\1"),
    BreakingChangeType.VALUE_REMOVED_FROM_ENUM: (r"(\w+) was removed from enum type (\w+)\.", r"\2.\1"),
    BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED: (
        r"A required field (\w+) on input type (\w+) was added\.",
        r"\2.\1",
    ),
    BreakingChangeType.IMPLEMENTED_INTERFACE_REMOVED: (r"(\w+) no longer implements interface .*", r"\1"),
    BreakingChangeType.FIELD_REMOVED: (r"([\w.]+) was removed\.", r"\1"),
    BreakingChangeType.FIELD_CHANGED_KIND: (r"([\w.]+) changed type .*", r"\1"),
    BreakingChangeType.REQUIRED_ARG_ADDED: (r"A required arg (\w+) on ([\w.]+) was added\.", r"\2(\1:)"),
    BreakingChangeType.ARG_REMOVED: (r"([\w.]+) arg (\w+) was removed\.", r"\1(\2:)"),
    BreakingChangeType.ARG_CHANGED_KIND: (r"([\w.]+) arg (\w+) has changed type .*", r"\1(\2:)"),
    DangerousChangeType.VALUE_ADDED_TO_ENUM: (r"(\w+) was added to enum type (\w+)\.", r"\2.\1"),
    DangerousChangeType.TYPE_ADDED_TO_UNION: (r"\w+ was added to union type (\w+)\.", r"\1"),
    DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED: (
        r"An optional field (\w+) on input type (\w+) was added\.",
        r"\2.\1",
    ),
    DangerousChangeType.OPTIONAL_ARG_ADDED: (r"An optional arg (\w+) on ([\w.]+) was added\.", r"\2(\1:)"),
    DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED: (
        r"\w+ added to interfaces implemented by (\w+)\.",
        r"\1",
    ),
    DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE: (r"([\w.]+) arg (\w+) .*", r"\1(\2:)"),
}


def _levels(old: GraphQLSchema, new: GraphQLSchema) -> dict[str, Level]:
    """Return graphql-core's level of each change by coordinate; by its description if that has none."""
    levels: dict[str, Level] = {}
    changes: list[tuple[Level, Any]] = [
        (Level.DANGEROUS, change) for change in find_dangerous_changes(old, new)
    ]
    changes += [(Level.BREAKING, change) for change in find_breaking_changes(old, new)]
    for level, change in changes:
        if change.description.startswith("Standard scalar"):
            # Nothing refers to it any more; the elements that did are reported.
            continue
        pattern, coordinate = _COORDINATES.get(change.type, ("", ""))
        match = re.fullmatch(pattern, change.description)
        levels[match.expand(coordinate) if match else change.description] = level
    return levels
