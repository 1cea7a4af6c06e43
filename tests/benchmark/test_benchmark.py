"""Keeps the benchmark from rotting: a run so small that its figures mean nothing, and what judges figures."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from graphql import get_named_type

from cms.api.schema.build import get_schema
from tests.benchmark import compare
from tests.benchmark.dearest.asking import Answered
from tests.benchmark.dearest.others import other_parts
from tests.benchmark.dearest.packing import Placed, packed, written
from tests.benchmark.dearest.parts import FACETS, ORDERS, Part, list_parts
from tests.benchmark.dearest.selections import ROOTS
from tests.benchmark.dearest.values import FILTERS
from tests.benchmark.environment import ROOT
from tests.benchmark.figures import COLD, FLOOR, SHIPPED, STOCK, Figures, Key, medians, ratio
from tests.benchmark.ratios import AFTER, BEFORE, Pair, orders, report, spread, spreads
from tests.benchmark.stale import Checked, checked
from tests.benchmark.targets import targets
from tests.benchmark.worktree import NotComparable, check_migrations, migrations_of, worktree

SMALL = "--articles 5 --members 5 --galleries 2 --pictures 50 --rounds 1 --seconds 0.1 --clients 2".split()


@pytest.mark.needs_sqlite
def test_a_small_run_measures_ours_and_the_floor(db: None, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.sqlite3"
    migrated.write_bytes(connection.connection.serialize())
    figures = tmp_path / "figures.json"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.benchmark", "--brief", "--only", "sqlite", *SMALL),
            *("--migrated", str(migrated), "--json", str(figures)),
        ],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = {(row["question"], row["variant"]): row for row in json.loads(figures.read_text())}
    questions = ("list", "article", "members", "home", "search")
    assert set(found) == {(question, variant) for question in questions for variant in (SHIPPED, FLOOR)}
    assert all(row["per_second"] > 0 and row["statements"] >= 0 for row in found.values())
    assert all(found[question, FLOOR]["statements"] == 1 for question in questions)
    assert "as shipped: answers/s to floor" in done.stdout


def _figures(per_second: float, cpu_ms: float = 0.5) -> Figures:
    return Figures(1, 1, per_second, 5, cpu_ms, 1, 100)


def test_a_target_is_missed_by_what_is_too_slow() -> None:
    measured = {
        Key("SQLite", "list", SHIPPED): _figures(990, cpu_ms=1.5),
        Key("SQLite", "list", COLD): _figures(61),
        Key("SQLite", "list", STOCK): _figures(10),
        Key("SQLite", "list", FLOOR): _figures(1600),
    }
    assert [(one.wanted, one.is_met) for one in targets(measured)] == [
        ("≥ 100 ×", False),
        ("≥ 0.6 ×", True),
        ("< 1 ms", False),
        ("≥ 6 ×", True),
    ]


def test_figures_of_rounds_become_their_median() -> None:
    key, other = Key("SQLite", "list", SHIPPED), Key("SQLite", "list", FLOOR)
    rounds = [{key: _figures(per_second)} for per_second in (30, 10, 20)]
    found = medians([*rounds, {other: _figures(40)}])
    assert found[key].per_second == 20
    assert ratio(found, key, "per_second", FLOOR) == 0.5


class _Accepting:
    """A server with limits: so much cost for each field at the root, and so many of these."""

    def __init__(self, cost_of_one: int, most_cost: int, most_fields: int) -> None:
        self.cost_of_one, self.most_cost, self.most_fields = cost_of_one, most_cost, most_fields
        self.fresh = iter(range(1_000)).__next__

    def ask(self, document: str) -> Answered:
        fields = document.count("news(")
        cost = fields * self.cost_of_one
        if cost > self.most_cost:
            return Answered(1, 0, code="COST_LIMIT", limit=self.most_cost, value=cost)
        if fields > self.most_fields:
            return Answered(1, 0, code="COST_LIMIT", limit=self.most_fields, value=fields)
        return Answered(fields, 0, cost=cost)


@pytest.mark.parametrize(
    ("most_cost", "most_fields", "copies"), [(1_000, 20, 10), (5_000, 7, 7), (50, 20, 0)]
)
def test_as_many_copies_are_packed_as_are_accepted(most_cost: int, most_fields: int, copies: int) -> None:
    asker: Any = _Accepting(100, most_cost, most_fields)
    found = packed(asker, Part("news", lambda number, length: f"news(first: {length}) {{ x{number} }}"))
    assert [one.parts[0].copies for one in found] == ([copies] if copies else [])
    assert [one.answered.cost for one in found] == ([copies * 100] if copies else [])


def test_the_dearest_document_is_looked_for_in_every_list() -> None:
    """With each of its orders, filters and facets: a new one needs its row."""
    query: Any = get_schema().query_type
    lists = {
        name: field
        for name, field in query.fields.items()
        if {"filter", "order", "first"} <= field.args.keys()
    }
    assert set(lists) == set(FILTERS) == set(ORDERS) == set(FACETS) <= set(ROOTS)
    for name, field in lists.items():
        assert set(ORDERS[name]) == set(get_named_type(field.args["order"].type).values)
        tried = {filtered.partition(":")[0] for filtered in FILTERS[name]} - {"all"}
        assert tried == set(get_named_type(field.args["filter"].type).fields)
        facets = field.type.of_type.fields.get("facets")
        assert set(FACETS[name]) == set(get_named_type(facets.type).fields if facets else ())


def test_no_two_documents_say_the_same() -> None:
    for part in (*list_parts(), *other_parts()):
        texts = [
            written((Placed(part, 1, 2),), iter(range(start, start + 9)).__next__) for start in (1_000, 1_003)
        ]
        assert texts[0] != texts[1], part.name


def test_an_answer_is_stale_if_it_was_begun_after_a_commit_that_it_does_not_know() -> None:
    commits = [(1, 10.0), (2, 20.0)]
    before, known, newer, stale = (9.0, 0), (15.0, 1), (19.9, 2), (20.01, 1)
    assert checked(commits, [before, known, newer]) == Checked(after=2, soon=0, stale=0)
    assert checked(commits, [stale]) == Checked(after=1, soon=1, stale=1)


def _pairs(*ratios: float) -> list[Pair]:
    return [Pair(before=200, after=200 * ratio) for ratio in ratios]


def test_before_and_after_are_measured_by_turns() -> None:
    assert [*orders(4)] == [(BEFORE, AFTER), (AFTER, BEFORE)] * 2


def test_the_spread_of_a_ratio_is_students_interval_of_its_logarithms() -> None:
    even = spread([0.5, 2.0, 0.5, 2.0])
    assert even.ratio == pytest.approx(1)
    # Four logarithms of ± ln 2 deviate by ln 2 · √(4/3), their mean by ln 2 / √3; t for 3 degrees is 3.182.
    assert even.high == pytest.approx(2 ** (3.182 / 3**0.5))
    assert even.low == pytest.approx(1 / even.high)
    steady = spread([0.9] * 40)
    assert (steady.low, steady.ratio, steady.high) == pytest.approx((0.9, 0.9, 0.9))
    # More rounds that spread alike say more.
    assert spread([0.9, 1.1] * 10).high < spread([0.9, 1.1] * 2).high


@pytest.mark.parametrize(
    ("ratios", "verdict"),
    [
        ((0.951, 0.951), "reached"),
        ((0.94, 0.94, 0.94), "MISSED"),
        ((0.93, 0.935, 0.925, 0.93), "MISSED"),
        # Too noisy to say that it is slower.
        ((0.8, 1.05, 0.9, 0.98), "reached, but 0.95 is within"),
        ((1.2, 1.21), "reached"),
    ],
)
def test_what_is_shown_to_be_slower_misses(ratios: tuple[float, ...], verdict: str) -> None:
    key, other = Key("SQLite", "list", COLD), Key("PostgreSQL", "home", SHIPPED)
    paired = {key: _pairs(*ratios), other: _pairs(1, 1)}
    is_met = {key: found.is_met for key, found in spreads(paired).items()}
    assert is_met == {key: verdict != "MISSED", other: True}
    _, first, second = report(paired).splitlines()
    assert first.startswith("SQLite list, cold ") and first.endswith(f"  {verdict}")
    assert second.startswith("PostgreSQL home, as shipped ") and second.endswith("  reached")


def _compare(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    compare.add_options(parser)
    return parser.parse_args(given)


def test_what_cant_be_compared_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    assert compare.run(_compare("--before", "HEAD", "--rounds", "1"), said.append) == 2
    assert said == ["A spread needs two rounds or more."]
    with pytest.raises(SystemExit):
        _compare("--before", "HEAD", "--brief")
    assert "not allowed with" in capsys.readouterr().err


def test_databases_that_fit_one_of_them_are_refused() -> None:
    check_migrations({"news.0001_initial"}, {"news.0001_initial"})
    with pytest.raises(NotComparable, match=r"only before has media\.0002_b; only after has news\.0003_c\.$"):
        check_migrations({"news.0001_a", "media.0002_b"}, {"news.0001_a", "news.0003_c"})


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no clone")
def test_a_commit_is_checked_out_and_gone_afterwards() -> None:
    def known() -> str:
        return subprocess.run(
            ["git", "worktree", "list"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    with worktree("HEAD") as root:
        assert (root / "manage.py").read_bytes()
        assert str(root) in known()
        assert migrations_of(root)
    assert not root.exists()
    assert str(root) not in known()
    for unknown in ("no-such-commit", "--force"):
        with pytest.raises(NotComparable, match=f"Git refused {unknown}"), worktree(unknown):
            pass
