"""The real article whose import the product was ordered with, and what must be found in it."""

from datetime import date
from pathlib import Path

import pytest

from cms.imports.article_text import read_article
from cms.imports.articles import Article, ContactDetails, Paragraph, Quotation
from tests.imports.words import told, words

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "neujahrsempfang-2025.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"{SEED.name} is not next to this repository")

UECKE = ("Dr. Oliver Uecke", "Vorstandsvorsitzender des biosaxony e.V.")
HOFMANN = ("André Hofmann", "Geschäftsführer der biosaxony Management GmbH")
QUOTATIONS = [
    (
        23,
        "Wenn Wissen und Technologien",
        "unseres Gesundheitswesens.",
        "Dubravka Maljevic",
        "Bereichsleiterin Medizintechnik der BG Kliniken",
    ),
    (27, "Und um diese, so notwendige,", "kompetent begleitet.", *UECKE),
    (27, "All unsere Unterstützungsangebote", "unseres Ökosystems.", *HOFMANN),
    (31, "Und diesen Ausbau treiben wir", "auch 2025 ehrgeizig voran", *HOFMANN),
    (31, "So planen wir derzeit", "weiter fördern wird.", *HOFMANN),
]
MEMBERS = [
    "BIOSAW",
    "CANCILIO",
    "eCovery",
    "imk Health Intelligence",
    "Kunststoff-Zentrum Leipzig",
    "PPT Pharma Process Technology GmbH",
    "ZEISS Innovation Hub Dresden",
]
HEADINGS = [
    "Internationale Präsenz wird verstärkt",
    "Besonderes Augenmerk: Radiopharmazie",
    "biosaxony e.V. wächst",
    "Keynote zur Zukunft der Gesundheitsversorgung",
    "Services, Kommunikation und Begegnung als Schlüssel zum Erfolg",
    "Ehrgeizige Pläne für 2025",
    "Aus der biosaxony Management GmbH wird die leap:up GmbH",
    "Ein Abend voller Begegnungen und Genuss",
]


@pytest.fixture(scope="module")
def source() -> bytes:
    return SEED.read_bytes()


@pytest.fixture(scope="module")
def article(source: bytes) -> Article:
    return read_article(source, SEED.name)


def test_head(article: Article) -> None:
    assert article.title == (
        "biosaxony-Neujahrsempfang 2025: Ausbau des internationalen Netzwerks und des "
        "Unterstützungs-Ökosystems"
    )
    assert len(article.title) == 102
    assert article.section == "News"
    assert article.date == date(2025, 1, 24)
    assert len(article.teaser) == 337
    assert article.teaser.startswith("Beim Neujahrsempfang 2025") and article.teaser.endswith("mit Cluster.")


def test_pictures_in_order_with_their_photographer(article: Article) -> None:
    numbers = ["130", "224", "221", "081", "013", "109", "069", "009", "106"]
    assert [picture.file_name for picture in article.pictures] == [
        f"20250123_neujahrsempfang_philipp-kirschner_{number}.jpg" for number in numbers
    ]
    assert {picture.credit for picture in article.pictures} == {"Philipp Kirschner"}


def test_headings(article: Article) -> None:
    assert [heading.text for heading in article.headings] == HEADINGS


def test_paragraphs_are_the_lines_expected(article: Article, source: bytes) -> None:
    lines = source.decode().split("\n")
    # Line 31 begins with a quotation; what stays of it is the clause that names its speaker.
    assert [paragraph.line for paragraph in article.paragraphs] == [11, 15, 19, 23, 27, 27, 31, 35, 39]
    whole = {11, 15, 19, 35, 39}
    for paragraph in article.paragraphs:
        assert paragraph.text == lines[paragraph.line - 1].strip() or paragraph.line not in whole
    assert article.paragraphs[0].text.endswith("aus dem arabischen Raum")


def test_introductions_stay_as_text(article: Article) -> None:
    texts = [paragraph.text for paragraph in article.paragraphs]
    assert texts[3].endswith("Bereichsleiterin Medizintechnik der BG Kliniken. Sie betonte:")
    assert texts[4] == "Dr. Oliver Uecke, Vorstandsvorsitzender des biosaxony e.V., kommentierte;"
    assert texts[5] == "André Hofmann, Geschäftsführer der biosaxony Management GmbH, ergänzte:"
    assert texts[6] == "so Hofmann weiter."


