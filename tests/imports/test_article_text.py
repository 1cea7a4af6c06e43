"""Articles of our own, in both languages, with the irregularities of real ones."""

from datetime import date
from pathlib import Path

import pytest

from cms.imports.article_text import read_article
from cms.imports.articles import Article, ContactDetails, Heading, ItemList
from tests.imports.words import told, words

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
FILES = sorted(path.name for path in ARTICLES.glob("*.txt"))

CLAASEN = ("Wiebke Claasen", "Geschäftsführerin der Nordlicht Service GmbH")
BELL = ("Marcus Bell", "chair of the Alder Valley Robotics Network")


def read(name: str) -> Article:
    return read_article((ARTICLES / name).read_bytes(), name)


def speakers(article: Article) -> list[tuple[str, str, str]]:
    return [(one.text.split()[0], one.attribution, one.role) for one in article.quotations]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost(name: str) -> None:
    assert words((ARTICLES / name).read_text(encoding="utf-8")) == told(read(name))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_other_line_ends_and_a_byte_order_mark_change_nothing(name: str, line_end: str) -> None:
    data = (ARTICLES / name).read_bytes()
    other = b"\xef\xbb\xbf" + data.replace(b"\n", line_end.encode())
    assert read_article(other, name) == read_article(data, name)


def test_german_article_like_the_real_ones() -> None:
    article = read("sommerempfang-2024.txt")
    assert (article.section, article.date) == ("Aktuelles", date(2024, 7, 5))
    assert article.title == "Sommerempfang 2024: Nordlicht Sensorik e.V. öffnet sein neues Haus am Hafen"
    assert article.teaser.startswith("Rund 140 Gäste") and article.teaser.endswith(
        "vier neue Mitglieder vor."
    )
    assert [(one.file_name[-8:], one.credit) for one in article.pictures] == [
        ("_007.jpg", "Jana von der Heide"),
        ("_012.jpg", "Jana von der Heide"),
        ("711.JPEG", ""),
        ("_003.png", "Jana von der Heide"),
    ]
    assert [heading.text for heading in article.headings] == [
        "Ein Haus für 40 Teams",
        "Was kommt als Nächstes?",
        "Der Verein wächst",
        "Gemeinsam auf Kurs",
        "Ein Abend am Wasser",
    ]
    assert speakers(article) == [
        (
            "Wer",
            "Prof. Dr. Imke Sörensen",
            "Leiterin der Abteilung Küstenphysik am Institut für Meeresmesstechnik",
        ),
        ("Wir", "Torben Maaß", "Vorsitzender des Nordlicht Sensorik e.V."),
        ("Ein", *CLAASEN),
        ("Darum", *CLAASEN),
        ("Als", *CLAASEN),
    ]
    assert article.quotations[1].text.endswith("das „Hafenlicht“ leuchten lassen.")
    assert article.quotations[4].text.endswith("das Labor im zweiten Stock")
    assert [one.is_closed for one in article.quotations] == [True, False, True, True, False]
    assert [member.name for member in article.members] == [
        "ARVENTO",
        "bluewave",
        "Institut für Meeres- und Polartechnik",
        "Hansen & Söhne Feinmechanik GmbH",
    ]
    assert article.contacts == (
        ContactDetails(
            "Nordlicht Sensorik e.V.",
            33,
            email="presse@nordlicht-sensorik.example",
            phone="+49 461 555 01-23",
            websites=("https://www.nordlicht-sensorik.example", "https://haus-am-hafen.example/besuch"),
        ),
    )


