"""Files that are no articles: each refusal names the file, the line and the reason."""

import random

import pytest

from cms.imports.article_text import read_article
from cms.imports.articles import Article, ArticleRefused
from cms.imports.text_lines import MAX_BYTES
from tests.imports.words import told, words

TEXT = "News\n\nEin langer Titel\n\n{day}\nEin Anriss.\n\nEin Absatz.\n"


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (b"", 1, "empty"),
        (b"\xef\xbb\xbf \r\n\t\n\xc2\xa0", 1, "empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", 1, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, "binary"),
        (b"%PDF-1.7\n1 0 obj\n\x00\x01stream", 3, "control character"),
        ("Titel\n01.02.2025\nText".encode("utf-16"), 1, "UTF-16"),
        ("Titel\n01.02.2025\nText".encode("utf-32"), 1, "UTF-32"),
        ("News\n\nGrößer\n".encode("latin-1"), 3, "0xf6 is not UTF-8"),
        (TEXT.format(day="").encode(), 6, "a line with the day alone"),
        (TEXT.format(day="24.01.").encode(), 5, "24.01."),
        (TEXT.format(day="0341/24.01.25").encode(), 5, "0341/24.01.25"),
        (TEXT.format(day="§ 24.1.2").encode(), 5, "§ 24.1.2"),
        (TEXT.format(day="Am 24.01.2025 begann das Fest").encode(), 5, "begann das Fest"),
        (b"News\n\n24.01.2025\nEin ganzer Satz.\n\nNoch einer.", 3, "title is expected"),
        (b"Startseite > News\n\n24.01.2025\nEin ganzer Satz.", 3, "title is expected"),
        (TEXT.format(day="Januar 2025").encode(), 5, "Januar 2025"),
        (TEXT.format(day="31.02.2025").encode(), 5, "no day of the calendar"),
        (TEXT.format(day="29.02.2023").encode(), 5, "no day of the calendar"),
        (TEXT.format(day="24.13.2025").encode(), 5, "no day of the calendar"),
        (TEXT.format(day="00.01.2025").encode(), 5, "no day of the calendar"),
        (TEXT.format(day="24.01.0025").encode(), 5, "not plausible"),
        (b"\n\n24.01.2025\nEin Anriss.", 3, "title is expected"),
        (b"Titel\n\n24.01.2025\n", 4, "text is expected below its date"),
        (b"Titel\n\n24.01.2025\na.jpgb.jpg\n\n", 6, "text is expected below its date"),
        (b"Titel und nichts sonst", 1, "day alone"),
        (("T" * 256 + "\n\n24.01.2025\nText.").encode(), 1, "at most 255 characters"),
        (b"x" * (MAX_BYTES + 1), 1, "more than"),
        (b"<h1>Neues Labor</h1>\n\n24.01.2025\n\n<p>Ein Satz.</p>", 1, "this is HTML"),
        (b"Titel\n\n24.01.2025\n\n<p>Ein Satz.</p>", 5, "this is HTML"),
        (b"Titel\n\n24.01.2025\nEin <strong>Satz</strong>.", 4, "this is HTML"),
        (b"# Titel\n\n24.01.2025\n\nEin Satz.", 1, "this is Markdown"),
        (b"Titel\n=====\n\n24.01.2025\n\nEin Satz.", 2, "this is Markdown"),
        (b"Titel\n\n24.01.2025\n\nEin **Satz** hier.", 5, "this is Markdown"),
        (b"Titel\n\n24.01.2025\n\nSiehe [hier](https://a.example).", 5, "this is Markdown"),
        (b"{\\rtf1 Titel\n\n24.01.2025\n\nEin Satz.", 1, "this is RTF"),
        (b"A\n\nB ist laenger\n\nC\n\nD\n\nE\n\n24.01.2025\nText.", 5, "day alone"),
    ],
)
def test_refused(source: bytes, line: int, reason: str) -> None:
    with pytest.raises(ArticleRefused) as refused:
        read_article(source, "datei.txt")
    assert (refused.value.file, refused.value.line) == ("datei.txt", line)
    assert reason in refused.value.reason
    assert str(refused.value).startswith(f"datei.txt, line {line}: ")


def test_a_leap_day_and_days_without_zeros_are_fine() -> None:
    for day in ("29.02.2024", "1.2.2025", "01. 02. 2025"):
        assert read_article(TEXT.format(day=day), "datei.txt").title == "Ein langer Titel"


#: What texts are made of, good and broken, to be put together at random.
BRICKS = [
    "Ein Absatz mit einem Punkt.",
    "Eine Zeile ohne Punkt",
    "Anna Muster, Leiterin der Beispiel AG, sagte: „Das ist ein guter Tag für alle.",
    "“Das war ein sehr guter Tag”, so Muster weiter. “Und morgen folgt noch einer",
    "'We don't know the members' wishes,' said Jo Field, head of the Field Ltd. \"Not yet and not soon",
    "Die neuen Mitglieder A-Lab, bIO und Institut für Kälte und Wärme kamen.",
    "“„»«‹›‚‘’\"' ,, ''",
    "bild_1.jpgbild_2.png",
    "- ein Punkt",
    "1. erstens",
    "2. zweitens",
    "Kontakt:",
    "E-Mail: ida@test.example",
    "Website: www.test.example.",
    "Tel.: 0341 12 34 56",
    "Fotos: Ida Test",
    "31.02.2025",
    "Was nun?",
    "... !!! ???",
    "\u00a0\u200b",
    "",
    "",
]


@pytest.mark.parametrize("seed", range(150))
def test_whatever_a_text_is_made_of_no_word_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    body = "\n".join(chance.choices(BRICKS, k=chance.randint(1, 30)))
    source = f"News\n\nEin langer Titel\n\n24.01.2025\nEin Anriss.\n{body}\n"
    article = read_article(source, "datei.txt")
    assert isinstance(article, Article)
    assert words(source) == told(article)
    assert all(piece.text.strip() for piece in article.body if hasattr(piece, "text"))
