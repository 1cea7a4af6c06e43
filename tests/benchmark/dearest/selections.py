"""Parts that the schema itself tells of: every field of every type, and every way down to objects."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_leaf_type,
    is_list_type,
)

from .parts import MOST, Part

#: How far down a way goes: from the objects of a list at the root; from a page of any type, and one object.
DEEP = 3
LESS_DEEP = 1
#: A field is asked for so often beside itself, within the limit of aliases.
OFTEN = 40
#: The largest `first` of lists that belong to a page.
_BESIDE = 12
#: Lists to begin with, and what stands between them and their objects.
ROOTS = {
    "news": ("NewsPage", "nodes"),
    "members": ("MemberPage", "nodes"),
    "galleries": ("GalleryPage", "nodes"),
    "search": ("PageInterface", "nodes"),
}
#: Objects that stand in no list, and where they do.
SINGLE = {
    "HomePage": 'route(path: "/de/?{n}") {{ page {{ ... on HomePage {{ {below} }} }} }}',
    "SiteSettings": "siteSettings {{ {below} }}",
    "MenuItem": 'menu(name: "main") {{ {below} }}',
    "StandardPage": 'route(path: "/de/seite-{m}/") {{ page {{ ... on StandardPage {{ {below} }} }} }}',
    "NewsPage": 'newsPage(slug: "artikel-{m}") {{ {below} }}',
    "MemberPage": 'memberPage(slug: "mitglied-{m}") {{ {below} }}',
    "GalleryPage": 'galleryPage(slug: "galerie-{m}") {{ {below} }}',
}


@dataclass(frozen=True, slots=True)
class _Way:
    """The way from an object down to others: brackets to open, and how many to close."""

    name: str
    opened: str
    closed: int
    kind: str

    def around(self, below: str) -> str:
        return f"{self.opened}{below}{' }' * self.closed}"


def schema_parts(schema: GraphQLSchema) -> list[Part]:
    """Return a part for every way to objects, with all their leaves, and for every field, asked often.

    The short ways come first: there may be no time for all.
    """
    return sorted(_parts(schema), key=lambda part: part.name.partition(" ")[2].count("."))


def _parts(schema: GraphQLSchema) -> Iterator[Part]:
    known: set[str] = set()
    for root, (kind, between) in ROOTS.items():
        for way in _ways(schema, kind, LESS_DEEP if root == "search" else DEEP):
            leaves = " ".join(_leaves(schema, way.kind))
            if leaves:
                yield _listed(root, between, way, leaves, "leaves")
            if root != "search" and way.kind not in known:
                known.add(way.kind)
                yield from _often(schema, root, between, way)
    for kind, written in SINGLE.items():
        for way in _ways(schema, kind, LESS_DEEP):
            if leaves := " ".join(_leaves(schema, way.kind)):
                yield Part(f"one {kind} {way.name}", _single(written, way.around(leaves)))
                yield Part(
                    f"one {kind} {way.name} often", _single(written, _repeated(way.around(leaves), 10))
                )


def _often(schema: GraphQLSchema, root: str, between: str, way: _Way) -> Iterator[Part]:
    kind = schema.type_map[way.kind]
    kinds = schema.get_possible_types(kind) if isinstance(kind, GraphQLInterfaceType) else [kind]
    for one in kinds:
        assert isinstance(one, GraphQLObjectType)
        asked = {leaf: leaf for leaf in _leaves(schema, one.name)}
        for name, field in one.fields.items():
            below = get_named_type(field.type)
            leaves = _leaves(schema, _items(schema, below.name)) if is_composite_type(below) else []
            if leaves:
                closed = " }" * _brackets(schema, field)
                asked[name] = f"{_opened(schema, name, field)} {' '.join(leaves)}{closed}"
        for name, selection in asked.items():
            repeated = _repeated(selection, OFTEN)
            within = repeated if one is kind else f"... on {one.name} {{ {repeated} }}"
            yield _listed(root, between, way, within, f"{one.name}.{name}, often")


def _listed(root: str, between: str, way: _Way, below: str, what: str) -> Part:
    selection = f"{between} {{ {way.around(below)} }}"

    def write(number: int, length: int) -> str:
        query = f'query: "{"abdefghijklmnst"[number % 15]}", ' if root == "search" else ""
        return f"{root}({query}first: {length}, offset: {number * 13 % 97}) {{ {selection} }}"

    return Part(f"{root} {way.name} {what}", write, (MOST, 10))


def _single(written: str, below: str):  # type: ignore[no-untyped-def]
    return lambda n, length: written.format(n=n, m=n % 5 if "seite" in written else n % 60, below=below)


def _repeated(selection: str, times: int) -> str:
    name = selection.partition(" ")[0].partition("(")[0]
    return " ".join(f"{name}{place}: {selection}" for place in range(times))


def _ways(schema: GraphQLSchema, kind: str, deep: int) -> Iterator[_Way]:
    """Yield the ways to every object below, the short ones first; the first leads nowhere."""
    waiting = deque([(_Way("", "", 0, kind), 0)])
    while waiting:
        way, depth = waiting.popleft()
        yield way
        if depth == deep:
            continue
        for fragment, name, field in _composites(schema, way.kind):
            below = get_named_type(field.type).name
            closed = way.closed + _brackets(schema, field) + (1 if fragment else 0)
            opened = f"{way.opened}{fragment}{_opened(schema, name, field)} "
            waiting.append((_Way(f"{way.name}.{name}", opened, closed, _items(schema, below)), depth + 1))


def _composites(schema: GraphQLSchema, kind: str) -> Iterator[tuple[str, str, GraphQLField]]:
    """Yield the fields that lead to objects, with the fragment that an interface needs for them."""
    of_kind = schema.type_map[kind]
    if isinstance(of_kind, GraphQLInterfaceType):
        for name, field in of_kind.fields.items():
            if is_composite_type(get_named_type(field.type)):
                yield "", name, field
        for one in schema.get_possible_types(of_kind):
            for name, field in one.fields.items():
                if name not in of_kind.fields and is_composite_type(get_named_type(field.type)):
                    yield f"... on {one.name} {{ ", name, field
    elif isinstance(of_kind, GraphQLObjectType):
        for name, field in of_kind.fields.items():
            if is_composite_type(get_named_type(field.type)):
                yield "", name, field


def _opened(schema: GraphQLSchema, name: str, field: GraphQLField) -> str:
    """Return a field with the arguments that give most, up to the brackets around its objects."""
    below = get_named_type(field.type).name
    between = " nodes {" if _is_connection(schema, below) else ""
    return f"{name}{_arguments(field, is_connection=bool(between))} {{{between}"


def _brackets(schema: GraphQLSchema, field: GraphQLField) -> int:
    return 2 if _is_connection(schema, get_named_type(field.type).name) else 1


def _is_connection(schema: GraphQLSchema, kind: str) -> bool:
    return "nodes" in getattr(schema.type_map[kind], "fields", {})


def _items(schema: GraphQLSchema, kind: str) -> str:
    if _is_connection(schema, kind):
        fields = schema.type_map[kind].fields  # type: ignore[attr-defined]
        return str(get_named_type(fields["nodes"].type).name)
    return kind


def _arguments(field: GraphQLField, *, is_connection: bool = False) -> str:
    given = []
    for name, argument in field.args.items():
        if name == "first":
            is_of_facets = get_named_type(field.type).name == "Facet"
            given.append(f"first: {MOST if is_connection or is_of_facets else _BESIDE}")
        elif name == "query":
            given.append('query: "e"')
        elif value := _value(argument):
            given.append(f"{name}: {value}")
    return f"({', '.join(given)})" if given else ""


def _value(argument: GraphQLArgument) -> str:
    kind = get_named_type(argument.type)
    if isinstance(argument.type, GraphQLNonNull) and isinstance(kind, GraphQLEnumType):
        names = list(kind.values)
        return "FULL" if "FULL" in names else names[0]
    return ""


def _leaves(schema: GraphQLSchema, kind: str) -> list[str]:
    """Return the fields of a type that are no objects; of an interface those of each of its types."""
    of_kind = schema.type_map[kind]
    if isinstance(of_kind, GraphQLInterfaceType):
        return [*_plain(of_kind), *_of_each(schema, of_kind)]
    return _plain(of_kind) if isinstance(of_kind, GraphQLObjectType) else []


def _of_each(schema: GraphQLSchema, kind: GraphQLInterfaceType) -> list[str]:
    """Return one fragment for each type: no field of two types has one name and two kinds of value here."""
    found: list[str] = []
    taken: dict[str, str] = {}
    for one in schema.get_possible_types(kind):
        own = []
        for name in _plain(one):
            said = str(one.fields[name].type)
            if name not in kind.fields and taken.setdefault(name, said) == said:
                own.append(name)
        found += [f"... on {one.name} {{ {' '.join(own)} }}"] if own else []
    return found


def _plain(kind: GraphQLObjectType | GraphQLInterfaceType) -> list[str]:
    return [
        name
        for name, field in kind.fields.items()
        if is_leaf_type(get_named_type(field.type)) and not (is_list_type(field.type) and field.args)
    ]
