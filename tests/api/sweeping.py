"""Documents that ask for every field there is: what the schema gains is swept without anybody thinking of it."""

from collections.abc import Iterator

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

#: How deep a document goes below its root field: route → page → body → members.
LEVELS = 3
#: What stands for arguments that must be given, by name; enums take their first value.
GIVEN = {"first": "12", "query": '"geheim"', "name": '"main"', "token": '"geheim"'}


def fields_with_everything(schema: GraphQLSchema, roots: dict[str, list[str]]) -> Iterator[str]:
    """Yield a selection of each root field of the query type, with all that lies below it.

    `roots` holds argument lists by root field (`{"route": ['path: "/de/"']}`); others are asked once, with what
    `GIVEN` says.
    """
    query = schema.query_type
    assert query is not None
    for name, field in query.fields.items():
        for arguments in roots[name] if name in roots else [_required(field)]:
            below = _selection(schema, get_named_type(field.type), LEVELS, ())
            yield f"{name}{f'({arguments})' if arguments else ''} {below}"


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
    return GIVEN[name]


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
