"""Order of titles, slugs from titles, words of rich texts."""

import pytest

from cms.foundation.richtext import plain_text
from cms.foundation.slugs import slug_from
from cms.foundation.sorting import initial_letter, sort_key

KEYS = {
    "Äther": "ather",
    "ÖKO": "oko",
    "Straße": "strasse",
    "STRASSE": "strasse",
    "Łódź": "lodz",
    "Ærø": "aero",
    "„Zukunft“": 'zukunft"',
    "»Zukunft« heute": "zukunft<< heute",
    "(neu) Werk": "neu) werk",
    "  Werk  ": "werk",
    "3D-Werk": "3d-werk",
    "Œuvre": "oeuvre",
    "Жук": "zhuk",
    "": "",
}


@pytest.mark.parametrize(("title", "key"), KEYS.items())
def test_sort_keys_are_folded(title: str, key: str) -> None:
    assert sort_key(title) == key


def test_signs_alone_stay_as_they_are() -> None:
    assert sort_key("…") == "..."
    assert sort_key("!?") == "!?"


def test_titles_stand_as_in_a_german_index() -> None:
    titles = ["Zoo", "Äpfel", "apfel", "Öl", "Ofen", "ofen", "„Afrika“", "Über", "Uhr", "2 Wege", "10 Wege"]
    expected = ["10 Wege", "2 Wege", "„Afrika“", "apfel", "Äpfel", "Ofen", "ofen", "Öl", "Über", "Uhr", "Zoo"]
    assert sorted(titles, key=lambda title: (sort_key(title), title != title.lower())) != titles
    assert sorted(expected, key=sort_key) == expected


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Äther", "A"),
        ("ß", "S"),
        ("zoo", "Z"),
        ("3D", "#"),
        ("", "#"),
        ("…", "#"),
        ("„Öl“", "O"),
        ("Łódź", "L"),
    ],
)
def test_initial_letters(title: str, letter: str) -> None:
    assert initial_letter(sort_key(title)) == letter


SLUGS = {
    "Größer & schöner": "groesser-schoener",
    "ÜBER UNS": "ueber-uns",
    "Straße": "strasse",
    "Café Élan": "cafe-elan",
    "C++ / C#": "c-plus-plus-c-sharp",
    "  --  ": "",
    "日本": "riben",
    "a_b": "a_b",
}


@pytest.mark.parametrize(("title", "slug"), SLUGS.items())
def test_slugs(title: str, slug: str) -> None:
    assert slug_from(title) == slug


def test_a_long_slug_ends_with_a_word() -> None:
    assert slug_from("wort " * 40, max_length=23) == "wort-wort-wort-wort"
    assert slug_from("x" * 200, max_length=50) == "x" * 50
    assert len(slug_from("ä" * 200)) == 100


TEXTS = {
    "<p>Eins</p><p>Zwei</p>": "Eins Zwei",
    "<p>Eins<br/>Zwei<br>Drei</p>": "Eins Zwei Drei",
    "<ul><li>Eins</li><li>Zwei</li></ul>": "Eins Zwei",
    "<p>Fett <b>und</b> <a href='x'>mehr</a>.</p>": "Fett und mehr.",
    "<p>5 &lt; 6 &amp; 7</p>": "5 < 6 & 7",
    "<p>a\n  b\xa0c</p>": "a b c",
    "": "",
}


@pytest.mark.parametrize(("html", "text"), TEXTS.items())
def test_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_plain_text_is_cut_at_its_length() -> None:
    text = plain_text("<p>" + "Wort " * 100 + "</p>", max_length=50)
    assert len(text) <= 50
    assert text.endswith("…")
    assert plain_text("<p>kurz</p>", max_length=50) == "kurz"
