"""What is refused, or costs little and takes long all the same: documents at the edge of the other limits."""

import json
from collections.abc import Iterator
from typing import Any

from tests.api.hostile import corpus

from .values import COMMON, turned

_SCHEMA = """__schema { queryType { name } types { kind name description
 fields(includeDeprecated: true) { name description
 args { name description type { ...T } defaultValue } type { ...T } } inputFields { name type { ...T } }
 interfaces { ...T } enumValues(includeDeprecated: true) { name description } possibleTypes { ...T } } }"""
_OF_TYPE = "fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }"


def bodies(fresh: int) -> Iterator[tuple[str, bytes]]:
    """Yield what is sent, by name; each is new to the server."""
    yield from ((name, body) for name, (body, _) in corpus().items())
    for name, document, variables in _documents(fresh):
        body = {"query": document, "variables": variables, "extensions": {"cost": True}}
        yield name, json.dumps(body).encode()


def _documents(n: int) -> Iterator[tuple[str, str, Any]]:
    for count in (5, 4, 3, 2, 1):
        copies = " ".join(f"s{place}: {_SCHEMA}" for place in range(count))
        yield f"the whole schema {count} times", f"query N{n} {{ {copies} }} {_OF_TYPE}", {}
    types = '__type(name: "Query") { fields { name args { name type { ...T } } type { ...T } } }'
    for count in (20, 10):
        copies = " ".join(f"t{place}: {types}" for place in range(count))
        yield f"a type {count} times", f"query N{n} {{ {copies} }} {_OF_TYPE}", {}
    yield "one name 2,400 times", f"query N{n} {{ siteSettings {{ {'name ' * 2_400} }} }}", {}
    yield "__typename 2,400 times", f"query N{n} {{ siteSettings {{ {'__typename ' * 2_400} }} }}", {}
    many = " ".join(f"...F{place}" for place in range(90))
    fragments = " ".join(
        f"fragment F{place} on NewsPage {{ id title teaser url path slug date }}" for place in range(90)
    )
    yield "90 fragments", f"query N{n} {{ news(first: 100) {{ nodes {{ {many} }} }} }} {fragments}", {}
    inline = " ".join("... on NewsPage { id title url } ... on PageInterface { path }" for _ in range(100))
    yield "200 inline fragments", f"query N{n} {{ news(first: 100) {{ nodes {{ {inline} }} }} }}", {}
    unlocking = " ".join(
        f'a{place}: unlockPage(input: {{pageId: "page-{place + 3}", password: "x{n}"}}) {{ ok }}'
        for place in range(20)
    )
    yield "20 wrong passwords", f"mutation N{n} {{ {unlocking} }}", {}
    filters = {f"f{place}": {"tags": [f"x{n}-{place}-{one}" for one in range(50)]} for place in range(20)}
    declared = ", ".join(f"$f{place}: NewsFilter" for place in range(20))
    lists = " ".join(f"a{place}: news(filter: $f{place}, first: 1) {{ totalCount }}" for place in range(20))
    yield "20 filters by variables", f"query N{n}({declared}) {{ {lists} }}", filters
    words = {f"q{place}": " ".join(turned(COMMON, n + place))[:200] for place in range(20)}
    declared = ", ".join(f"$q{place}: String!" for place in range(20))
    lists = " ".join(f"a{place}: search(query: $q{place}, first: 1) {{ totalCount }}" for place in range(20))
    yield "20 searches by variables", f"query N{n}({declared}) {{ {lists} }}", words
