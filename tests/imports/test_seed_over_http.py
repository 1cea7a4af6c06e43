"""The real article, imported with its pictures and read as a frontend reads it."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.html import strip_tags

from cms.home.sites import start_site
from tests.api.conftest import Ask, ask, post  # noqa: F401  fixtures
from tests.factories.media import draw, picture_bytes
from tests.imports.test_seed_article import HEADINGS, MEMBERS, QUOTATIONS, SEED
from tests.imports.words import words

pytestmark = [
    pytest.mark.skipif(not SEED.exists(), reason=f"{SEED.name} is not next to this repository"),
    pytest.mark.once,
]

NUMBERS = ("130", "224", "221", "081", "013", "109", "069", "009", "106")
ARTICLE = """
query ($slug: String!) {
  newsPage(slug: $slug) {
    title date teaser
    cover { id credit }
    gallery { credit image { id credit } }
    members { name path }
    contacts { name role email phone websites }
    body {
      __typename
      ... on HeadingBlock { level text }
      ... on ParagraphBlock { html }
      ... on QuoteBlock { text attribution role }
    }
  }
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for place, number in enumerate(NUMBERS):
        name = f"20250123_neujahrsempfang_philipp-kirschner_{number}.jpg"
        (folder / name).write_bytes(picture_bytes("jpg", draw(120 + place, 90)))
    return folder


@pytest.fixture
def article(db: None, folder: Path, ask: Ask) -> Any:  # noqa: F811
    start_site(name="Verein")
    call_command("import_news", str(SEED), images=folder, publish=True, publish_members=True, verbosity=0)
    found = ask("{ news { totalCount nodes { slug } } }")["news"]
    assert found["totalCount"] == 1
    return ask(ARTICLE, slug=found["nodes"][0]["slug"])["newsPage"]


def test_it_holds_what_is_expected(article: Any) -> None:
    assert (len(article["title"]), article["date"], len(article["teaser"])) == (102, "2025-01-24", 337)
    blocks = article["body"]
    assert [one["text"] for one in blocks if one["__typename"] == "HeadingBlock"] == HEADINGS
    quotes = [one for one in blocks if one["__typename"] == "QuoteBlock"]
    for quote, (_, beginning, end, attribution, role) in zip(quotes, QUOTATIONS, strict=True):
        assert quote["text"].startswith(beginning)
        assert quote["text"].endswith(end)
        assert (quote["attribution"], quote["role"]) == (attribution, role)
    assert [one["name"] for one in article["members"]] == MEMBERS
    assert article["contacts"] == [
        {
            "name": "biosaxony e.V.",
            "role": "",
            "email": SEED.read_text("utf-8").splitlines()[43].split(": ")[1].strip(),
            "phone": None,
            "websites": ["https://www.biosaxony.com", "https://www.leap-up.com"],
        }
    ]


def test_its_pictures_stand_in_order_with_their_credit(article: Any) -> None:
    assert [one["credit"] for one in article["gallery"]] == ["Philipp Kirschner"] * 9
    ids = [one["image"]["id"] for one in article["gallery"]]
    assert len(set(ids)) == 9
    assert article["cover"]["id"] == ids[0]


def test_its_paragraphs_are_there_whole(article: Any) -> None:
    told = words(
        " ".join(
            unescape(strip_tags(one.get("html", ""))) + " " + one.get("text", "") for one in article["body"]
        )
    )
    lines = SEED.read_text("utf-8").splitlines()
    for number in (11, 15, 19, 23, 27, 31, 35, 39):
        missing = {word for word in words(lines[number - 1]) if word not in told}
        # Who is quoted stands beside the quotation.
        assert not missing, f"line {number}: {missing}"
