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
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    Undefined,
    build_schema,
    execute,
    get_operation_ast,
    parse,
)

from cms.api.errors import TimedOut
from cms.api.execution.executor import run_operation
from cms.api.execution.timeouts import Deadline
from cms.api.loading.context import RequestContext
from cms.api.schema.build import get_schema
from cms.api.vocabulary.resolvers import AttributeResolver

from .test_operations import OPERATIONS, filled, variables_of


def both(schema: GraphQLSchema, source: str, variables: dict[str, Any] | None = None) -> tuple[Any, Any]:
    """Return (data, errors by path) of graphql-core and of ours."""
    document = parse(source)
    operation = get_operation_ast(document)
    assert operation is not None
    theirs = execute(schema, document, variable_values=variables, context_value=RequestContext())
    ours = run_operation(schema, document, operation, variables=variables, context=RequestContext())
    return _plain(theirs), _plain(ours)


def _plain(result: Any) -> Any:
    errors = sorted((str(error.path), error.message) for error in result.errors or ())
    return result.data, errors


def test_every_example_gives_the_result_of_graphql_core(example_site: None) -> None:
    for operation in OPERATIONS:
        for path in variables_of(operation.stem):
            variables = filled(json.loads(path.read_text(encoding="utf-8")))
            theirs, ours = both(get_schema(), operation.read_text(encoding="utf-8"), variables)
            assert ours == theirs, path.name
            assert json.dumps(ours[0]) == json.dumps(theirs[0]), f"{path.name}: another order of fields"


def _fails(source: Any, info: Any) -> Any:
    raise ValueError("broken")


NOTHING = GraphQLScalarType("Nothing", serialize=lambda value: None)
UNDEFINED = GraphQLScalarType("Undefined", serialize=lambda value: Undefined)
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
        # A scalar of a value is a value.
        "nothing": GraphQLField(NOTHING, resolve=lambda source, info: 1),
        "undefined": GraphQLField(GraphQLList(UNDEFINED), resolve=lambda source, info: [1, None]),
        # What a dict has besides its values is not meant.
        "items": GraphQLField(GraphQLInt, resolve=AttributeResolver("items")),
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
        "{ a: thing { ...More } b: thing { ...More thing { number } } }"
        " fragment More on Thing { thing { name } }",
        "{ thing { maybes { items } } }",
        "{ thing { maybes { nothing undefined name } } }",
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
    assert ours[0] is theirs[0] is None
    # In words of ours: graphql-core repeats the value.
    assert "`$number` is a text; it must be Int!." in str(ours[1])


COUNTED = build_schema(
    "type Query { count: Int! } type Mutation { add(number: Int!): Query! fail: Int maybe: Query }"
)


def _counting(schema: GraphQLSchema) -> list[int]:
    """Make the mutations of a schema change a list, and return it."""
    done: list[int] = []

    def add(source: Any, info: Any, number: int) -> dict[str, int]:
        if number < 0:
            raise ValueError("negative")
        done.append(number)
        return {"count": sum(done)}

    assert schema.mutation_type and schema.query_type
    schema.mutation_type.fields["add"].resolve = add
    schema.mutation_type.fields["fail"].resolve = _fails
    schema.mutation_type.fields["maybe"].resolve = lambda source, info: None
    schema.query_type.fields["count"].resolve = lambda source, info: source["count"]
    return done


@pytest.mark.parametrize(
    "source",
    [
        "mutation { a: add(number: 1) { count } b: add(number: 2) { count } maybe { count } }",
        "mutation { a: add(number: 1) { count } fail b: add(number: 2) { count } }",
        "mutation { fail a: add(number: 1) { count } ...More }"
        " fragment More on Mutation { a: add(number: 1) { __typename } }",
    ],
)
def test_mutations_run_one_after_the_other(source: str) -> None:
    done = _counting(COUNTED)
    document = parse(source)
    operation = get_operation_ast(document)
    assert operation is not None
    theirs, by_theirs = _plain(execute(COUNTED, document, context_value=RequestContext())), done.copy()
    done.clear()
    ours = _plain(run_operation(COUNTED, document, operation, variables=None, context=RequestContext()))
    assert ours == theirs
    assert done == by_theirs


def test_nothing_runs_after_a_mutation_that_leaves_no_data() -> None:
    done = _counting(COUNTED)
    document = parse(
        "mutation { a: add(number: 1) { count } b: add(number: -1) { count } c: add(number: 3) { count } }"
    )
    operation = get_operation_ast(document)
    assert operation is not None
    result = run_operation(COUNTED, document, operation, variables=None, context=RequestContext())
    assert result.data is None
    assert [error.path for error in result.errors or ()] == [["b"]]
    assert done == [1]


def test_a_mutation_checks_its_deadline_before_each_field_and_not_within_one() -> None:
    done = _counting(COUNTED)
    document = parse("mutation { a: add(number: 1) { count } b: add(number: 2) { count } }")
    operation = get_operation_ast(document)
    assert operation is not None
    checked_after: list[list[int]] = []

    class LateAfterOne(Deadline):
        def check(self) -> None:
            checked_after.append(done.copy())
            if done:
                raise TimedOut("late")

    with pytest.raises(TimedOut):
        run_operation(
            COUNTED,
            document,
            operation,
            variables=None,
            context=RequestContext(),
            deadline=LateAfterOne(10),
        )
    assert done == [1]
    assert checked_after == [[], [1]]
