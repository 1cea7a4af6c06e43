"""Lines that are headings, and those of saved web pages that look like headings and are none."""

from collections.abc import Iterable

import pytest

from cms.imports.article_text import read_article
from cms.imports.articles import Paragraph
from tests.imports.forms import FORMS, documents, variants
from tests.imports.words import told, words


def measured(forms: Iterable[str]) -> tuple[int, int, int, list[str]]:
    """Return how many headings were found and expected, how many rightly, and the false ones."""
    found = expected = 0
    false: list[str] = []
    for form in forms:
        for source, headings in documents(form):
            texts = [heading.text for heading in read_article(source, "form.txt").headings]
            found, expected = found + len(texts), expected + len(headings)
            false += [text for text in texts if text not in headings]
    return found, expected, found - len(false), false


def test_there_are_ten_variants_of_each_form() -> None:
    assert {form: len(variants(form)) for form in FORMS} == dict.fromkeys(FORMS, 10)


@pytest.mark.parametrize("form", FORMS)
def test_at_most_one_heading_in_twenty_is_false(form: str) -> None:
    found, expected, right, false = measured([form])
    assert len(false) * 20 <= found, false
    # Most true ones are still found: none would be no precision.
    assert right * 10 >= expected * 9


def test_lines_right_beside_pictures_are_captions() -> None:
    source = "Titel\n\n24.01.2025\nAnriss.\n\na.jpg\nDie neue Halle\n\nHier steht ein Satz mit Worten."
    article = read_article(source, "bild.txt")
    assert article.headings == () and len(article.pictures) == 1
    assert article.body[0] == Paragraph("Die neue Halle", 7)


def test_a_heading_behind_a_table_is_one() -> None:
    table = "Stand\tBetrieb\tStellen\n1\tProbe GmbH\t12\n2\tMuster AG\t8"
    source = f"Titel\n\n24.01.2025\nAnriss.\n\n{table}\n\nNeue Halle\n\nHier steht ein Satz mit Worten."
    assert [heading.text for heading in read_article(source, "tabelle.txt").headings] == ["Neue Halle"]


@pytest.mark.parametrize("form", FORMS)
def test_no_word_of_a_form_is_lost(form: str) -> None:
    for source, _ in documents(form):
        assert words(source) == told(read_article(source, "form.txt"))
