"""Schema diff: the changes between two schemas, each breaking, dangerous or safe for frontends.

Schemas are compared as data: each element has a schema coordinate (`Type.field`, `Type.field(argument:)`,
`Enum.VALUE`, `@directive`), and a change of it a sentence. Which are how bad is decided as by graphql-core's
`find_breaking_changes`, whose results name the element in an English sentence alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, IntEnum
from typing import Any

from graphql import (
    GraphQLSchema,
    ast_from_value,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_introspection_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    is_required_argument,
    is_specified_directive,
    is_specified_scalar_type,
    print_ast,
)
from graphql.pyutils import Undefined

#: The format of a deprecation reason: "Since 2026-05-01: use `x`."
_SINCE = re.compile(r"Since ([0-9]{4}-[0-9]{2}-[0-9]{2}): \S")


class Level(IntEnum):
    """The effect of a change on frontends: DANGEROUS ones break those that don't expect them."""

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


class Role(Enum):
    """What an element is for a frontend: OUTPUT is read, INPUT (arguments, fields of input types) is sent."""

    TYPE = "type"
    DIRECTIVE = "directive"
    VALUE = "value"
    OUTPUT = "output"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Element:
    """A type, or one of its fields, arguments or enum values. `of_type` is a type's kind, or a field's type.

    `interfaces` are those that declare the same field; `references` are the names of the types it refers to.
    """

    role: Role
    of_type: Any
    default: str = ""
    #: Of an INPUT: whether a request without it is invalid.
    is_required: bool = False
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
    elements: dict[str, Element] = {}
    for each in schema.type_map.values():
        if not is_introspection_type(each) and not is_specified_scalar_type(each):
            elements.update(_of_type(each))
    for directive in schema.directives:
        if not is_specified_directive(directive):
            elements.update(_of_directive(directive))
    return elements


def _of_type(each: Any) -> Iterator[tuple[str, Element]]:
    interfaces = getattr(each, "interfaces", ())
    members = getattr(each, "types", ())
    yield (
        each.name,
        Element(
            Role.TYPE,
            type(each).__name__.removeprefix("GraphQL"),
            description=each.description or "",
            references=tuple(named.name for named in (*interfaces, *members)),
        ),
    )
    if is_enum_type(each):
        for name, value in each.values.items():
            deprecation, description = value.deprecation_reason, value.description or ""
            yield (
                f"{each.name}.{name}",
                Element(Role.VALUE, "", deprecation=deprecation, description=description),
            )
    elif is_input_object_type(each):
        for name, field in each.fields.items():
            yield f"{each.name}.{name}", _input(field)
    elif is_object_type(each) or is_interface_type(each):
        for name, field in each.fields.items():
            owners = tuple(interface.name for interface in interfaces if name in interface.fields)
            yield f"{each.name}.{name}", replace(_element(Role.OUTPUT, field), interfaces=owners)
            for argument, value in field.args.items():
                yield f"{each.name}.{name}({argument}:)", replace(_input(value), interfaces=owners)


def _of_directive(directive: Any) -> Iterator[tuple[str, Element]]:
    name = f"@{directive.name}"
    places = [*(location.name for location in directive.locations), *["repeatable"] * directive.is_repeatable]
    yield (
        name,
        Element(Role.DIRECTIVE, "", description=directive.description or "", references=tuple(places)),
    )
    for argument, value in directive.args.items():
        yield f"{name}({argument}:)", _input(value)


def _element(role: Role, field: Any) -> Element:
    return Element(
        role,
        field.type,
        deprecation=field.deprecation_reason,
        description=field.description or "",
        references=(get_named_type(field.type).name,),
    )


def _input(field: Any) -> Element:
    node = None if field.default_value is Undefined else ast_from_value(field.default_value, field.type)
    return replace(
        _element(Role.INPUT, field),
        default=print_ast(node) if node else "",
        is_required=is_required_argument(field),
    )


def parent_of(coordinate: str) -> str:
    """Return the coordinate of an argument's field or a field's type; empty for a type."""
    return coordinate.partition("(")[0] if "(" in coordinate else coordinate.rpartition(".")[0]


def changes_between(old: GraphQLSchema, new: GraphQLSchema) -> list[Change]:
    """Return all changes from one schema to another, the worst first.

    A change of a whole type, or of a field of an interface, is one change: it is not repeated for each field,
    nor for each type that implements the interface.
    """
    before, after = elements_of(old), elements_of(new)
    changes = list(_differences(before, after))
    reported = {(change.coordinate, change.kind): change.level for change in changes}
    changes = [change for change in changes if not _is_interface_change(change, before, after, reported)]
    return sorted(changes, key=lambda change: (-change.level, change.coordinate))


