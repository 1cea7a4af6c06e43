"""Requests meant to hurt the endpoint: each is a name, a body, and the codes it may be refused with.

`None` among the codes: an answer without errors is right, too, for what is legal and does no harm.
"""

import json
from typing import Any

NAME = "{ siteSettings { name } }"
CARD = "{ id title path }"


def _query(query: str, **more: Any) -> bytes:
    return json.dumps({"query": query, **more}).encode()


def _spreads(count: int, last: str, step: str = "...F{next} ...F{next}") -> str:
    """Return a document of fragments in which each spreads the next one twice."""
    chain = " ".join(
        f"fragment F{number} on Query {{ {step.format(number=number, next=number + 1)} }}"
        for number in range(count)
    )
    return f"{{ ...F0 }} {chain} fragment F{count} on Query {{ {last} }}"


def _nested(field: str, depth: int) -> str:
    return f"{{ {f'{field} {{ ' * depth}__typename{' }' * depth} }}"


DOCUMENTS: dict[str, tuple[str, tuple[str | None, ...]]] = {
    # Deep.
    "deep selections": (_nested("a", 5_000), ("DEPTH_LIMIT",)),
    "deep lists": (
        f"{{ news(filter: {{ tags: {'[' * 5_000}{']' * 5_000} }}) {{ totalCount }} }}",
        ("DEPTH_LIMIT",),
    ),
    "deep objects": (
        f"{{ news(filter: {'{ a: ' * 90}1{' }' * 90}) {{ totalCount }} }}",
        ("DEPTH_LIMIT", "VALIDATION_FAILED"),
    ),
    "deep inline fragments": (
        f"{{ {'... { ' * 95}__typename{' }' * 95} }}",
        ("DEPTH_LIMIT", "COST_LIMIT", None),
    ),
    "brackets without end": ("{" * 200_000, ("DEPTH_LIMIT",)),
    "deep through fragments": (
        "query { ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ {'... { ' * 40}...F{n + 1}{' }' * 40} }}" for n in range(15))
        + " fragment F15 on Query { __typename }",
        ("DEPTH_LIMIT", "COST_LIMIT"),
    ),
    # Broad.
    "10,000 aliases": (f"{{ {' '.join(f'a{n}: __typename' for n in range(10_000))} }}", ("ALIAS_LIMIT",)),
    "aliases of a list": (
        f"{{ {' '.join(f'a{n}: news(first: 100) {{ nodes {CARD} }}' for n in range(49))} }}",
        ("COST_LIMIT",),
    ),
    "one field 1,300 times": (f"{{ {'__typename ' * 1_300} }}", ("COST_LIMIT",)),
    "one field 1,300 times below": (f"{{ siteSettings {{ {'name ' * 1_300} }} }}", ("COST_LIMIT",)),
    "one object 300 times": (f"{{ siteSettings {{ {'logo { alt } ' * 600} }} }}", ("COST_LIMIT",)),
    "one list in itself": (
        f"{{ news(first: 100) {{ nodes {{ members {{ news(first: 12) {{ members {{ news(first: 12) {CARD} }} }} }} }} }} }}",
        ("COST_LIMIT",),
    ),
    "long lists by variable": (
        f"query ($n: Int! = 100) {{ news(first: $n) {{ nodes {{ related: members {{ news(first: $n) {CARD} }} }} }} }}",
        ("COST_LIMIT",),
    ),
    "2,400 unknown fields": (
        f"{{ {' '.join(f'a{n}' for n in range(2_400))} }}",
        ("VALIDATION_FAILED",),
    ),
    "2,400 unknown fields below": (
        f"{{ siteSettings {{ {' '.join(f'n{n}' for n in range(2_400))} }} }}",
        ("VALIDATION_FAILED",),
    ),
    "800 arguments": (
        f"{{ route({' '.join(f'a{n}: 1' for n in range(800))}) {{ status }} }}",
        ("VALIDATION_FAILED",),
    ),
    "600 variables": (
        f"query ({' '.join(f'$a{n}: Int' for n in range(600))}) {{ __typename }}",
        ("VALIDATION_FAILED",),
    ),
    "340 directives": (f"{{ __typename {'@skip(if: false) ' * 340} }}", ("VALIDATION_FAILED",)),
    "unknown directives": (f"{{ __typename {'@aa ' * 40} }}", ("VALIDATION_FAILED",)),
    "500 operations": (" ".join(f"query Q{n} {{ __typename }}" for n in range(500)), ("COST_LIMIT",)),
    "a long list of values": (
        f"{{ news(filter: {{ tags: [{','.join(['0'] * 2_400)}] }}) {{ totalCount }} }}",
        ("VALIDATION_FAILED",),
    ),
    # Fragments.
    "fragment bomb": (_spreads(90, "__typename"), (None,)),
    "200 fragments": (_spreads(200, "__typename"), ("COST_LIMIT",)),
    "fragment bomb of lists": (
        _spreads(90, "siteSettings { name }", "...F{next} ... on Query {{ ...F{next} }}"),
        ("COST_LIMIT",),
    ),
    "fragment bomb of objects": (
        '{ menu(name: "main") { ...F0 } } '
        + " ".join(
            f"fragment F{n} on MenuItem {{ label a: children {{ ...F{n + 1} }} b: children {{ ...F{n + 1} }} }}"
            for n in range(8)
        )
        + " fragment F8 on MenuItem { label }",
        ("COST_LIMIT",),
    ),
    "fragment cycle": (
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        ("VALIDATION_FAILED",),
    ),
    "long fragment cycle": (
        "{ ...F0 } " + " ".join(f"fragment F{n} on Query {{ ...F{(n + 1) % 90} }}" for n in range(90)),
        ("VALIDATION_FAILED", "COST_LIMIT"),
    ),
    "fragment of itself in a list": (
        '{ menu(name: "main") { ...A } } fragment A on MenuItem { label children { ...A } }',
        ("VALIDATION_FAILED",),
    ),
    "90 fragments that spread all others": (
        "{ ...F0 } "
        + " ".join(
            f"fragment F{n} on Query {{ __typename {' '.join(f'...F{m}' for m in range(n + 1, min(n + 10, 90)))} }}"
            for n in range(90)
        ),
        ("COST_LIMIT",),
    ),
    # Text.
    "a name of 200,000 letters": (f"{{ {'n' * 200_000} }}", ("VALIDATION_FAILED",)),
    "a text without end": (f'{{ route(path: "{"x" * 200_000}', ("PARSE_FAILED",)),
    "a block text without end": (
        f'{{ route(path: """{chr(92)}"""{chr(92) + chr(34) * 3}' + '\\"""' * 30_000,
        ("PARSE_FAILED",),
    ),
    "comments": ("#\n" * 80_000 + NAME, ("TOKEN_LIMIT",)),
    "tokens": (f"{{ {'a ' * 100_000} }}", ("TOKEN_LIMIT",)),
    "spaces": (" " * 200_000 + NAME, (None,)),
    "commas": ("{ siteSettings { name" + "," * 200_000 + " } }", (None,)),
    "a number of 200,000 digits": (
        f"{{ news(first: {'9' * 200_000}) {{ totalCount }} }}",
        ("VALIDATION_FAILED", "PARSE_FAILED", "COST_LIMIT"),
    ),
    "NUL in the document": ("{ siteSettings\0 { name } }", ("PARSE_FAILED",)),
    "NUL in a text": ('{ newsPage(slug: "a\\u0000b") { id } }', ("ARGUMENT_INVALID",)),
    "half a surrogate pair in a text": ('{ newsPage(slug: "\ud83d") { id } }', ("PARSE_FAILED",)),
    "an escaped half surrogate pair": (
        '{ newsPage(slug: "\\ud83d") { id } }',
        ("PARSE_FAILED", "ARGUMENT_INVALID"),
    ),
    "half a surrogate pair as a name": ("{ \ud83d }", ("PARSE_FAILED",)),
    "no document": ("not a document", ("PARSE_FAILED",)),
    "a schema": ("type Query { a: Int }", ("VALIDATION_FAILED",)),
    "a byte order mark": (f"\ufeff{NAME}", (None,)),
    # Numbers.
    "an int beyond 32 bits": ("{ news(first: 2147483648) { totalCount } }", ("VALIDATION_FAILED",)),
    "an int far beyond": (f"{{ news(first: {10**400}) {{ totalCount }} }}", ("VALIDATION_FAILED",)),
    "a negative length": ("{ news(first: -1) { totalCount } }", ("ARGUMENT_OUT_OF_RANGE",)),
    "a length of two milliards": ("{ news(first: 2147483647) { totalCount } }", ("ARGUMENT_OUT_OF_RANGE",)),
    "a float for an int": ("{ news(first: 1e999) { totalCount } }", ("VALIDATION_FAILED",)),
    "a year of ten digits": (
        "{ news(filter: { year: 2147483647 }) { totalCount } }",
        ("ARGUMENT_OUT_OF_RANGE",),
    ),
    "an offset beyond": ("{ news(offset: 2147483647) { totalCount } }", ("ARGUMENT_OUT_OF_RANGE",)),
    # Introspection.
    "introspection in circles": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
        ("VALIDATION_FAILED", "DEPTH_LIMIT"),
    ),
    "introspection 15 times": (
        f"{{ {' '.join(f's{n}: __schema {{ types {{ name fields {{ name }} }} }}' for n in range(15))} }}",
        ("COST_LIMIT",),
    ),
    "a type that does not end": (
        f'{{ __type(name: "Query") {{ {"ofType { " * 40}name{" }" * 40} }} }}',
        ("VALIDATION_FAILED", None),
    ),
    # Texts that mean something elsewhere.
    "SQL in a slug": ('{ newsPage(slug: "a\' OR 1=1; DROP TABLE news_newspage; --") { id } }', (None,)),
    "SQL in a filter": (
        '{ news(filter: { tags: ["\') UNION SELECT password FROM auth_user --"] }) { totalCount } }',
        (None,),
    ),
    "SQL in a letter": (
        '{ members(filter: { letter: "a%\' --" }) { totalCount } }',
        ("ARGUMENT_INVALID", None),
    ),
    "wildcards in a city": ('{ members(filter: { cities: ["%", "_", "*", ".*"] }) { totalCount } }', (None,)),
    "an ORM path in an order": ("{ news(order: owner__password) { totalCount } }", ("VALIDATION_FAILED",)),
    "a path with dots": ('{ route(path: "/../../../../etc/passwd") { status } }', (None, "ARGUMENT_INVALID")),
    "a path of 100,000 characters": (
        '{ route(path: "/' + "a/" * 50_000 + '") { status } }',
        ("ARGUMENT_OUT_OF_RANGE", "ARGUMENT_INVALID", None),
    ),
    "a path that is an address": (
        '{ route(path: "https://evil.example//x") { status } }',
        (None, "ARGUMENT_INVALID"),
    ),
    "a path of a pattern": ('{ route(path: "/(a+)+$/") { status } }', (None, "ARGUMENT_INVALID")),
    "a site with a port like a number": (
        '{ siteSettings(site: "a:99999999999999999999") { name } }',
        ("SITE_UNKNOWN",),
    ),
    "a site of 100,000 letters": (
        '{ siteSettings(site: "' + "a" * 100_000 + '") { name } }',
        ("SITE_UNKNOWN", "ARGUMENT_OUT_OF_RANGE"),
    ),
    "an id of 100,000 digits": (
        '{ page(id: "page-' + "9" * 100_000 + '") { id } }',
        (None, "ARGUMENT_INVALID", "ARGUMENT_OUT_OF_RANGE"),
    ),
    "an id beyond 64 bits": ('{ page(id: "page-99999999999999999999") { id } }', (None, "ARGUMENT_INVALID")),
    "an id in other digits": ('{ page(id: "page-٣") { id } }', (None, "ARGUMENT_INVALID")),
    "a cursor of 100,000 letters": (
        '{ news(after: "' + "A" * 100_000 + '") { totalCount } }',
        ("CURSOR_INVALID",),
    ),
}
LIST = "query ($f: NewsFilter, $n: Int! = 20, $a: String) { news(filter: $f, first: $n, after: $a) { totalCount } }"
VARIABLES: dict[str, tuple[Any, tuple[str | None, ...]]] = {
    "10,000 values": ({"f": {"tags": ["x"] * 10_000}}, ("ARGUMENT_OUT_OF_RANGE",)),
    "an unknown variable": ({"g": 1}, (None,)),
    "10,000 unknown variables": ({f"g{n}": n for n in range(10_000)}, ("ARGUMENT_OUT_OF_RANGE",)),
    "NUL": ({"f": {"tags": ["a\0b"]}}, ("ARGUMENT_INVALID",)),
    "half a surrogate pair": ({"f": {"tags": ["\ud83d"]}}, ("ARGUMENT_INVALID",)),
    "half a surrogate pair as a name": ({"\ud83d": 1, "f": {"\ud83d": 1}}, ("ARGUMENT_INVALID",)),
    "a name of __proto__": ({"f": {"__proto__": {"tags": ["x"]}}}, ("ARGUMENT_INVALID",)),
    "an int of 4,000 digits": ({"n": 10**3_999}, ("ARGUMENT_INVALID",)),
    "an int beyond 32 bits": ({"n": 2**31}, ("ARGUMENT_INVALID",)),
    "a negative int beyond 32 bits": ({"n": -(2**31) - 1}, ("ARGUMENT_INVALID",)),
    "a float for an int": ({"n": 1.5}, ("ARGUMENT_INVALID",)),
    "a whole float for an int": ({"n": 1.0}, (None,)),
    "a huge float for an int": ({"n": 1e300}, ("ARGUMENT_INVALID",)),
    "true for an int": ({"n": True}, ("ARGUMENT_INVALID",)),
    "a list for an int": ({"n": [1]}, ("ARGUMENT_INVALID",)),
    "null for an int": ({"n": None}, ("ARGUMENT_INVALID",)),
    "a text of 200,000 characters": ({"f": {"tags": ["x" * 200_000]}}, ("ARGUMENT_OUT_OF_RANGE",)),
    "a cursor of 200,000 characters": ({"a": "A" * 200_000}, ("CURSOR_INVALID",)),
    "a cursor in another encoding": ({"a": "ÄÖÜ"}, ("CURSOR_INVALID",)),
    "a date of 200,000 characters": ({"f": {"from": "9" * 200_000}}, ("ARGUMENT_INVALID",)),
    "a pattern": ({"f": {"tags": ["(a+)+$" * 30]}}, (None,)),
    "a pattern in a date": ({"f": {"from": "(((((.*)*)*)*)*)*$"}}, ("ARGUMENT_INVALID",)),
}


