"""Contract diff and deprecation policy: changes are classified, and nothing is removed without deprecation."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from graphql import build_schema, find_breaking_changes, find_dangerous_changes
from pytest_django import Settings

from cms.api.contract.changelog import announced_breaks, with_changes
from cms.api.contract.changes import Change, Level, changes_between, deprecated_since
from cms.api.contract.deprecation_policy import DEPRECATION
from cms.api.contract.export import schema_text

TODAY = date(2026, 6, 1)
LONG_AGO = TODAY - DEPRECATION
OLD = """
interface Page { id: ID! title: String! }
type News implements Page { id: ID! title: String! date: String tags(first: Int = 3, after: String): [String!]! }
type Tag { name: String! }
enum Order { NEWEST OLDEST }
input Filter { year: Int tag: String }
scalar Date
union Hit = News | Tag
type Query { news(filter: Filter, order: Order! = NEWEST): [News!]! page: Page hit: Hit }
"""
#: What is written in place of what → the one change that follows, as level and sentence.
CHANGES = {
    ("type Tag {", "type Near { lat: Float! near: Near }\ntype Tag {"): ("SAFE", "`Near` was added."),
    ("date: String", "date: String day: Date"): ("SAFE", "`News.day` was added."),
    ("date: String", "date: String!"): ("SAFE", "`News.date` changed from `String` to `String!`."),
    ("date: String", 'date: String @deprecated(reason: "Since 2026-05-01: use `day`.")'): (
        "SAFE",
        "`News.date` is deprecated. Since 2026-05-01: use `day`.",
    ),
    ("order: Order! = NEWEST", "order: Order = NEWEST"): (
        "SAFE",
        "`Query.news(order:)` changed from `Order!` to `Order`.",
    ),
    ("type Tag {", '"A word."\ntype Tag {'): ("SAFE", "`Tag` has another description."),
    ("title: String! }\ntype", "title: String! slug: String }\ntype"): ("SAFE", "`Page.slug` was added."),
    ("NEWEST OLDEST }", "NEWEST OLDEST TITLE }"): ("DANGEROUS", "`Order.TITLE` was added."),
    ("tag: String }", "tag: String query: String }"): ("DANGEROUS", "`Filter.query` was added."),
    ("after: String", "after: String, offset: Int"): ("DANGEROUS", "`News.tags(offset:)` was added."),
    ("first: Int = 3", "first: Int = 5"): (
        "DANGEROUS",
        "`News.tags(first:)` has another default: `5`, was `3`.",
    ),
    ("first: Int = 3", "first: Int"): (
        "DANGEROUS",
        "`News.tags(first:)` has another default: none, was `3`.",
    ),
    ("union Hit = News | Tag", "union Hit = News | Tag | Query"): (
        "DANGEROUS",
        "`Hit` belongs to `Query` now.",
    ),
    ("date: String ", ""): ("BREAKING", "`News.date` was removed."),
    ("date: String", "date: Int"): ("BREAKING", "`News.date` changed from `String` to `Int`."),
    (": [String!]!", ": [String!]"): ("BREAKING", "`News.tags` changed from `[String!]!` to `[String!]`."),
    ("NEWEST OLDEST }", "NEWEST }"): ("BREAKING", "`Order.OLDEST` was removed."),
    ("after: String", "after: String!"): (
        "BREAKING",
        "`News.tags(after:)` changed from `String` to `String!`.",
    ),
    ("first: Int = 3, ", ""): ("BREAKING", "`News.tags(first:)` was removed."),
    ("after: String", "after: String, of: Int!"): ("BREAKING", "`News.tags(of:)` was added."),
    ("year: Int ", ""): ("BREAKING", "`Filter.year` was removed."),
    ("year: Int", "year: [Int]"): ("BREAKING", "`Filter.year` changed from `Int` to `[Int]`."),
    ("tag: String }", "tag: String query: String! }"): ("BREAKING", "`Filter.query` was added."),
    ("scalar Date\n", ""): ("BREAKING", "`Date` was removed."),
    ("scalar Date", "enum Date { A }"): ("BREAKING", "`Date` changed from `ScalarType` to `EnumType`."),
    ("union Hit = News | Tag", "union Hit = Tag"): ("BREAKING", "`Hit` no longer belongs to `News`."),
    ("type News implements Page", "type News"): ("BREAKING", "`News` no longer belongs to `Page`."),
}


def with_change(old: str, new: str, schema: str = OLD) -> str:
    assert schema.count(old) == 1, old
    return schema.replace(old, new)


def changes_of(old: str, new: str) -> list[tuple[str, str]]:
    found = changes_between(build_schema(old), build_schema(new))
    return [(change.level.name, change.sentence) for change in found]


@pytest.mark.parametrize(("words", "change"), CHANGES.items(), ids=lambda value: value[-1])
def test_a_change_has_a_level_and_a_sentence(words: tuple[str, str], change: tuple[str, str]) -> None:
    new = with_change(*words)
    if "slug" in words[1]:
        new = new.replace("date: String", "date: String slug: String")
    assert changes_of(OLD, new) == [change]
    # As graphql-core sees it, which is GraphQL.js's own.
    schemas = build_schema(OLD), build_schema(new)
    assert bool(find_breaking_changes(*schemas)) == (change[0] == "BREAKING")
    assert bool(find_dangerous_changes(*schemas)) == (change[0] == "DANGEROUS")


def test_an_argument_that_loses_its_default_must_be_given_from_then_on() -> None:
    """graphql-core calls it dangerous: every request without it is refused."""
    assert changes_of(OLD, OLD.replace("order: Order! = NEWEST", "order: Order!")) == [
        ("BREAKING", "`Query.news(order:)` has another default: none, was `NEWEST`.")
    ]


def test_a_change_of_a_directive() -> None:
    old = OLD + "directive @own(a: Int) on FIELD | QUERY"
    assert changes_of(old, OLD) == [("BREAKING", "`@own` was removed.")]
    assert changes_of(OLD, old) == [("SAFE", "`@own` was added.")]
    assert changes_of(old, old.replace("a: Int", "a: Int!")) == [
        ("BREAKING", "`@own(a:)` changed from `Int` to `Int!`.")
    ]
    assert changes_of(old, old.replace(" | QUERY", "")) == [
        ("BREAKING", "`@own` no longer belongs to `QUERY`.")
    ]


def test_a_worse_change_than_that_of_its_interface_is_reported() -> None:
    old = (
        "interface Node { id: ID } type A implements Node { id: ID } type B implements Node { id: ID } "
        "interface Has { node: Node } type X implements Has { node: A } type Query { x: X, b: B }"
    )
    new = old.replace("Has { node: Node }", "Has { node: Node! }").replace("{ node: A }", "{ node: B! }")
    assert changes_of(old, new) == [
        ("BREAKING", "`X.node` changed from `A` to `B!`."),
        ("SAFE", "`Has.node` changed from `Node` to `Node!`."),
    ]


def test_a_change_of_an_interface_is_reported_once() -> None:
    assert changes_of(OLD, OLD.replace(" title: String!", "")) == [("BREAKING", "`Page.title` was removed.")]
    assert changes_of(OLD, OLD.replace("title: String!", "title: Int!")) == [
        ("BREAKING", "`Page.title` changed from `String!` to `Int!`.")
    ]


def test_the_worst_comes_first() -> None:
    new = OLD.replace("NEWEST OLDEST }", "NEWEST TITLE }").replace("date: String", "date: String day: Date")
    assert [level for level, _ in changes_of(OLD, new)] == ["BREAKING", "DANGEROUS", "SAFE"]


def test_the_schema_does_not_differ_from_itself() -> None:
    text = schema_text()
    assert changes_of(text, text) == changes_of(OLD, OLD) == []


@pytest.mark.parametrize(
    ("reason", "day"),
    [
        ("Since 2026-05-01: use `x`.", date(2026, 5, 1)),
        ("Since 2026-02-30: use `x`.", None),
        ("Since 2026-05-01", None),
        ("Since 2026-05-01: ", None),
        ("since May: use `x`", None),
        ("No longer supported", None),
        (None, None),
    ],
)
def test_a_deprecation_says_since_when(reason: str | None, day: date | None) -> None:
    assert deprecated_since(reason) == day


# --- The command --------------------------------------------------------------------------------------------


class Contract:
    """A contract in a directory of its own; `code` is what the code answers."""

    def __init__(self, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = directory / "frontend_contract"
        self.folder.mkdir()
        self._patch = monkeypatch
        self.code(OLD)
        self.committed.write_text(OLD)
        self.changelog.write_text("# Changelog\n\n## Unreleased\n\n### Added\n\n- The first schema.\n")

    def code(self, text: str) -> None:
        self._patch.setattr("cms.api.contract.export.schema_text", lambda: text)

    @property
    def committed(self) -> Path:
        return self.folder / "schema.graphql"

    @property
    def released(self) -> Path:
        return self.folder / "released" / "schema.graphql"

    @property
    def changelog(self) -> Path:
        return self.folder / "CHANGELOG.md"

    def run(self, *arguments: str, on: date = TODAY) -> None:
        with time_machine.travel(on, tick=False):
            call_command("export_contract", *arguments)

    def refused(self, *arguments: str, on: date = TODAY) -> str:
        before = [path.read_text() for path in sorted(self.folder.rglob("*.*"))]
        with pytest.raises(CommandError) as error:
            self.run(*arguments, on=on)
        assert before == [path.read_text() for path in sorted(self.folder.rglob("*.*"))]
        return str(error.value)

    def overwrite(self) -> None:
        """As a developer does who thinks that the file is in the way."""
        from cms.api.contract import export as contract

        self.committed.write_text(contract.schema_text())


@pytest.fixture
def contract(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Contract:
    settings.BASE_DIR = tmp_path
    return Contract(tmp_path, monkeypatch)


def deprecated(day: date, schema: str = OLD) -> str:
    return with_change(
        "date: String", f'date: String @deprecated(reason: "Since {day}: use `day`.") day: Date', schema
    )


WITHOUT_DATE = OLD.replace("date: String ", "day: Date ")
WITHOUT_OLDEST = OLD.replace("NEWEST OLDEST", "NEWEST")


def test_a_difference_is_reported_and_fails_the_check(contract: Contract) -> None:
    contract.run()
    contract.run("--check")
    contract.code(with_change("NEWEST OLDEST", "NEWEST TITLE"))
    said = contract.refused("--check")
    assert "breaking   `Order.OLDEST` was removed.\ndangerous  `Order.TITLE` was added.\n" in said
    assert "-enum Order { NEWEST OLDEST }" in said
    assert "Run `manage.py export_contract`" in said


def test_additions_are_written_and_noted(contract: Contract, capsys: pytest.CaptureFixture[str]) -> None:
    new = with_change("NEWEST OLDEST", "NEWEST OLDEST TITLE", deprecated(TODAY))
    contract.code(new)
    contract.run()
    said = capsys.readouterr().out
    assert "dangerous  `Order.TITLE` was added." in said and "Wrote CHANGELOG.md." in said
    assert contract.committed.read_text() == new
    text = (
        "# Changelog\n\n## Unreleased\n\n### Added\n\n- The first schema.\n- `Order.TITLE` was added.\n"
        "- `News.day` was added.\n\n### Deprecated\n\n"
        "- `News.date` is deprecated. Since 2026-06-01: use `day`.\n"
    )
    assert contract.changelog.read_text() == text
    contract.run()
    contract.run("--check")
    assert contract.changelog.read_text() == text
    assert "is current" in capsys.readouterr().out


def test_a_line_that_somebody_wrote_is_not_repeated(contract: Contract) -> None:
    contract.changelog.write_text(
        "# Changelog\n\n## Unreleased\n\n### Added\n\n- Sort by title: `Order.TITLE`; `News.tags(offset:)`.\n"
    )
    contract.code(
        OLD.replace("OLDEST", "OLDEST TITLE").replace("after: String", "after: String, offset: Int")
    )
    before = contract.changelog.read_text()
    contract.run()
    assert contract.changelog.read_text() == before


def test_a_break_is_refused_until_it_was_deprecated_for_long_enough(contract: Contract) -> None:
    contract.code(WITHOUT_DATE)
    said = contract.refused()
    assert "breaking   `News.date` was removed." in said
    assert "180 days" in said and "--allow-breaking" in said
    contract.committed.write_text(deprecated(LONG_AGO))
    contract.refused(on=TODAY - timedelta(days=1))
    contract.run(on=TODAY)
    assert "### Removed\n\n- `News.date` was removed.\n" in contract.changelog.read_text()
    assert contract.committed.read_text() == WITHOUT_DATE


def test_what_belongs_to_something_deprecated_goes_with_it(contract: Contract) -> None:
    def old_news(of: str) -> str:
        reason = f'@deprecated(reason: "Since {LONG_AGO}: use `news`.")'
        return with_change("page: Page", f"page: Page old(a: Int): Old {reason}\n {of}") + (
            "type Old { own: Old more: More } type More { x: Int }"
        )

    contract.committed.write_text(old_news(""))
    contract.code(OLD)
    contract.run()
    assert contract.committed.read_text() == OLD
    contract.committed.write_text(old_news("other: More"))
    said = contract.refused()
    assert "`More`" in said and "`Query.other`" in said and "`Old`" not in said


def test_a_type_that_only_an_interface_leads_to_does_not_go_by_itself(contract: Contract) -> None:
    contract.committed.write_text(OLD + "type Gallery implements Page { id: ID! title: String! }")
    assert "`Gallery` was removed" in contract.refused()


def test_a_break_that_cannot_wait_is_announced(contract: Contract) -> None:
    contract.code(WITHOUT_DATE)
    assert "breaking" in contract.refused("--allow-breaking", "  ")
    contract.run("--allow-breaking", "it told\n  too much.")
    line = "### Breaking\n\n- `News.date` was removed: it told too much.\n\n### Added"
    assert line in contract.changelog.read_text()
    contract.run("--check")


# --- After a release ----------------------------------------------------------------------------------------


@pytest.fixture
def released(contract: Contract) -> Contract:
    day = TODAY - timedelta(days=30)
    contract.run(on=day)
    contract.run("--release", "1.0", on=day)
    return contract


def test_a_release_keeps_the_schema_and_begins_a_new_section(released: Contract) -> None:
    assert released.released.read_text().startswith("# Released as 1.0 on 2026-05-02.")
    assert released.released.read_text().endswith(OLD)
    assert released.changelog.read_text() == (
        "# Changelog\n\n## Unreleased\n\n## 1.0 (2026-05-02)\n\n### Added\n\n- The first schema.\n"
    )
    assert "1.0" in released.refused("--release", "1.0")
    released.code(with_change("NEWEST OLDEST", "NEWEST OLDEST TITLE"))
    assert "export_contract" in released.refused("--release", "1.1")
    released.run()
    released.run("--release", "1.1")
    assert "## Unreleased\n\n## 1.1 (2026-06-01)\n\n### Added\n\n- `Order.TITLE` was added.\n\n## 1.0" in (
        released.changelog.read_text()
    )


def test_a_break_fails_the_check_though_the_file_was_overwritten(released: Contract) -> None:
    released.code(WITHOUT_OLDEST)
    released.overwrite()
    said = released.refused("--check")
    assert "breaking   `Order.OLDEST` was removed." in said and "--allow-breaking" in said
    assert "Order.OLDEST" in released.refused()
    assert "Order.OLDEST" in released.refused("--release", "1.1")
    released.run("--allow-breaking", "nobody sorts so")
    assert announced_breaks(released.changelog.read_text()) == {"Order.OLDEST"}
    released.run("--check")
    released.run("--release", "1.1")
    released.run("--check")


def test_only_what_a_release_deprecated_may_go(released: Contract) -> None:
    """Or a day in the past would be written today, and the field taken away tomorrow."""
    for day in (LONG_AGO, TODAY - timedelta(days=31)):
        released.code(deprecated(day))
        assert "was not in the release of 2026-05-02" in released.refused()
    released.code(deprecated(TODAY - timedelta(days=30)))
    released.run()
    released.code(WITHOUT_DATE)
    assert "`News.date` was removed" in released.refused(on=TODAY + DEPRECATION)
    released.code(deprecated(TODAY - timedelta(days=30)))
    released.run("--release", "1.1")
    released.code(WITHOUT_DATE)
    assert "`News.date` was removed" in released.refused()
    released.run(on=TODAY - timedelta(days=30) + DEPRECATION)
    released.run("--check", on=TODAY - timedelta(days=30) + DEPRECATION)


def test_what_no_release_has_may_change_at_will(released: Contract) -> None:
    before = released.changelog.read_text()
    for text in (with_change("date: String", "date: String day: Date"), OLD):
        released.code(text)
        released.run()
        released.run("--check")
    assert released.changelog.read_text().split() == before.split()


@pytest.mark.parametrize("reason", ["use `day`", "Since May: use `day`.", "Since 2026-13-01: use `day`."])
def test_a_deprecation_without_a_day_is_refused(contract: Contract, reason: str) -> None:
    contract.code(with_change("date: String", f'date: String @deprecated(reason: "{reason}")'))
    for arguments in ((), ("--check",)):
        said = contract.refused(*arguments)
        assert "`News.date` is deprecated without a day" in said and "Since 2026-05-01: use `x`." in said


def test_a_day_is_not_put_back(contract: Contract) -> None:
    contract.committed.write_text(deprecated(TODAY))
    contract.code(deprecated(LONG_AGO))
    assert "Don't put an earlier day" in contract.refused()


# --- The CHANGELOG ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "## Unreleased\n\n### Changed\n\n- `A.b` changed.\n"),
        (
            "# C\n\n## 1.0\n\n- a\n",
            "# C\n\n## Unreleased\n\n### Changed\n\n- `A.b` changed.\n\n## 1.0\n\n- a\n",
        ),
        (
            "## Unreleased\n\n### Added\n\n- a\n  b\n\n### Removed\n\n- c\n",
            "## Unreleased\n\n### Added\n\n- a\n  b\n\n### Changed\n\n- `A.b` changed.\n\n### Removed\n\n- c\n",
        ),
        (
            "## Unreleased\n\n### Changed\n\n- `A.bc` changed.\n\n## 1.0\n\n### Changed\n\n- `A.b` changed.\n",
            "## Unreleased\n\n### Changed\n\n- `A.bc` changed.\n- `A.b` changed.\n\n## 1.0\n\n### Changed\n\n"
            "- `A.b` changed.\n",
        ),
    ],
)
def test_a_line_finds_its_place(before: str, after: str) -> None:
    change = Change(Level.SAFE, "changed", "A.b", "`A.b` changed.")
    assert with_changes(before, [change]).lstrip() == after
    assert with_changes(after, [change]) == after
