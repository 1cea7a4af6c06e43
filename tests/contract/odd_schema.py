"""A schema whose resolvers do all that resolvers can do: fail, wait, return what their type does not allow.

What a resolver does follows from its object, its field and its arguments alone; so it is the same whoever
executes, and in whatever order. At the root the request's address stands for the object.
"""

import random
import zlib
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema, build_schema

from cms.api.loading.data_loader import LoadPriority, load_priority
from cms.api.vocabulary.resolvers import AttributeResolver

SDL = """
enum Colour { RED GREEN }
input Filter { must: Int! colours: [Colour!] inner: Filter }
interface Node { id: ID! name: String parent: Node others(first: Int = 2): [Node] }
type Leaf implements Node {
  id: ID! name: String parent: Node others(first: Int = 2): [Node]
  colour: Colour! rows: [[String!]] sure: Boolean! number(by: Int!): Float items: String
}
type Branch implements Node {
  id: ID! name: String parent: Node others(first: Int = 2): [Node]
  leaf: Leaf! leaves(filter: Filter, colour: Colour = RED): [Leaf!]! must: Branch! count: Int
}
type Query {
  node(id: ID): Node branch: Branch leaf: Leaf! nodes(first: Int! = 3): [Node!] count: Int!
}
"""


class Thing:
    """An object of the schema: its number says all about it. Its attributes may fail."""

    def __init__(self, number: int) -> None:
        self.number = number

    @property
    def name(self) -> Any:
        return _outcome(self, "name", "String", None)

    @property
    def items(self) -> Any:
        return _outcome(self, "items", "String", None)

    @property
    def count(self) -> Any:
        return _outcome(self, "count", "Int", None)


@load_priority(LoadPriority.REFERENCES)
def fetch_first(context: Any, keys: list[int]) -> dict[int, int]:
    return {key: key for key in keys}


@load_priority(LoadPriority.ENDS)
def fetch_last(context: Any, keys: list[int]) -> dict[int, int]:
    return {key: key for key in keys}


def odd_schema() -> GraphQLSchema:
    """Return the schema, with resolvers."""
    schema = build_schema(SDL)
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for name, field in kind.fields.items():
                field.resolve = _resolver(name, field.type)
                if name in ("name", "items", "count") and kind.name != "Query":
                    field.resolve = AttributeResolver(name)
    node: Any = schema.type_map["Node"]
    node.resolve_type = lambda value, info, kind: _type_of(value)
    return schema


def _type_of(value: Any) -> str:
    return "Leaf" if _number(value) % 2 else "Branch"


def _number(source: Any) -> int:
    return source["number"] if isinstance(source, dict) else source.number


def _resolver(name: str, kind: Any) -> Any:
    def resolve(source: Any, info: Any, **arguments: Any) -> Any:
        source = source or Thing(int(info.context.visitor.client_address))
        key = zlib.crc32(repr((_number(source), name, sorted(arguments.items()))).encode())
        if key % 3 == 0:
            # Waits once, or twice for what is fetched at different times.
            info.context.loader(fetch_last).get(key)
            if key % 2:
                info.context.loader(fetch_first).get(key)
        return _outcome(source, name, str(kind), arguments)

    return resolve


def _outcome(source: Any, name: str, kind: str, arguments: Any) -> Any:
    given = sorted(arguments.items()) if arguments else ()
    choice = random.Random(repr((_number(source), name, given)))
    roll = choice.random()
    if roll < 0.02:
        raise ValueError(f"broken {name}")
    if roll < 0.03:
        return ValueError(f"returned {name}")
    if roll < 0.04:
        return None
    if roll < 0.05:
        return 7.5 if "[" in kind else object
    return _value(choice, kind)


def _value(choice: random.Random, kind: str) -> Any:
    if choice.random() < 0.1 and not kind.endswith("!"):
        return None
    kind = kind.removesuffix("!")
    if kind.startswith("["):
        found = [_value(choice, kind[1:-1]) for _ in range(choice.randint(0, 3))]
        if choice.random() < 0.05:
            found.append(None)
        return tuple(found) if choice.random() < 0.3 else found
    if kind in ("String", "ID"):
        return choice.choice(("a", "ä\u2028", "", "b", 7))
    if kind == "Boolean":
        return choice.choice((True, False, 1))
    if kind in ("Int", "Float"):
        return choice.choice((1, 2, 7, 2.0, -3, "3", choice.choice((2.5, 2**40, float("inf")))))
    if kind == "Colour":
        return choice.choice(("RED", "GREEN", "RED", "GREEN", "RED", "BLUE"))
    number = choice.randint(1, 10**6)
    number += number % 2 if kind == "Branch" else 1 - number % 2 if kind == "Leaf" else 0
    return (
        {"number": number, "name": "dict", "items": "of a dict"} if choice.random() < 0.2 else Thing(number)
    )
