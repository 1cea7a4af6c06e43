"""The documents for developers: paths and links lead somewhere, the index of terms to the right modules."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from wagtail.models import get_page_models

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    (*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "cms" / "README.md", ROOT / "CONTRIBUTING.md")
)
#: Files and folders of the checkout in code marks; `a/b.py`, and what begins with one of the top folders.
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
TOP = ("cms", "site_config", "tests", "docs", "deploy", "frontend_contract", ".ci")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
#: The folders of these are found by their names.
PAGE_APPS = {model._meta.app_label for model in get_page_models()}


def shown(page: Path) -> str:
    return str(page.relative_to(ROOT))


def paths_in(text: str) -> set[str]:
    """Return the paths that stand in code marks."""
    marked = (one.strip() for one in CODE.findall(FENCE.sub("", text)))
    return {
        one
        for one in marked
        if re.fullmatch(r"[\w.\-]+(/[\w.\-]+)*/?", one) and one.split("/")[0] in TOP and "/" in one
    }


def headings(page: Path) -> set[str]:
    """Return the anchors of a page, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_path_and_link_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = {path for path in paths_in(text) if not (ROOT / path).exists()}
    for target, anchor in LINK.findall(FENCE.sub("", text)):
        there = (page.parent / target).resolve() if target else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor[1:] not in headings(there)):
            missing.add(target + anchor)
    assert missing == set()


def test_every_page_is_reached_from_the_index() -> None:
    reached, waiting = set(), {DOCS / "README.md"}
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for target, _ in LINK.findall(page.read_text(encoding="utf-8")):
            there = (page.parent / target).resolve()
            there = there / "README.md" if there.is_dir() else there
            if there.suffix == ".md" and there.is_relative_to(DOCS) and there not in reached:
                waiting.add(there)
    pages = set(DOCS.rglob("*.md"))
    assert pages - reached == set()


def index() -> list[tuple[str, str]]:
    table = (DOCS / "README.md").read_text(encoding="utf-8").partition("## Index of terms")[2]
    return re.findall(r"^\| ([^|`]+?) \| `([^`]+)` \|$", table, re.MULTILINE)


@pytest.mark.parametrize(("term", "module"), index())
def test_a_term_of_the_index_leads_to_its_module(term: str, module: str) -> None:
    docstring = ast.get_docstring(ast.parse((ROOT / module).read_text(encoding="utf-8"))) or ""
    assert term.lower() in docstring.splitlines()[0].lower()


def test_the_index_has_what_readers_search_for() -> None:
    terms = " ".join(term.lower() for term, _ in index())
    wanted = (
        *("surrogate", "dataloader", "ttl", "query cost", "allowlist", "keyset pagination"),
        *("n+1", "single flight", "stale-if-error", "rate limit", "cdn purge"),
    )
    assert [term for term in wanted if term not in terms] == []


def test_the_drawing_shows_every_package_in_its_order() -> None:
    """Of both pages that have it; where it says …, there are more of a kind."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["cms"])
    for page in (DOCS / "architecture.md", ROOT / "cms" / "README.md"):
        drawing = FENCE.findall(page.read_text(encoding="utf-8"))[0]
        drawn = [set(re.findall(r"\w+|…", line.split("  ")[0])) for line in drawing.splitlines()[1:-1:2]]
        for shown_here, layer in zip(drawn[1:], layers, strict=True):
            packages = set(re.findall(r"\w+", layer))
            left_out = packages - shown_here
            assert shown_here - {"…"} <= packages and bool(left_out) == ("…" in shown_here), (page, layer)
            assert left_out <= PAGE_APPS, "only apps with pages are many of a kind"


def test_the_room_of_every_package_of_the_api_is_described() -> None:
    text = (
        (DOCS / "architecture.md").read_text(encoding="utf-8").partition("## Inside")[2].partition("\n## ")[0]
    )
    rooms = {path.name for path in (ROOT / "cms" / "api").iterdir() if (path / "__init__.py").exists()}
    # Those of apps with pages are described as one.
    rooms -= PAGE_APPS
    assert rooms - set(re.findall(r"`(\w+)/`", text)) == {"management", "migrations"}


def test_decisions_are_dated_short_and_listed() -> None:
    records = sorted((DOCS / "decisions").glob("0*.md"))
    assert [int(one.name[:4]) for one in records] == list(range(1, len(records) + 1))
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for record in records:
        lines = record.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {int(record.name[:4])}. "), record.name
        assert re.match(r"\d{4}-\d\d-\d\d", lines[2]), record.name
        assert len(lines) <= 25, record.name
        text = "\n".join(lines)
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), record.name
        assert f"[{lines[0].partition('. ')[2]}]({record.name})" in listed


def test_make_has_the_words_that_are_documented() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"make ([a-z-]+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert targets == {"install", "demo", "test", "test-pg", "lint", "types", "contract", "gate"}
    assert set(named) <= targets


def test_set_up_and_demo_are_one_text() -> None:
    """`make` does what README says, in its words."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    install = re.search(r"^(python3 -m venv .*requirements-dev\.txt)", readme, re.MULTILINE)
    assert install and f"\t{install[1]}\n" in makefile
