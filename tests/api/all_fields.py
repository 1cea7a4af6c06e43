"""Documents that select every field of the schema: new fields are covered without a change of the tests."""

from collections.abc import Iterable
from dataclasses import dataclass

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from cms.api.pages.page_types import page_types

#: How deep a document goes below its root field: route → page → body → members.
LEVELS = 3
#: Values of required arguments, by name; enums take their first value.
REQUIRED_ARGUMENTS = {"first": "12", "query": '"geheim"', "name": '"main"', "token": '"geheim"'}


@dataclass(frozen=True, slots=True)
class Sweep:
    """A document with everything below one root field, and the variables of each run."""

    root: str
    document: str
    variables: tuple[dict[str, str], ...]


def documents_with_everything(
    schema: GraphQLSchema, roots: dict[str, tuple[str, Iterable[str]]]
) -> list[Sweep]:
    """Return a document of each root field of the query type, with all that lies below it.

    `roots` names an argument and its values by root field (`{"route": ("path", ["/de/"])}`): one document for all
    of them, since reading one takes longer than running it. Others run once, with the arguments in `REQUIRED_ARGUMENTS`.
    """
    query = schema.query_type
    assert query is not None
    found = []
    for name, field in query.fields.items():
        below = _selection(schema, get_named_type(field.type), LEVELS, ())
        if name in roots:
            argument, values = roots[name]
            document = f"query ($it: {field.args[argument].type}) {{ {name}({argument}: $it) {below} }}"
            found.append(Sweep(name, document, tuple({"it": value} for value in values)))
        else:
            given = _required(field)
            found.append(Sweep(name, f"{{ {name}{f'({given})' if given else ''} {below} }}", ({},)))
    return found


def slug_roots(
    schema: GraphQLSchema, given: dict[str, Iterable[str]] | None = None
) -> dict[str, tuple[str, Iterable[str]]]:
    """Return the root fields of a page by its slug, each with slugs: those given, else one of a page of its type."""
    query = schema.query_type
    assert query is not None
    models = {model.__name__: model for model in page_types()}
    roots: dict[str, tuple[str, Iterable[str]]] = {}
    for name, field in query.fields.items():
        model = models.get(get_named_type(field.type).name)
        if model is not None:
            first = model.objects.order_by("pk").values_list("slug", flat=True)[:1]
            roots[name] = ("slug", (given or {}).get(name) or list(first))
    return roots


def _required(field: GraphQLField) -> str:
    given = (
        f"{name}: {_value(name, argument)}"
        for name, argument in field.args.items()
        if isinstance(argument.type, GraphQLNonNull) and name != "order"
    )
    return ", ".join(given)


def _value(name: str, argument: GraphQLArgument) -> str:
    named = get_named_type(argument.type)
    if isinstance(named, GraphQLEnumType):
        return next(iter(named.values))
    return REQUIRED_ARGUMENTS[name]


def _selection(schema: GraphQLSchema, of: GraphQLNamedType, levels: int, above: tuple[str, ...]) -> str:
    if is_abstract_type(of):
        parts = [
            f"... on {each.name} {_selection(schema, each, levels, above)}"
            for each in schema.get_possible_types(of)
        ]
        return "{ __typename " + " ".join(parts) + " }"
    assert isinstance(of, GraphQLObjectType)
    parts = ["__typename"]
    for name, field in of.fields.items():
        named = get_named_type(field.type)
        arguments = _required(field)
        call = f"{name}({arguments})" if arguments else name
        if is_leaf_type(named):
            parts.append(call)
        elif levels and above.count(named.name) < 2:
            parts.append(f"{call} {_selection(schema, named, levels - 1, (*above, named.name))}")
    return "{ " + " ".join(parts) + " }"
