"""Words as search knows them: spellings, forms, parts; and that an excerpt marks what the index finds."""

import pytest

from cms.foundation.search.excerpts import excerpt
from cms.foundation.search.words import clean, fold, index_tokens, joined, parse


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("GROẞ", "gross"),
        ("Çelik", "celik"),
        ("Łódź", "lodz"),
        ("CO₂", "co2"),
        ("µm", "mikrom"),
        ("μm", "mikrom"),
        ("kΩ", "komega"),
        ("α", "alpha"),
        ("μέτρο", "metro"),
        ("½", "1durch2"),
        ("10²", "10hoch2"),
        ("m²", "m2"),
        ("x" * 500, "x" * 100),
        ("😀", "grinning"),
    ],
)
def test_a_word_is_folded(word: str, folded: str) -> None:
    assert fold(clean(word)) == folded


@pytest.mark.parametrize("text", ["Müller", "Mueller", "Muller"])
@pytest.mark.parametrize("query", ["Müller", "Mueller", "Muller", "mülle", "muelle", "mulle", "MÜLLERS"])
def test_every_spelling_finds_every_other(text: str, query: str) -> None:
    tokens = index_tokens(text, "de")
    (term,) = parse(query, "de").terms
    assert any(all(needle.finds(tokens) for needle in choice) for choice in term.choices)
    assert excerpt(text, parse(query, "de")) == f"<mark>{text}</mark>"


@pytest.mark.parametrize(
    ("query", "text", "code"),
    [
        ("shoe", "shop", "en"),
        ("doe", "document", "en"),
        ("neue", "neun", "de"),
        ("Quelle", "Qualle", "de"),
        ("Haus", "Strauß", "de"),
        ("companies", "company", "de"),
    ],
)
def test_what_only_looks_alike_is_not_found(query: str, text: str, code: str) -> None:
    assert list(parse(query, code).spans_in(text)) == []


@pytest.mark.parametrize(
    ("query", "code", "marked"),
    [
        ("companies", "en", "One <mark>company</mark>, two <mark>companies</mark>."),
        ("com", "en", "One <mark>company</mark>, two <mark>companies</mark>."),
        ("companies", "", "One company, two <mark>companies</mark>."),
        ("companies", "xx", "One company, two <mark>companies</mark>."),
    ],
)
def test_forms_are_those_of_the_texts_language(query: str, code: str, marked: str) -> None:
    assert excerpt("One company, two companies.", parse(query, code)) == marked


def test_unseen_characters_part_no_word() -> None:
    assert clean("Radio\u00adphar\u200bmazie\u00a0 \n neu") == "Radiopharmazie neu"
    assert index_tokens("Radio\u00adpharmazie", "")[0] == "radiopharmazie"


def test_a_word_with_hyphens_is_also_one_word() -> None:
    assert set(index_tokens("E-Mail-Adresse", "")) == {"emailadresse", "e", "mail", "adresse"}


def test_texts_are_joined_so_that_readers_see_where_one_ends() -> None:
    assert joined(["Überschrift", " Ein  Satz. ", "", "Noch einer"]) == "Überschrift · Ein Satz. Noch einer"


def test_an_endless_text_is_cut() -> None:
    assert len(index_tokens("wort " * 400_000, "")) == 1


@pytest.mark.parametrize(
    ("text", "query"),
    [("5 µm", "um"), ("um", "µm"), ("5 μm", "mm"), ("½", "12"), ("10² Pa", "102"), ("β", "v")],
)
def test_a_sign_is_not_what_it_looks_like(text: str, query: str) -> None:
    tokens = index_tokens(text, "de")
    (term,) = parse(query, "de").terms
    assert not any(all(needle.finds(tokens) for needle in choice) for choice in term.choices)
    found = parse(text, "de").terms[-1 if text[0] == "5" else 0]
    assert any(all(needle.finds(tokens) for needle in choice) for choice in found.choices)
