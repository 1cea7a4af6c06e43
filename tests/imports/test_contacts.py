"""Whom to turn to, in the forms that pages have, and what stands below and is text."""

import pytest

from cms.imports.article_text import read_article
from cms.imports.articles import Article
from tests.imports.words import told, words

HEAD = "News\n\nEin langer Titel\n\n24.01.2025\nEin Satz als Anriss.\n\nEin Absatz.\n\n"
JANA = "Kontakt:\nJana Muster\nE-Mail: j@muster.example\n"

#: What follows a contact and is none: parted by "//".
BEHIND = """
Über den Muster e.V.//Der Muster e.V. vertritt 150 Firmen.//Er wurde 2001 gegründet.
Über uns//Wir sind ein Netzwerk mit vielen Firmen.
About Probe Ltd//Probe Ltd makes sensors and has 40 staff.
Hinweis: Bilder gibt es auf Anfrage.
Hinweis für Redaktionen//Die Bilder sind frei.
Teilen//Drucken//Impressum
Weitere Meldungen//Neue Halle eröffnet//www.muster.example
Das könnte Sie auch interessieren//Neue Halle
Wir freuen uns auf Sie
Der Muster e.V. ist ein Netzwerk//mit vielen Firmen
ENDS
Bildmaterial: Muster GmbH
Stand: 24.01.2025
Besuchen Sie uns auf www.muster.example.
Fotos: Paul Beispiel
""".strip().split("\n")

#: Lines with an address that is hidden from robots; the address if it can be read for sure.
HIDDEN = [
    ("E-Mail: jana.muster(at)muster(dot)example", "jana.muster@muster.example"),
    ("E-Mail: jana.muster[at]muster.example", "jana.muster@muster.example"),
    ("jana.muster (at) muster (punkt) example", "jana.muster@muster.example"),
    ("jana.muster [at] muster [dot] example", "jana.muster@muster.example"),
    ("Mail: jana.muster{at}muster.example", "jana.muster@muster.example"),
    ("E-Mail jana.muster(ät)muster.example", "jana.muster@muster.example"),
    ("E-Mail: jana.muster(@)muster.example", "jana.muster@muster.example"),
    ("E-Mail: jana.muster at muster.example", ""),
    ("jana.muster at muster.example", ""),
    ("jana.muster (a) muster.example", ""),
    ("jana.muster-at-muster.example", ""),
    ("jana.muster @ muster.example", ""),
]

PHONES = [
    "Tel. 0341 123456",
    "Tel 0341 123456",
    "Telefon 0341 123456",
    "Telefon: 0341 123456",
    "Fon 0341 123456",
    "T 0341 123456",
    "T: 0341 123456",
    "Mobil 0341 123456",
    "Phone 0341 123456",
    "0341 123456",
    "Tel. 0341 123456 (Mo–Fr 9–12 Uhr)",
    "Tel. 0341 123456 | Fax 0341 123457",
]


def read(text: str) -> Article:
    article = read_article(HEAD + text, "kontakt.txt")
    assert words(HEAD + text) == told(article)
    return article


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("behind", BEHIND)
def test_what_follows_a_contact_stays_text(behind: str, gap: str) -> None:
    lines = behind.split("//")
    article = read(JANA + gap + "\n".join(lines))
    assert [(one.name, one.email, one.websites) for one in article.contacts] == [
        ("Jana Muster", "j@muster.example", ())
    ]
    texts = " ".join(piece.text for piece in article.body if hasattr(piece, "text"))
    assert all(line in texts for line in lines)


@pytest.mark.parametrize(("line", "email"), HIDDEN)
def test_a_hidden_address_is_read_or_left_and_is_no_website(line: str, email: str) -> None:
    article = read(f"Kontakt:\nJana Muster\nTel.: 0341 123456\n{line}")
    (contact,) = article.contacts
    assert (contact.name, contact.role, contact.email, contact.websites) == ("Jana Muster", "", email, ())
    if not email:
        assert ("please review: an address that cannot be read for sure", line) in [
            (note.message, note.text) for note in article.notes
        ]


@pytest.mark.parametrize("line", PHONES)
def test_telephone_numbers(line: str) -> None:
    (contact,) = read(f"Kontakt:\nJana Muster\n{line}\nE-Mail: j@muster.example").contacts
    assert (contact.name, contact.phone, contact.email) == ("Jana Muster", "0341 123456", "j@muster.example")


def test_no_website_is_made_of_a_name_or_a_date() -> None:
    (contact,) = read("Kontakt:\nDr.Muster GmbH\nStand 24.01.2025\nE-Mail: j@muster.example").contacts
    assert (contact.websites, contact.phone) == ((), "")


def test_a_postal_address_is_told_and_no_contact() -> None:
    article = read(f"{JANA}Musterstraße 5\n01234 Musterheim\nFax 0341 123457")
    assert [one.name for one in article.contacts] == ["Jana Muster"]


def test_a_second_contact_and_a_sentence_before_a_name() -> None:
    article = read(f"{JANA}\nPaul Beispiel\nPressesprecher\nTel. 0341 123456\n\nHinweis: Es gibt Bilder.")
    assert [(one.name, one.role) for one in article.contacts] == [
        ("Jana Muster", ""),
        ("Paul Beispiel", "Pressesprecher"),
    ]
    one = read("Kontakt:\nFür Rückfragen steht Ihnen zur Verfügung\nJana Muster\nE-Mail: j@muster.example")
    assert [one.name for one in one.contacts] == ["Jana Muster"]


def test_an_authority_above_a_person_is_no_name() -> None:
    (one,) = read("Kontakt:\nLandratsamt Musterkreis\nPaul Beispiel\nE-Mail: p@muster.example").contacts
    assert (one.name, one.role) == ("Paul Beispiel", "Landratsamt Musterkreis")


def test_a_name_in_doubt_is_told() -> None:
    article = read("Kontakt:\nHafenlicht Projekt\nE-Mail: j@muster.example")
    assert ("please review: perhaps not a contact's name", "Hafenlicht Projekt") in [
        (note.message, note.text) for note in article.notes
    ]


def test_links_of_a_page_are_no_contact() -> None:
    assert read("Kontakt\nImpressum\nDatenschutz\ninfo@muster.example").contacts == ()
