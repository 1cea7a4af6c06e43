"""Picture files in a line of text, and the photographer in a name."""

import pytest

from cms.imports.article_text import read_article
from cms.imports.picture_names import credit_in, credit_line, picture_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("a_1.jpgb_2.JPGc.png", ["a_1.jpg", "b_2.JPG", "c.png"]),
        ("a.jpg, b.jpeg; c.webp", ["a.jpg", "b.jpeg", "c.webp"]),
        ("Foto 1.jpg Foto 2.jpg", ["Foto 1.jpg", "Foto 2.jpg"]),
        ("scan.jpg.jpgnext.tiff", ["scan.jpg.jpg", "next.tiff"]),
        ("bild.tif", ["bild.tif"]),
        ("", []),
        ("Ein Satz.", []),
        ("Mehr unter www.example.org/bild.jpg", []),
        ("Das Bild heißt: a.jpg", []),
        ("a.jpg und dann noch ein Satz dazu.", []),
        ("Wir haben für Sie alle Bilder in groß als a.jpg", []),
        ("a.docxb.docx", []),
    ],
)
def test_names_in_a_line(line: str, names: list[str]) -> None:
    assert picture_names(line) == names


@pytest.mark.parametrize(
    ("name", "credit"),
    [
        ("20250123_empfang_jana-beispiel_130.jpg", "Jana Beispiel"),
        ("2025-01-23_empfang_jana-beispiel.jpg", "Jana Beispiel"),
        ("empfang_anna-von-der-heide_2.jpg", "Anna von der Heide"),
        ("empfang_foto-jörg-öztürk_2.png", "Jörg Öztürk"),
        ("empfang_anna-maria-test_02.jpg.jpg", "Anna Maria Test"),
        ("summer-party_12.jpg", ""),
        ("20250301_summer-party_12.jpg", ""),
        ("IMG_summer-party_12.jpg", ""),
        ("IMG_4711.JPG", ""),
        ("empfang_gruppe_1.jpg", ""),
        ("empfang_a-b_1.jpg", ""),
        ("empfang_ein-bild-mit-sehr-vielen-worten_1.jpg", ""),
        ("empfang-jana-beispiel.jpg", ""),
    ],
)
def test_credit_in_a_name(name: str, credit: str) -> None:
    assert credit_in(name) == credit


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Fotos: Jana Beispiel", "Jana Beispiel"),
        ("© Jana Beispiel", "Jana Beispiel"),
        ("Photos by: Jana Beispiel / Example Press", "Jana Beispiel / Example Press"),
        ("Die Fotos von Jana Beispiel hängen im Foyer.", ""),
        ("Fotos gibt es hier", ""),
    ],
)
def test_credit_line(line: str, credit: str) -> None:
    assert credit_line(line) == credit


ARTICLE = """News

Ein Titel

01.02.2025
Ein Anriss mit einem Satz.
{pictures}

Der erste Absatz des Artikels.

später.jpg

Der zweite Absatz des Artikels.
"""


def test_a_line_below_the_pictures_names_their_photographer() -> None:
    article = read_article(
        ARTICLE.format(pictures="a_b_ida-muster_1.jpgb.jpg\nFotos: Jana Beispiel"), "a.txt"
    )
    assert [(one.file_name, one.credit) for one in article.pictures] == [
        ("a_b_ida-muster_1.jpg", "Ida Muster"),
        ("b.jpg", "Jana Beispiel"),
        ("später.jpg", ""),
    ]
    assert [one.text for one in article.paragraphs] == [
        "Der erste Absatz des Artikels.",
        "Der zweite Absatz des Artikels.",
    ]


def test_a_picture_named_twice_is_one_and_reported() -> None:
    article = read_article(ARTICLE.format(pictures="b.jpga.jpgb.jpg"), "a.txt")
    assert [one.file_name for one in article.pictures] == ["b.jpg", "a.jpg", "später.jpg"]
    assert [note.text for note in article.notes if "twice" in note.message] == ["b.jpg"]