def test_english_article_with_marks_of_every_kind() -> None:
    article = read("spring-forum-2025.txt")
    assert article.date == date(2025, 4, 8)
    assert {picture.credit for picture in article.pictures} == {"Priya Raman"}
    assert [heading.text for heading in article.headings] == [
        "A workshop for everybody",
        "The network grows",
        "What makes a good robot",
    ]
    assert speakers(article) == [
        ("A", "Dr. Helen O'Dowd", "head of automation at the Institute of Applied Kinetics"),
        ("We", *BELL),
        ("That", *BELL),
        ("We", "Asha Verma", "managing director of Brightmill Ltd"),
        ("And", *BELL),
    ]
    assert article.quotations[2].text.endswith("we keep it free of charge.")
    assert article.quotations[3].text.endswith("That is how we learn.")
    assert "workers' attention" in article.quotations[0].text
    assert [member.name for member in article.members] == [
        "Brightmill Ltd",
        "fenwick",
        "Oakes and Daughters Tooling Ltd",
    ]
    assert article.contacts == (
        ContactDetails(
            "Nadia Flint",
            27,
            role="press officer",
            email="nadia.flint@alder-valley.example",
            phone="+44 1632 960123",
            websites=("https://www.alder-valley.example",),
        ),
        ContactDetails("Tom Reyes", 32, email="tom.reyes@alder-valley.example"),
    )


def test_article_without_section_teaser_pictures_and_headings() -> None:
    article = read("laborneubau.txt")
    assert (article.section, article.teaser, article.pictures, article.headings) == ("", "", (), ())
    assert article.title == "Grundstein für das Mikroskopie-Labor in Musterstadt gelegt"
    assert article.paragraphs[0].text.startswith("Der Optikverbund Mittelland hat am Montag")
    assert speakers(article) == [
        ("Wir", "Petra Lindqvist", "Bürgermeisterin"),
        ("Mikroskope", "Dr. Anselm Roth", "Sprecher des Optikverbunds Mittelland"),
        ("Genau", "", ""),
    ]
    assert [piece.items for piece in article.body if isinstance(piece, ItemList)] == [
        ("ein schwingungsfreier Keller", "ein Reinraum für Proben", "eine Werkstatt für den Nachwuchs")
    ]
    assert article.contacts == (
        ContactDetails(
            "Sören Abel",
            22,
            role="Optikverbund Mittelland e.V.",
            email="s.abel@optikverbund.example",
            phone="0999 1234567",
            websites=("https://www.optikverbund.example",),
        ),
    )
    # What stands below the contacts is text again.
    assert article.paragraphs[-1].text.startswith("Über den Optikverbund")
    told_to_editor = {(note.line, note.message): note.text for note in article.notes}
    assert told_to_editor[24, "a contact has no field for this"] == "Linsenweg 4, 00000 Musterstadt"
    assert told_to_editor[19, "quoted words left in their sentence"].startswith("Lange Nacht")


def test_article_wrapped_at_a_fixed_width() -> None:
    article = read("annual-meeting-2024.txt")
    assert article.title == (
        "Annual meeting of the Harbour Materials Cluster elects a new board and sets out three goals"
    )
    assert article.teaser == (
        "The members of the Harbour Materials Cluster met on Thursday. They elected a new board and agreed "
        "on three goals for 2025."
    )
    assert [heading.text for heading in article.headings] == ["Who joined", "Three goals"]
    lists = [piece for piece in article.body if isinstance(piece, ItemList)]
    assert [(len(piece.items), piece.is_ordered) for piece in lists] == [(5, False), (3, True)]
    assert [member.name for member in article.members] == list(lists[0].items)
    assert speakers(article) == [
        ("None", "Ruth Adeyemi", "president of the Harbour Materials Cluster"),
        ("And", "Paul Nowak", "treasurer"),
    ]
    assert [contact.name for contact in article.contacts] == ["Ines Carvalho"]


BODY = "01.02.2025\nEin Anriss mit einem ganzen Satz.\n\n{body}\n"


def body_of(text: str) -> Article:
    return read_article("News\n\nEin langer Titel für diesen Artikel\n\n" + BODY.format(body=text), "a.txt")


