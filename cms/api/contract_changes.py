"""How one schema differs from another, change by change, and what each does to the frontends built on it.

graphql-core says how dangerous a change is; what it passes over is safe. Here each change gets a coordinate
(`Type.field`, `Type.field(argument:)`, `Enum.VALUE`) and a sentence.
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

#: How a deprecation is written: "Since 2026-05-01: use `x`."
_SINCE = re.compile(r"Since ([0-9]{4}-[0-9]{2}-[0-9]{2}): \S")


class Level(IntEnum):
    """What a change does to a frontend: nothing, perhaps something, or it breaks it."""

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
    """A type, or one of its fields, arguments or values. `of_type` is a type's kind, or what a field returns.

    `interfaces` are those that have the same field; `references` are the types it names.
    """

    of_type: str
    default: str = ""
    deprecation: str | None = None
    description: str = ""
    interfaces: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def deprecated_since(reason: str | None) -> date | None:
    """Return the day in a deprecation's reason; None if there is none, or it is no day of the calendar."""
    found = _SINCE.match(reason or "")
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def elements_of(schema: GraphQLSchema) -> dict[str, Element]:
    """Return all that a schema consists of, by coordinate."""
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
            references=tuple(one.name for one in (*interfaces, *members)),
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
            owners = tuple(one.name for one in interfaces if name in one.fields)
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
    """Return the field of an argument, the type of a field; empty for a type."""
    return coordinate.partition("(")[0] if "(" in coordinate else coordinate.rpartition(".")[0]


def changes_between(old: GraphQLSchema, new: GraphQLSchema) -> list[Change]:
    """Return every change from one schema to another, the worst first.

    What happens to a whole type, or to a field of an interface, is one change: it is not told again of each
    field, nor of each type that implements the interface.
    """
    levels = _levels(old, new)
    before, after = elements_of(old), elements_of(new)
    changes = []
    told: set[tuple[str, str]] = set()
    for change in _differences(before, after):
        told.add((change.coordinate, change.kind))
        level = (
            Level.SAFE if change.kind in ("deprecated", "described") else levels.pop(change.coordinate, None)
        )
        changes.append(replace(change, level=level or Level.SAFE))
    changes = [change for change in changes if not _is_told_of_an_interface(change, before, after, told)]
    # Of directives: this schema has none of its own.
    changes += [Change(level, "changed", words, words) for words, level in levels.items()]
    return sorted(changes, key=lambda change: (-change.level, change.coordinate))


def _is_told_of_an_interface(
    change: Change, before: dict[str, Element], after: dict[str, Element], told: set[tuple[str, str]]
) -> bool:
    element = after.get(change.coordinate) or before.get(change.coordinate)
    rest = change.coordinate.partition(".")[2]
    return any((f"{owner}.{rest}", change.kind) in told for owner in (element.interfaces if element else ()))


def _differences(before: dict[str, Element], after: dict[str, Element]) -> Iterator[Change]:
    for coordinate in sorted(before.keys() | after.keys()):
        old, new = before.get(coordinate), after.get(coordinate)
        parent = parent_of(coordinate)
        whole = coordinate.partition(".")[0]
        if parent and (
            parent not in before or parent not in after or _is_another(before[whole], after[whole])
        ):
            continue
        if old is None:
            yield _change("added", coordinate, "was added.")
        elif new is None:
            yield _change("removed", coordinate, "was removed.")
        else:
            yield from _changed(coordinate, old, new)


def _is_another(old: Element, new: Element) -> bool:
    """Tell whether a type has become one of another kind: what it holds has nothing in common."""
    return old.of_type != new.of_type


def _changed(coordinate: str, old: Element, new: Element) -> Iterator[Change]:
    if old.of_type != new.of_type:
        yield _change("changed", coordinate, f"changed from `{old.of_type}` to `{new.of_type}`.")
    elif not parent_of(coordinate) and set(old.references) != set(new.references):
        lost = [f"`{name}`" for name in old.references if name not in new.references]
        won = [f"`{name}`" for name in new.references if name not in old.references]
        words = ["no longer belongs to " + ", ".join(lost)] if lost else []
        words += ["belongs to " + ", ".join(won) + " now"] if won else []
        yield _change("changed", coordinate, f"{' and '.join(words)}.")
    elif old.default != new.default:
        values = [f"`{value}`" if value else "none" for value in (old.default, new.default)]
        yield _change("changed", coordinate, f"has another default: {values[1]}, was {values[0]}.")
    if old.deprecation != new.deprecation:
        # Said as it stands: it names the way out.
        said = f"is deprecated. {new.deprecation}" if new.deprecation else "is no longer deprecated."
        yield _change("deprecated", coordinate, said)
    if old.description != new.description:
        yield _change("described", coordinate, "has another description.")


def _change(kind: str, coordinate: str, words: str) -> Change:
    return Change(Level.SAFE, kind, coordinate, f"`{coordinate}` {words}")


#: How graphql-core tells of a change → the coordinate it is about.
_TOLD: dict[Any, tuple[str, str]] = {
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
    """Return how bad graphql-core finds what happened, by coordinate."""
    levels: dict[str, Level] = {}
    found: list[tuple[Level, Any]] = [
        (Level.DANGEROUS, change) for change in find_dangerous_changes(old, new)
    ]
    found += [(Level.BREAKING, change) for change in find_breaking_changes(old, new)]
    for level, change in found:
        if change.description.startswith("Standard scalar"):
            # Nothing names it any more; what did is told of.
            continue
        pattern, coordinate = _TOLD.get(change.type, ("", ""))
        told = re.fullmatch(pattern, change.description)
        levels[told.expand(coordinate) if told else change.description] = level
    return levels