def _is_interface_change(
    change: Change, before: dict[str, Element], after: dict[str, Element], reported: dict[Any, Level]
) -> bool:
    """Return whether a change is already reported for an interface's field, as at least as bad."""
    element = after.get(change.coordinate) or before.get(change.coordinate)
    rest = change.coordinate.partition(".")[2]
    return any(
        reported.get((f"{owner}.{rest}", change.kind), -1) >= change.level
        for owner in (element.interfaces if element else ())
    )


def _differences(before: dict[str, Element], after: dict[str, Element]) -> Iterator[Change]:
    for coordinate in sorted(before.keys() | after.keys()):
        old, new = before.get(coordinate), after.get(coordinate)
        parent = parent_of(coordinate)
        if parent and not (_is_kept(parent, before, after) and _is_kept(_owner_of(parent), before, after)):
            continue
        if old is None:
            assert new is not None
            yield _change(_level_of_addition(new), "added", coordinate, "was added.")
        elif new is None:
            yield _change(Level.BREAKING, "removed", coordinate, "was removed.")
        else:
            yield from _changed(coordinate, old, new)


def _owner_of(coordinate: str) -> str:
    """Return the coordinate of the type or directive that an element belongs to."""
    return coordinate.partition("(")[0].partition(".")[0]


def _is_kept(coordinate: str, before: dict[str, Element], after: dict[str, Element]) -> bool:
    """Return whether an element is in both; a type that has changed its kind has no parts in common."""
    old, new = before.get(coordinate), after.get(coordinate)
    return bool(old and new) and (old.role is not Role.TYPE or old.of_type == new.of_type)  # type: ignore[union-attr]


def _level_of_addition(new: Element) -> Level:
    match new.role:
        case Role.INPUT:
            return Level.BREAKING if new.is_required else Level.DANGEROUS
        case Role.VALUE:
            return Level.DANGEROUS
    return Level.SAFE


def _changed(coordinate: str, old: Element, new: Element) -> Iterator[Change]:
    lost = [f"`{name}`" for name in old.references if name not in new.references]
    gained = [f"`{name}`" for name in new.references if name not in old.references]
    if str(old.of_type) != str(new.of_type):
        level = _level_of_new_type(old, new)
        yield _change(level, "changed", coordinate, f"changed from `{old.of_type}` to `{new.of_type}`.")
    elif not parent_of(coordinate) and (lost or gained):
        clauses = ["no longer belongs to " + ", ".join(lost)] if lost else []
        clauses += ["belongs to " + ", ".join(gained) + " now"] if gained else []
        level = Level.BREAKING if lost else _level_of_gain(new)
        yield _change(level, "changed", coordinate, f"{' and '.join(clauses)}.")
    elif old.default != new.default:
        values = [f"`{value}`" if value else "none" for value in (old.default, new.default)]
        # A default where there was none is what the field did before, or says what it does now.
        level = Level.DANGEROUS if old.default else Level.SAFE
        if new.is_required and not old.is_required:
            level = Level.BREAKING
        yield _change(level, "changed", coordinate, f"has another default: {values[1]}, was {values[0]}.")
    if old.deprecation != new.deprecation:
        # The reason is quoted in full: it names the replacement.
        predicate = f"is deprecated. {new.deprecation}" if new.deprecation else "is no longer deprecated."
        yield _change(Level.SAFE, "deprecated", coordinate, predicate)
    if old.description != new.description:
        yield _change(Level.SAFE, "described", coordinate, "has another description.")


def _level_of_gain(new: Element) -> Level:
    # A query gets objects of a type that it does not know; a directive may just stand in more places.
    return Level.DANGEROUS if new.role is Role.TYPE else Level.SAFE


def _level_of_new_type(old: Element, new: Element) -> Level:
    """What is read may become narrower (`String` to `String!`), what is sent may become wider."""
    match old.role:
        case Role.OUTPUT if _is_subtype(new.of_type, old.of_type):
            return Level.SAFE
        case Role.INPUT if _is_subtype(old.of_type, new.of_type):
            return Level.DANGEROUS if old.default and old.default != new.default else Level.SAFE
    return Level.BREAKING


def _is_subtype(narrow: Any, wide: Any) -> bool:
    """Return whether every value of a type is one of another, whose named types are compared by name."""
    if is_non_null_type(narrow):
        return _is_subtype(narrow.of_type, wide.of_type if is_non_null_type(wide) else wide)
    if is_list_type(narrow) and is_list_type(wide):
        return _is_subtype(narrow.of_type, wide.of_type)
    return str(narrow) == str(wide)


def _change(level: Level, kind: str, coordinate: str, predicate: str) -> Change:
    return Change(level, kind, coordinate, f"`{coordinate}` {predicate}")
