"""Our executor against graphql-core's: the same data and the same errors for the same operation."""

import json
from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    build_schema,
    execute,
    get_operation_ast,
    parse,
)

from cms.api.executor import run_query
from cms.api.reading import Reading
from cms.api.schema import get_schema

from .test_operations import OPERATIONS, variables_of


def both(schema: GraphQLSchema, source: str, variables: dict[str, Any] | None = None) -> tuple[Any, Any]:
    """Return (data, errors by path) of graphql-core and of ours."""
    document = parse(source)
    operation = get_operation_ast(document)
    assert operation is not None
    theirs = execute(schema, document, variable_values=variables, context_value=Reading())
    ours = run_query(schema, document, operation, variables=variables, reading=Reading())
    return _plain(theirs), _plain(ours)


def _plain(result: Any) -> Any:
    errors = sorted((str(error.path), error.message) for error in result.errors or ())
    return result.data, errors


def test_every_example_is_answered_as_by_graphql_core(example_site: None) -> None:
    for operation in OPERATIONS:
        for path in variables_of(operation.stem):
            variables = json.loads(path.read_text(encoding="utf-8"))
            theirs, ours = both(get_schema(), operation.read_text(encoding="utf-8"), variables)
            assert ours == theirs, path.name
            assert json.dumps(ours[0]) == json.dumps(theirs[0]), f"{path.name}: another order of fields"


def _fails(source: Any, info: Any) -> Any:
    raise ValueError("broken")


THING = GraphQLObjectType(
    "Thing",
    lambda: {
        "name": GraphQLField(GraphQLNonNull(GraphQLString), resolve=lambda source, info: source.get("name")),
        "maybe": GraphQLField(GraphQLString, resolve=_fails),
        "must": GraphQLField(GraphQLNonNull(GraphQLString), resolve=_fails),
        "number": GraphQLField(GraphQLInt, resolve=lambda source, info: source.get("number")),
        "thing": GraphQLField(THING, resolve=lambda source, info: source.get("thing")),
        "things": GraphQLField(
            GraphQLNonNull(GraphQLList(GraphQLNonNull(THING))),
            resolve=lambda source, info: source.get("things", []),
        ),
        "maybes": GraphQLField(GraphQLList(THING), resolve=lambda source, info: source.get("things", [])),
    },
)
NESTED = {"name": "a", "thing": {"name": "b", "things": [{"name": "c"}, {}]}, "things": [{"name": "d"}, {}]}
TINY = GraphQLSchema(
    GraphQLObjectType("Query", {"thing": GraphQLField(THING, resolve=lambda source, info: NESTED)}),
    types=[THING],
)


@pytest.mark.parametrize(
    "source",
    [
        "{ thing { name number } }",
        "{ thing { maybe name } }",
        "{ thing { must name } }",
        "{ thing { thing { must } name } }",
        "{ thing { maybes { name } } }",
        "{ thing { things { name } } }",
        "{ thing { thing { things { name } name } name } }",
        "{ thing { number thing { number } } }",
        "{ a: thing { name } b: thing { name ...More } }"
        " fragment More on Thing { name thing { name } __typename }",
        "query ($yes: Boolean = true) { thing { name @skip(if: $yes) number @include(if: $yes) } }",
        "{ __typename thing { __typename } __schema { queryType { name } } }",
    ],
)
def test_nulls_and_errors_go_where_the_specification_puts_them(source: str) -> None:
    theirs, ours = both(TINY, source)
    assert ours == theirs


def test_wrong_variables_run_nothing() -> None:
    schema = build_schema("type Query { one(number: Int!): Int }")
    theirs, ours = both(schema, "query ($number: Int!) { one(number: $number) }", {"number": "x"})
    assert ours == theirs
    assert ours[1]
