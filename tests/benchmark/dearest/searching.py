"""The search on one running server."""

import json
import time
from dataclasses import dataclass
from statistics import median

from graphql import GraphQLSchema, build_client_schema, get_introspection_query

from .asking import Answered, Asker
from .others import other_parts
from .packing import Found, asked, mixed, packed
from .parts import list_parts
from .refused import bodies
from .selections import schema_parts
from .telling import TOLD, Say

_TIMES = 5
#: So much of the time is left for mixing what was found.
_FOR_MIXING = 0.2
_FOR_THE_END = 25.0


@dataclass(frozen=True, slots=True)
class Searched:
    """Documents within the limits, and others at their edges by name; the dearest first."""

    documents: list[Found]
    edges: list[tuple[str, Answered]]


def warmed(asker: Asker) -> GraphQLSchema:
    """Return the schema as the server tells it, when it has answered some questions."""
    told = asker.ask(get_introspection_query(descriptions=False))
    for _ in range(20):
        asker.ask(f"query W{asker.fresh()} {{ news {{ totalCount nodes {{ id }} }} }}")
    return build_client_schema(json.loads(told.body)["data"])


def searched(kind: str, asker: Asker, schema: GraphQLSchema, minutes: float, say: Say) -> Searched:
    """Try every part alone, then mixtures of the dearest; what takes most is measured again."""
    end = time.monotonic() + minutes * 60
    found: list[Found] = []
    edges = [(name, asker.send(body)) for name, body in bodies(asker.fresh())]
    parts = [*list_parts(), *other_parts(), *schema_parts(schema)]
    tried = 0
    for part in parts:
        if time.monotonic() > end - minutes * 60 * _FOR_MIXING:
            break
        found += packed(asker, part)
        tried += 1
    found += mixed(asker, found, _most_cost(asker), lambda: time.monotonic() > end - _FOR_THE_END)
    say(f"\n{kind}: {tried} of {len(parts)} parts, {len(edges)} documents at the edges of the limits")
    return Searched(_again(asker, found), _edges_again(asker, edges))


def _most_cost(asker: Asker) -> int:
    """Return the limit of the cost, as an answer says it."""
    answered = asker.ask(f"query L{asker.fresh()} {{ __typename }}")
    return int(json.loads(answered.body)["extensions"]["cost"]["limit"])


def _again(asker: Asker, found: list[Found]) -> list[Found]:
    """Return what was found, the dearest first; those are measured again, each time with other values."""
    found = sorted(found, key=lambda one: -one.cpu_ms)
    checked = [asked(asker, one.name, one.parts, _TIMES) for one in found[: 2 * TOLD]]
    kept = [one for one in checked if one.answered.has_run]
    return sorted([*kept, *found[2 * TOLD :]], key=lambda one: -one.cpu_ms)


def _edges_again(asker: Asker, edges: list[tuple[str, Answered]]) -> list[tuple[str, Answered]]:
    edges = sorted(edges, key=lambda one: -one[1].cpu_ms)
    for place, (name, _) in enumerate(edges[:TOLD]):
        times = [asker.send(dict(bodies(asker.fresh()))[name]) for _ in range(_TIMES)]
        middle = median(one.cpu_ms for one in times)
        edges[place] = name, min(times, key=lambda one: abs(one.cpu_ms - middle))
    return sorted(edges, key=lambda one: -one[1].cpu_ms)
