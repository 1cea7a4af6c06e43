"""Parts of documents: lists at the root, with every filter, order and place, and what is counted of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .values import FILTERS, QUERIES, Make

#: A root field without an alias: made of a number that no other has, and of the length of its list.
Write = Callable[[int, int], str]
MOST = 100


@dataclass(frozen=True, slots=True)
class Part:
    """`lengths` are those of its list that are tried, the longest first; the search may take shorter ones."""

    name: str
    write: Write
    lengths: tuple[int, ...] = (1,)


FACETS = {
    "news": {name: f"{name}(first: 100) {{ value label count }}" for name in ("categories", "tags", "years")},
    "members": {
        name: f"{name}{'(first: 100)' if name in ('sectors', 'competences', 'cities') else ''} {{ value }}"
        for name in ("kinds", "sectors", "competences", "cities", "letters")
    },
    "galleries": {},
}
ORDERS = {
    "news": ("NEWEST", "OLDEST", "TITLE"),
    "members": ("NAME", "NEWEST", "DISTANCE"),
    "galleries": ("NEWEST", "OLDEST"),
}
#: What is asked of a list beside its items.
_BESIDE = {
    "count": "totalCount",
    "items": "nodes { id }",
    "place": "pageInfo { hasPreviousPage endCursor }",
}


def list_parts() -> Iterator[Part]:
    """Yield the lists with every filter, and what is counted of them."""
    for name, filters in FILTERS.items():
        facets = " ".join(FACETS[name].values())
        asked = {**_BESIDE, **({"facets": f"facets {{ {facets} }}"} if facets else {})}
        asked["all"] = " ".join(asked.values())
        for filter_name, write in {"none": lambda n: "", **filters}.items():
            for what, selection in asked.items():
                if what in ("place", "count") and filter_name not in (
                    "none",
                    "all",
                    "query: letters",
                    "near: 500 km",
                ):
                    continue
                yield Part(f"{name}, {filter_name}, {what}", listed(name, write, selection))
        for facet, selection in FACETS[name].items():
            for filter_name in ("none", "query: letters", "all"):
                write = filters.get(filter_name, lambda n: "")
                yield Part(
                    f"{name}, {filter_name}, facet {facet}", listed(name, write, f"facets {{ {selection} }}")
                )
        for order in ORDERS[name]:
            write = filters["near: 500 km"] if order == "DISTANCE" else (lambda n: "")
            yield Part(
                f"{name} by {order}, far away",
                listed(name, write, "nodes { id } pageInfo { hasPreviousPage }", order, True),
            )
            yield Part(f"{name} by {order}", listed(name, write, "nodes { id }", order))
    for query_name, text in QUERIES.items():
        for what, selection in {
            "items": "nodes { id }",
            "excerpts": "edges { cursor excerpt }",
            "facets": "facets { value count }",
            "all": "totalCount edges { excerpt node { id } } facets { value } pageInfo { hasPreviousPage }",
        }.items():
            yield Part(f"search, {query_name}, {what}", _search(text, selection), (MOST, 1))
    often = " ".join(f"excerpt{place}: excerpt" for place in range(40))
    for query_name in ("a letter", "common words", "umlauts"):
        yield Part(
            f"search, {query_name}, excerpts often",
            _search(QUERIES[query_name], f"edges {{ {often} }}"),
            (MOST, 10),
        )
    yield Part(
        "search, letters, far away",
        lambda n, length: (
            f'search(query: "{QUERIES["letters"](n)}", offset: {n % 900}, first: 1) {{ nodes {{ id }} }}'
        ),
    )


def listed(name: str, write: Make, selection: str, order: str = "", is_far: bool = False) -> Write:
    def part(number: int, length: int) -> str:
        given = write(number)
        # Another offset is another statement.
        arguments = [f"first: {length}, offset: {300 + number % 9_000 if is_far else number % 50}"]
        arguments += [f"filter: {{{given}}}"] if given else []
        arguments += [f"order: {order}"] if order else []
        return f"{name}({', '.join(arguments)}) {{ {selection} }}"

    return part


def _search(text: Make, selection: str) -> Write:
    return lambda n, length: f'search(query: "{text(n)}", first: {length}, offset: {n % 5}) {{ {selection} }}'
