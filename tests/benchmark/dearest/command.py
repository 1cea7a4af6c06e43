"""Runs the search on every database, and tells what is found."""

import argparse
import json
from pathlib import Path
from typing import Any

from ..asking import Connection, as_bytes
from ..content.plan import Numbers
from ..environment import of_the_cms
from ..growth import UNSTORED
from ..questions import Request
from ..servers import Server
from ..sites import add_database_options, add_keep_option, filled_site, kinds_at_hand
from .asking import Asker
from .cpu import Meter, keep_to_one_process
from .ours import operations
from .searching import searched, warmed
from .telling import Say, figures, tell, tell_operations

#: No document within the limits takes more of the processors, on a site of the usual size.
MAX_MS = 300.0
_FLOOR_ANSWERS = 300


def add_options(parser: argparse.ArgumentParser) -> None:
    usual = Numbers()
    for name in ("articles", "members", "galleries", "pictures"):
        parser.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    parser.add_argument("--minutes", type=float, default=8.0, help="for each database")
    parser.add_argument("--json", metavar="FILE", help="where every figure is written, with its document")
    parser.add_argument("--save", metavar="DIRECTORY", help="where the dearest documents are written")
    add_database_options(parser)
    add_keep_option(parser)


def run(options: argparse.Namespace, say: Say = print) -> int:
    """Search on every database; return the exit status."""
    found = {kind: _on(kind, options, say) for kind in kinds_at_hand(options, say)}
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=2) + "\n")
    # A larger site has no bound of its own: there the figures are told.
    is_usual = options.articles <= Numbers().articles
    is_met = not is_usual or all(one["dearest"]["cpu_ms"] <= MAX_MS for one in found.values())
    return int(options.require and not is_met)


def _on(kind: str, options: argparse.Namespace, say: Say) -> dict[str, Any]:
    """Search on one database; return every figure."""
    numbers = Numbers(options.articles, options.members, options.galleries, options.pictures)
    say(f"{kind}: fills {numbers.articles:,} articles, {numbers.members:,} members")
    with filled_site(kind, "dearest", numbers, options) as (url, directory):
        keep_to_one_process(url)
        environment = {**of_the_cms(url, directory), **UNSTORED, "CMS_GRAPHQL_INTROSPECTION": "true"}
        with Server("cold", environment) as server, Meter(server, url) as meter:
            asker = Asker(server, meter)
            schema = warmed(asker)
            ours = operations(asker)
            tell_operations(kind, ours, say)
            found = searched(kind, asker, schema, options.minutes, say)
            tell(kind, found.documents, found.edges, say)
            left_out = meter.left_out
        name, edge = found.edges[0]
        dearest = figures(found.documents[0])
        if edge.cpu_ms > dearest["cpu_ms"]:
            dearest = {"name": name, "cpu_ms": edge.cpu_ms, "cost": edge.cost or 0, "document": name}
        floor = _floor_ms(url, directory, found.documents[0].answered.body)
        dearest["to_floor"] = dearest["cpu_ms"] / floor
        _tell_dearest(kind, dearest, floor, left_out, say)
        if options.save:
            Path(options.save).mkdir(parents=True, exist_ok=True)
            (Path(options.save) / f"{kind.lower()}.graphql").write_text(dearest["document"] + "\n")
        return {
            "dearest": dearest,
            "floor_ms": floor,
            "left_out": left_out,
            "documents": [figures(one) for one in found.documents],
            "edges": [{"name": name, "cpu_ms": one.cpu_ms, "cost": one.cost} for name, one in found.edges],
            "operations": {name: {"cpu_ms": one.cpu_ms, "cost": one.cost} for name, one in ours.items()},
        }


def _tell_dearest(kind: str, dearest: dict[str, Any], floor: float, left_out: str, say: Say) -> None:
    said = "reached" if dearest["cpu_ms"] <= MAX_MS else "MISSED"
    say(
        f"\n{kind}: the dearest document takes {dearest['cpu_ms']:.0f} ms of CPU for a cost of "
        f"{dearest['cost']:,}, {dearest['to_floor']:,.0f} times the floor of {floor:.2f} ms: "
        f"{said} (wanted ≤ {MAX_MS:g} ms)\n  {dearest['name'][:300]}"
    )
    if left_out:
        say(f"  {left_out}: these are the figures of the server alone")


def _floor_ms(url: str, directory: Path, body: bytes) -> float:
    """Return what a floor takes that answers with the same bytes."""
    ready = directory / "floor"
    ready.mkdir()
    (ready / "dearest.json").write_bytes(body or b"{}")
    with Server("floor", of_the_cms(url, ready)) as server, Meter(server, url) as meter:
        connection, sent = Connection(server.port), as_bytes(Request("/dearest/", b"{}"))
        try:
            for _ in range(30):
                connection.ask(sent)
            meter.find_backends()
            before = meter.milliseconds()
            for _ in range(_FLOOR_ANSWERS):
                connection.ask(sent)
            return (meter.milliseconds() - before) / _FLOOR_ANSWERS
        finally:
            connection.close()