def test_quotations(article: Article) -> None:
    found = [(one.line, one.text, one.attribution, one.role) for one in article.quotations]
    assert len(found) == len(QUOTATIONS)
    for (line, text, attribution, role), expected in zip(found, QUOTATIONS, strict=True):
        assert text.startswith(expected[1]) and text.endswith(expected[2])
        assert (line, attribution, role) == (expected[0], *expected[3:])
    assert "„One-Stop-Shop“" in found[1][1]
    assert "“Goldtrack”" in found[4][1] and "“growth:factor”" in found[4][1]
    assert found[3][1] == "Und diesen Ausbau treiben wir auch 2025 ehrgeizig voran"
    assert [one.is_closed for one in article.quotations] == [True, False, True, True, False]


def test_members(article: Article) -> None:
    assert [member.name for member in article.members] == MEMBERS


def test_contact(article: Article) -> None:
    assert article.contacts == (
        ContactDetails(
            name="biosaxony e.V.",
            line=43,
            email="moesenfechtel@biosaxony.com",
            websites=("https://www.biosaxony.com", "https://www.leap-up.com"),
        ),
    )


def test_order_of_the_body(article: Article) -> None:
    lines = [piece.line for piece in article.body]
    assert lines == sorted(lines)
    kinds = [type(piece) for piece in article.body if piece.line == 31]
    assert kinds == [Quotation, Paragraph, Quotation]


def test_nothing_is_lost(article: Article, source: bytes) -> None:
    assert words(source.decode()) == told(article)


VARIANTS = {
    "windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "old line ends": lambda data: data.replace(b"\n", b"\r"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "both": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "final line end": lambda data: data + b"\n\n",
    "trailing white space": lambda data: data.replace(b"\n", " \u00a0\t\n".encode()),
    "leading white space": lambda data: data.replace(b"\n", "\n\u00a0 ".encode()),
    "no trailing white space": lambda data: b"\n".join(
        line.decode().rstrip().encode() for line in data.split(b"\n")
    ),
    "zero width spaces": lambda data: data.replace(b"\n", "\u200b\n".encode()),
    "more blank lines": lambda data: data.replace(b"\n\n", b"\n\n\n\n"),
}


@pytest.mark.parametrize("change", VARIANTS.values(), ids=VARIANTS.keys())
def test_the_same_article_in_another_spelling(change, article: Article, source: bytes) -> None:
    other = read_article(change(source), SEED.name)
    assert without_lines(other) == without_lines(article)


def without_lines(article: Article) -> tuple:
    return (
        (article.section, article.title, article.date, article.teaser),
        [(picture.file_name, picture.credit) for picture in article.pictures],
        [(type(piece), piece.text) for piece in article.body],
        [(one.attribution, one.role) for one in article.quotations],
        [member.name for member in article.members],
        [(one.name, one.role, one.email, one.phone, one.websites) for one in article.contacts],
        [note.text for note in article.notes],
    )


CLOSED = [("kompetent begleitet.", "kompetent begleitet.“"), ("fördern wird.", "fördern wird.”")]
MARKS = {
    "closed as they should be": CLOSED,
    "one closed": CLOSED[:1],
    "none closed": [
        ("Gesundheitswesens.“", "Gesundheitswesens."),
        ("Ökosystems.“", "Ökosystems."),
        ("voran”", "voran"),
    ],
    "straight marks": [(mark, '"') for mark in "„“”"],
    "guillemets": [
        ("„", "»"),
        *((f"“{word}", f"»{word}") for word in ("Und", "So", "Gold", "gr")),
        ("“", "«"),
        ("”", "«"),
    ],
    "opening marks below": [("“Und", "„Und"), ("“So", "„So"), ("“Gold", "„Gold"), ("“growth", "„growth")],
}


@pytest.mark.parametrize("changes", MARKS.values(), ids=MARKS.keys())
def test_marks_closed_unclosed_and_of_other_kinds(changes, source: bytes) -> None:
    text = source.decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    article = read_article(text, SEED.name)
    assert len(article.quotations) == len(QUOTATIONS)
    for one, expected in zip(article.quotations, QUOTATIONS, strict=True):
        assert one.text.startswith(expected[1]) and one.text.endswith(expected[2])
        assert (one.attribution, one.role) == expected[3:]
    assert words(text) == told(article)
