"""The demo's texts themselves: large enough, consistent, and nobody's real address."""

import re
from datetime import date
from typing import Any

import pytest

from cms.blocks.body import body_blocks
from cms.demo.pictures.logos import MARKS
from cms.demo.pictures.palettes import PALETTES
from cms.demo.pictures.photographs import SCENES, SHAPES
from cms.demo.texts import CONTENT, Item, load_items, load_table

KINDS = ("members", "news", "galleries", "pages")
#: Numbers that the Bundesnetzagentur keeps free for films and books.
FICTIONAL = re.compile(r"\+49 (30 23125|69 90009|40 66969|221 4710|89 99998) \d{3}")


@pytest.fixture(scope="module")
def items() -> dict[str, list[Item]]:
    return {kind: load_items(kind, date(2025, 6, 15)) for kind in KINDS}


def all_texts() -> str:
    files = sorted(file for file in CONTENT.rglob("*") if file.suffix in (".md", ".toml"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def values_of(value: Any, name: str) -> list[Any]:
    """Return everything that stands under a name, at any depth."""
    if isinstance(value, dict):
        own = [value[name]] if name in value else []
        return own + [found for part in value.values() for found in values_of(part, name)]
    if isinstance(value, (list, tuple)):
        return [found for part in value for found in values_of(part, name)]
    return []


def test_there_is_enough(items: dict[str, list[Item]]) -> None:
    assert len(items["members"]) >= 25
    assert len(items["news"]) >= 15
    assert sum("en" in item.texts for item in items["news"]) >= 5
    assert [9 <= len(item.facts["pictures"]) <= 24 for item in items["galleries"]] == [True] * 4
    assert all("en" in item.texts for item in items["pages"] + items["galleries"])


def test_several_articles_have_the_shape_of_a_long_report(items: dict[str, list[Item]]) -> None:
    long = [
        item
        for item in items["news"]
        if sum(block.kind == "heading" for block in item.texts["de"].blocks) in range(5, 9)
        and sum(block.kind == "quote" for block in item.texts["de"].blocks) >= 2
        and len(item.facts["pictures"]) == 9
    ]
    assert len(long) >= 3


def test_one_article_shows_every_block(items: dict[str, list[Item]]) -> None:
    wanted = {name for name, _block in body_blocks()}
    for language in ("de", "en"):
        assert any(
            wanted <= {block.kind for block in item.texts[language].blocks}
            for item in items["news"]
            if language in item.texts
        )


def test_translations_have_the_blocks_of_the_german_text(items: dict[str, list[Item]]) -> None:
    for item in items["members"] + items["news"]:
        if "en" in item.texts:
            german, english = ([block.kind for block in item.texts[code].blocks] for code in ("de", "en"))
            assert german == english, item.key


def test_pictures_can_be_drawn() -> None:
    for group in load_table("pictures").values():
        for number, values in group.items():
            if number.isdigit():
                assert values["scene"] in SCENES
                assert values["mood"] in PALETTES
                assert values.get("shape", "") in SHAPES
    for item in load_items("members", date(2025, 1, 1)):
        logo = item.facts["logo"]
        assert logo.get("none") or logo.get("png") or logo["mark"] in MARKS


def test_every_reference_exists(items: dict[str, list[Item]]) -> None:
    pictures = {f"{group}-{number}" for group, rows in load_table("pictures").items() for number in rows}
    people, terms = load_table("people"), load_table("terms")
    pages = {f"{kind}/{item.key}" for kind in KINDS for item in items[kind]}
    for item in (item for kind in KINDS for item in items[kind]):
        for language, text in item.texts.items():
            meta, bodies = item.meta(language), [block.values for block in text.blocks]
            images = [meta.get("cover"), meta.get("hero"), *meta.get("pictures", [])]
            images += values_of(bodies, "image") + values_of(bodies, "thumbnail")
            assert {name for name in images if name} <= pictures, item.key
            contacts = [
                *meta.get("contacts", []),
                *(name for names in values_of(bodies, "contacts") for name in names),
            ]
            assert set(contacts) <= people.keys(), item.key
            assert set(meta.get("categories", [])) <= terms["categories"].keys(), item.key
            assert set(meta.get("sectors", [])) <= terms["sectors"].keys(), item.key
            assert {f"members/{key}" for key in meta.get("members", [])} <= pages, item.key
            assert set(re.findall(r"page:([\w/-]+)", repr(bodies))) <= pages, item.key


def test_forms_ask_the_same_in_both_languages(items: dict[str, list[Item]]) -> None:
    forms = [item for item in items["pages"] if item.facts.get("page_type") == "form"]
    assert [item.facts["is_contact"] for item in forms] == [True]
    for item in forms:
        german, english = (item.texts[language].meta for language in ("de", "en"))
        assert "page:pages/datenschutz" in german["consent"]
        assert "page:pages/datenschutz" in english["consent"]
        for one, other in zip(german["fields"], english["fields"], strict=True):
            assert {key: one[key] for key in ("name", "kind")} == {
                key: other[key] for key in ("name", "kind")
            }
            assert len(one.get("choices", ())) == len(other.get("choices", ()))


def test_no_address_leads_to_anybody() -> None:
    text = all_texts()
    hosts = set(re.findall(r"https?://([^/\"\s]+)", text))
    # Profiles and the film are at real providers, under names that say what they are.
    assert {host for host in hosts if not host.endswith(".example")} == {
        "www.linkedin.com", "www.youtube.com", "www.instagram.com", "mastodon.social"
    }  # fmt: skip
    for profile in re.findall(r"https://(?:www\.linkedin|www\.instagram|mastodon)[^\"\s]+", text):
        assert re.search(r"[-_.]example$", profile)
    assert {mail.rpartition(".")[2] for mail in re.findall(r"[\w.-]+@[\w-]+\.\w+", text)} == {"example"}
    phones = re.findall(r"\+\d\d [\d ]+\d", text)
    assert len(phones) > 20
    assert [phone for phone in phones if not FICTIONAL.fullmatch(phone)] == []


def test_the_text_is_text() -> None:
    assert not re.search(r"\b(lorem|ipsum|todo|xxx)\b", all_texts(), re.IGNORECASE)


def test_members_stand_in_places_that_exist(items: dict[str, list[Item]]) -> None:
    for item in items["members"]:
        assert 46.5 < item.facts["latitude"] < 55, item.key
        assert 8 < item.facts["longitude"] < 16, item.key


def test_some_members_are_of_this_year(items: dict[str, list[Item]]) -> None:
    assert sum(item.facts["joined"] < 360 for item in items["members"]) == 8