def _deep(depth: int) -> bytes:
    return b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * depth + b"]" * depth + b"}}"


BODIES: dict[str, tuple[bytes, tuple[str | None, ...]]] = {
    "1 MB of query": (_query("{ " + "a" * 1_000_000 + " }"), ("BODY_LIMIT",)),
    "1 MB of nothing": (b" " * 1_000_000, ("BODY_LIMIT",)),
    "an empty body": (b"", ("VALIDATION_FAILED",)),
    "deep variables": (_deep(100_000), ("VALIDATION_FAILED",)),
    "variables 500 deep": (_deep(500), ("ARGUMENT_OUT_OF_RANGE", "VALIDATION_FAILED")),
    "variables 17 deep": (_deep(17), ("ARGUMENT_OUT_OF_RANGE",)),
    "200,000 brackets": (b"[" * 200_000, ("VALIDATION_FAILED",)),
    "20,000 objects": (
        b'{"query": "{ __typename }", "variables": {"a": [' + b",".join([b"{}"] * 20_000) + b"]}}",
        ("ARGUMENT_OUT_OF_RANGE",),
    ),
    "a number of 200,000 digits": (
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 200_000 + b"}}",
        ("VALIDATION_FAILED",),
    ),
    "1e999": (b'{"query": "{ __typename }", "variables": {"a": 1e999}}', ("VALIDATION_FAILED",)),
    "a float of 200,000 digits": (
        b'{"query": "{ __typename }", "variables": {"a": 0.' + b"9" * 200_000 + b"}}",
        (None,),
    ),
    "NaN": (b'{"query": "{ __typename }", "variables": {"a": NaN}}', ("VALIDATION_FAILED",)),
    "-Infinity": (b'{"query": "{ __typename }", "variables": {"a": -Infinity}}', ("VALIDATION_FAILED",)),
    "a name twice": (b'{"query": "{ a }", "query": "{ __typename }"}', ("VALIDATION_FAILED",)),
    "a variable twice": (
        b'{"query": "{ __typename }", "variables": {"a": 1, "a": 2}}',
        ("VALIDATION_FAILED",),
    ),
    "20,000 names twice": (
        b"{" + b",".join(b'"a%d":1' % (n // 2) for n in range(20_000)) + b"}",
        ("VALIDATION_FAILED",),
    ),
    "a byte order mark": (b"\xef\xbb\xbf" + _query(NAME), ("VALIDATION_FAILED",)),
    "UTF-16": (_query(NAME).decode().encode("utf-16"), ("VALIDATION_FAILED",)),
    "no UTF-8": (b'{"query": "{ \xff }"}', ("VALIDATION_FAILED",)),
    "an overlong NUL": (b'{"query": "{ \xc0\x80 }"}', ("VALIDATION_FAILED",)),
    "UTF-8 of a half surrogate pair": (b'{"query": "{ \xed\xa0\xbd }"}', ("VALIDATION_FAILED",)),
    "NUL bytes": (b"\0" * 1_000, ("VALIDATION_FAILED",)),
    "a raw NUL in a text": (b'{"query": "{ \0 }"}', ("VALIDATION_FAILED",)),
    "a comment in JSON": (b'{"query": "{ __typename }" /* */}', ("VALIDATION_FAILED",)),
    "a batch": (b"[" + b",".join([_query(NAME)] * 10) + b"]", ("VALIDATION_FAILED",)),
    "a text": (b'"{ __typename }"', ("VALIDATION_FAILED",)),
    "an operation's name of 200,000 letters": (
        _query(NAME, operationName="x" * 200_000),
        ("VALIDATION_FAILED",),
    ),
    "an operation's name with NUL": (_query(NAME, operationName="\0"), ("VALIDATION_FAILED",)),
    "half a surrogate pair as an operation's name": (
        _query(NAME, operationName="\ud83d"),
        ("VALIDATION_FAILED",),
    ),
    "an id of 200,000 letters": (json.dumps({"documentId": "x" * 200_000}).encode(), ("VALIDATION_FAILED",)),
    "an id that is a path": (json.dumps({"documentId": "../../etc/passwd"}).encode(), ("VALIDATION_FAILED",)),
    "an unknown id": (json.dumps({"documentId": f"sha256:{'0' * 64}"}).encode(), ("DOCUMENT_UNKNOWN",)),
    "an id that is a list": (b'{"documentId": ["x"]}', ("VALIDATION_FAILED",)),
    "a hash that is not the query's": (
        _query(NAME, extensions={"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}),
        ("VALIDATION_FAILED",),
    ),
    "a hash with half a surrogate pair": (
        _query("{ \ud83d }", extensions={"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}),
        ("VALIDATION_FAILED",),
    ),
    "extensions of 20,000 names": (_query(NAME, extensions={f"a{n}": n for n in range(15_000)}), (None,)),
}


def corpus() -> dict[str, tuple[bytes, tuple[str | None, ...]]]:
    """Return every body by name, with the codes that it may be refused with."""
    found = {f"document: {name}": (_query(query), codes) for name, (query, codes) in DOCUMENTS.items()}
    for name, (variables, codes) in VARIABLES.items():
        found[f"variables: {name}"] = (_query(LIST, variables=variables), codes)
    return found | {f"body: {name}": one for name, one in BODIES.items()}
