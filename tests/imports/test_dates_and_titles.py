"""The day of a saved page in the forms that pages have, and the title among what stands around it."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError

from cms.imports.article_text import read_article
from tests.imports.conftest import Run
from tests.imports.imported import only
from tests.imports.words import told, words

TEXT = "Ein Absatz mit einem ganzen Satz.\n\nNoch ein Absatz mit einem Satz."
DAY = date(2025, 1, 24)

#: Each says 24 January 2025.
DAYS = """
24. Januar 2025
24. Jan. 2025
24.01.25
24.1.25
24.1.2025
24. 01. 2025
24.01.2025, 14:30 Uhr
24.01.2025 14:30
24.01.2025 – 14.30 Uhr
Freitag, 24. Januar 2025
Fr, 24.01.2025
Freitag, den 24.01.2025
Freitag, 24. Januar 2025 um 13:16 Uhr
Veröffentlicht am 24.01.2025
Zuletzt aktualisiert: 24.01.2025
Stand: 24.01.2025
Datum: 24. Januar 2025
Pressemitteilung vom 24.01.2025
Meldung Nr. 12 vom 24.01.2025
Leipzig, 24. Januar 2025
Leipzig, den 24.01.2025
Frankfurt am Main, 24.01.2025
24.01.2025 | Leipzig
24.01.2025 · Pressemitteilung
News | 24.01.2025
2025-01-24
2025-01-24T08:30:00+01:00
January 24, 2025
Friday, January 24, 2025
24 January 2025
24th January 2025
Jan 24, 2025
Published: 24 Jan 2025
[24.01.2025]
(24.01.2025)
24.01.2025 – Pressemitteilung
24.01.2025, von Jana Muster
Von Jana Muster | 24.01.2025
""".strip().split("\n")


@pytest.mark.parametrize("line", DAYS)
def test_days(line: str) -> None:
    source = f"News\n\nEin Titel mit Worten\n\n{line}\n{TEXT}"
    article = read_article(source, "tag.txt")
    assert (article.date, article.title) == (DAY, "Ein Titel mit Worten")
    assert words(source) == told(article)


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("Leipzig, 24. Januar 2025 – Am zweiten Tag kamen alle.", "Am zweiten Tag kamen alle."),
        ("LEIPZIG, 24.01.2025 (ots) – Am zweiten Tag kamen alle.", "Am zweiten Tag kamen alle."),
        (
            "24.01.2025 – Am zweiten Tag kamen mehr als hundert Gäste",
            "Am zweiten Tag kamen mehr als hundert Gäste",
        ),
        ("Leeds, 24 January 2025 – On the second day all came.", "On the second day all came."),
    ],
)
def test_a_day_that_opens_the_text(line: str, lead: str) -> None:
    source = f"Ein Titel mit Worten\n\n{line}\n\n{TEXT}"
    article = read_article(source, "tag.txt")
    assert (article.date, article.title) == (DAY, "Ein Titel mit Worten")
    assert lead in [article.teaser, *(piece.text for piece in article.body)]
    assert words(source) == told(article)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Meldung\n24.01.2025\n\nEin Titel mit Worten", "Ein Titel mit Worten"),
        ("24.01.2025\n\nEin Titel mit Worten", "Ein Titel mit Worten"),
        ("24.01.2025 Forschung Neues Labor eröffnet", "Neues Labor eröffnet"),
        ("Startseite > News\n24.01.2025 Neues Labor eröffnet", "Neues Labor eröffnet"),
        ("Amt für Bau und Verkehr\n\nEin Titel\n\n24.01.2025", "Ein Titel"),
        ("Bundesministerium für Musterfragen\nEin Titel\n24.01.2025", "Ein Titel"),
        ("Muster Sensorik GmbH\n\nEin Titel\n\n24.01.2025", "Ein Titel"),
        ("Startseite > Aktuelles > News\n\nTitel\n\n24.01.2025", "Titel"),
        ("Sie sind hier: Home / News\n\nTitel\n\n24.01.2025", "Titel"),
        ("Pressemitteilung Nr. 12/2025\n\nEin Titel mit Worten\n\n24.01.2025", "Ein Titel mit Worten"),
        ("Hafenfest 2025:\n\nGroßes Fest am Hafen\n\n24.01.2025", "Großes Fest am Hafen"),
        ("Von Jana Muster\n\nEin Titel\n\n24.01.2025", "Ein Titel"),
        ("Neues Labor eröffnet\n\nDer Verein hat ein Labor eröffnet.\n\n24.01.2025", "Neues Labor eröffnet"),
        ("Messe / Ausstellung\n\n24.01.2025", "Messe / Ausstellung"),
        ("Einladung zum 30.01.2025\n\n24.01.2025", "Einladung zum 30.01.2025"),
    ],
)
def test_titles(head: str, title: str) -> None:
    source = f"{head}\n\n{TEXT}"
    article = read_article(source, "titel.txt")
    assert (article.title, article.date) == (title, DAY)
    assert words(source) == told(article)


# --- Files without a day


@pytest.fixture
def undated(tmp_path: Path) -> Path:
    path = tmp_path / "ohne-tag.txt"
    path.write_text(f"News\n\nEin Titel mit Worten\n\n{TEXT}\n", encoding="utf-8")
    return path


def test_a_day_is_given_for_files_without_one(run: Run, undated: Path, article: Path) -> None:
    run(undated, "--date", "2025-01-24")
    page = only()
    assert (page.title, page.date) == ("Ein Titel mit Worten", DAY)
    assert "1 no change" in run(undated, date="24.01.2025")
    # A file that names its day keeps it.
    assert "05.07.2024" in run(article, date="2025-01-24")


def test_what_is_no_day_is_refused(run: Run, undated: Path) -> None:
    with pytest.raises(CommandError, match="is no day"):
        run(undated, "--date", "31.02.2025")
    with pytest.raises(CommandError, match="is no day"):
        run(undated, date="31.02.2025")
    with pytest.raises(CommandError, match="1 of 1 files refused"):
        run(undated)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ein Titel mit Worten", "Ein Titel mit Worten"),
        ("Startseite > News\n\nEin Titel mit Worten", "Ein Titel mit Worten"),
        ("Amt für Bau und Verkehr\n\nEin Titel", "Ein Titel"),
    ],
)
def test_the_title_of_a_file_without_a_day(head: str, title: str) -> None:
    source = f"{head}\n\n{TEXT}"
    article = read_article(source, "titel.txt", DAY)
    assert (article.title, article.date) == (title, DAY)
    assert words(source) == told(article)