@pytest.mark.parametrize(
    "line",
    [
        "Ein kurzer Satz mit Punkt.",
        "Drei Dinge:",
        "Mehr unter www.beispiel.example",
        "schreiben@beispiel.example",
        "„Das ist für uns alle ein Tag der Freude“",
        "– Anna Muster, Leiterin",
        "Erst kam der Regen. Dann kam der Wind",
        " ".join(["Wort"] * 17),
        "L" * 121,
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    article = body_of(f"{line}\n\n" + "Hier steht ein viel längerer Absatz. " * 5)
    assert article.headings == ()


def test_a_short_line_above_something_shorter_or_nothing_is_no_heading() -> None:
    article = body_of("Ein Absatz mit einem Ende\n\nKurz.\n\nDie Redaktion")
    assert article.headings == ()
    assert [paragraph.text for paragraph in article.paragraphs] == [
        "Ein Absatz mit einem Ende",
        "Kurz.",
        "Die Redaktion",
    ]


def test_a_heading_may_end_in_an_abbreviation_or_a_question_mark() -> None:
    long = "Hier steht ein viel längerer Absatz, und er hört nicht auf."
    article = body_of(f"Neues vom Muster-Netz e.V.\n\n{long}\n\nWie geht es weiter?\n\n{long}")
    assert [heading.text for heading in article.headings] == [
        "Neues vom Muster-Netz e.V.",
        "Wie geht es weiter?",
    ]


def test_a_heading_right_above_its_text_and_one_above_another() -> None:
    long = "Hier steht ein viel längerer Absatz, und er hört nicht auf." * 3
    article = body_of(f"Oben\n\nUnten\n{long}\nZweiter Absatz ohne Leerzeile dazwischen.")
    assert article.headings == (Heading("Oben", 8, 2), Heading("Unten", 10, 3))
    assert len(article.paragraphs) == 2


def test_a_teaser_longer_than_its_column_is_text() -> None:
    text = "Ein sehr langer erster Absatz. " * 30
    article = read_article(f"Titel\n\n01.02.2025\n{text}\n\nKurz.", "a.txt")
    assert article.teaser == ""
    assert article.paragraphs[0].text == text.strip()


def test_a_line_between_title_and_date_is_reported() -> None:
    article = read_article("News\n\nEin langer Titel\n\nEine Unterzeile\n\n1. 2. 2025\nText.", "a.txt")
    assert article.title == "Ein langer Titel"
    assert [(note.line, note.text) for note in article.notes if "left out" in note.message] == [
        (5, "Eine Unterzeile")
    ]
    assert article.date == date(2025, 2, 1)


@pytest.mark.parametrize(
    "heading", ["Kontakt:", "Pressekontakt", "Contact:", "Ansprechpartnerin:", "Press contact:"]
)
def test_contact_headings(heading: str) -> None:
    article = body_of(f"Ein Absatz.\n\n{heading}\nIda Test\nE-Mail: ida@test.example")
    assert [(one.name, one.email) for one in article.contacts] == [("Ida Test", "ida@test.example")]


def test_a_contact_in_one_line_and_one_without_name() -> None:
    article = body_of(
        "Ein Absatz.\n\nKontakt: Ida Test, Leiterin Presse\nida@test.example | Tel. 0341 123456"
    )
    assert article.contacts == (
        ContactDetails("Ida Test", 10, "Leiterin Presse", "ida@test.example", "0341 123456"),
    )
    nameless = body_of("Ein Absatz.\n\nContact:\nE-mail: ida@test.example\nE-mail: bo@test.example")
    assert [(one.name, one.email) for one in nameless.contacts] == [("ida@test.example", "ida@test.example")]
    assert [note.text for note in nameless.notes if "left out" in note.message] == ["bo@test.example"]


def test_the_word_contact_in_a_text_is_no_heading() -> None:
    article = body_of(
        "Kontakte\n\nDer Abend brachte vielen neue Kontakte, und darum ging es ja auch an diesem Tag."
    )
    assert article.contacts == ()
    assert [heading.text for heading in article.headings] == ["Kontakte"]
