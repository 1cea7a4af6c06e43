"""Direct speech: what is a quotation, where it ends, and who said it."""

import pytest

from cms.imports.articles import Paragraph, Quotation
from cms.imports.quotations import SpeechReader, word_count
from tests.imports.words import words

from .spoken import SPOKEN

UNCLOSED: list[tuple[list[str], list[tuple[str, str, str]]]] = [
    (
        [
            (
                "Anna Muster, Leiterin der Beispiel AG, sagte: „Wir nennen das „Goldtrack“ "
                "und freuen uns. Ben Probe, Vorstand der Probe GmbH, ergänzte: „Wir sind "
                "stolz auf das ganze Team."
            )
        ],
        [
            ("Wir nennen das „Goldtrack“ und freuen uns.", "Anna Muster", "Leiterin der Beispiel AG"),
            ("Wir sind stolz auf das ganze Team.", "Ben Probe", "Vorstand der Probe GmbH"),
        ],
    ),
    (
        [
            (
                "“We have a lot of plans for this year,” Jane Example, head of research at "
                "Example Inc., explained. “First we will build a lab. Then we will hire. "
            ),
            "“And then we will open a second lab.”",
        ],
        [
            ("We have", "Jane Example", "head of research at Example Inc."),
            ("First", "Jane Example", "head of research at Example Inc."),
            ("And then", "Jane Example", "head of research at Example Inc."),
        ],
    ),
    (
        [("„Wir haben „Goldtrack gegründet und wachsen schnell“, so Ben Probe, Vorstand der Probe GmbH.")],
        [("Wir haben", "Ben Probe", "Vorstand der Probe GmbH")],
    ),
    (
        [
            (
                "Anna Muster, Leiterin der X AG, erklärte: „Wir bauen. Ben Probe, Vorstand "
                "von Y, sagte: „Wir planen das schon seit Jahren.“"
            )
        ],
        [("Wir planen", "Ben Probe", "Vorstand von Y")],
    ),
    (
        [
            (
                "Anna Muster, Leiterin der X AG, sagte: “Wir wollen hier noch lange bleiben. "
                "Dr. Ben Probe von der Y GmbH ergänzte: “Wir planen das schon seit Jahren. "
                "Wir bleiben auch."
            )
        ],
        [("Wir wollen", "Anna Muster", "Leiterin der X AG"), ("Wir planen", "Dr. Ben Probe", "")],
    ),
    (
        [
            (
                'Anna Muster, Leiterin der X AG, sagte: "Wir wollen hier noch lange bleiben. '
                'Sie ergänzte: "Wir planen das schon seit Jahren."'
            )
        ],
        [
            ("Wir wollen hier noch lange bleiben.", "Anna Muster", "Leiterin der X AG"),
            ("Wir planen", "Anna Muster", "Leiterin der X AG"),
        ],
    ),
]

NONE: list[tuple[list[str], list[tuple[str, str, str]]]] = [
    (
        ["Neu ist das Programm „Zukunft der Medizin in Sachsen gestalten“ im Cluster."],
        [],
    ),
    (
        [("„Zukunft der Medizin in Sachsen gestalten“ heißt das neue Programm der Muster AG.")],
        [],
    ),
    (
        ["Der Preis „Goldene Idee“ ging an „Die kleine Firma“."],
        [],
    ),
    (
        ["Laut Clustermanager Tim Probst „ist das ein großer Schritt nach vorn“."],
        [],
    ),
    (
        [
            (
                "According to Mary O'Neill, president of the Sample Society, \"the society "
                'has never been stronger than now".'
            )
        ],
        [],
    ),
    (
        ["The fund, “Gold Track of the North and South”, opens in May."],
        [],
    ),
    (
        ["„Wir sind begeistert“, sagte Klepp."],
        [],
    ),
    (
        [("Klepp zeigte sich überzeugt, dass „mit dem neuen Labor eine wichtige Lücke geschlossen“ werde.")],
        [],
    ),
    (
        [
            (
                "Das Buch „Die Stadt, der Fluss und das Meer“ liegt aus. Es kostet „nur "
                "zwölf Euro und keinen Cent mehr“."
            )
        ],
        [],
    ),
]


@pytest.mark.parametrize(("paragraphs", "expected"), [*SPOKEN, *UNCLOSED, *NONE])
def test_quotations_and_their_speakers(paragraphs, expected) -> None:
    reader = SpeechReader()
    pieces = [piece for number, text in enumerate(paragraphs, 1) for piece in reader.read(text, number)]
    found = [piece for piece in pieces if isinstance(piece, Quotation)]
    assert [(one.attribution, one.role) for one in found] == [entry[1:] for entry in expected]
    for one, (beginning, _, _) in zip(found, expected, strict=True):
        assert one.text.startswith(beginning)
    assert words(" ".join(paragraphs)) == words(" ".join(piece.text for piece in pieces))
    assert all(piece.text == piece.text.strip() for piece in pieces)


def test_an_unclosed_quotation_is_reported() -> None:
    reader = SpeechReader()
    reader.read("Ben Probe sagte: „Wir fangen jetzt gleich damit an.", 7)
    assert [(note.line, note.message) for note in reader.notes] == [(7, "this quotation has no closing mark")]


def test_an_unclosed_quotation_ends_before_the_next_speaker() -> None:
    text = (
        "Anna Muster, Leiterin der Beispiel AG, sagte: „Wir nennen das „Goldtrack“ und freuen uns. "
        "Ben Probe, Vorstand der Probe GmbH, ergänzte: „Wir sind stolz auf das ganze Team."
    )
    assert SpeechReader().read(text, 1) == [
        Paragraph("Anna Muster, Leiterin der Beispiel AG, sagte:", 1),
        Quotation(
            "Wir nennen das „Goldtrack“ und freuen uns.",
            1,
            "Anna Muster",
            "Leiterin der Beispiel AG",
            is_closed=False,
        ),
        Paragraph("Ben Probe, Vorstand der Probe GmbH, ergänzte:", 1),
        Quotation(
            "Wir sind stolz auf das ganze Team.", 1, "Ben Probe", "Vorstand der Probe GmbH", is_closed=False
        ),
    ]


def test_an_unclosed_quotation_without_another_speaker_ends_with_its_paragraph() -> None:
    reader = SpeechReader()
    first = reader.read(
        "Anna Muster, Leiterin der Beispiel AG, sagte: „Wir fangen jetzt damit an. Morgen auch", 1
    )
    assert first[1:] == [
        Quotation(
            "Wir fangen jetzt damit an. Morgen auch",
            1,
            "Anna Muster",
            "Leiterin der Beispiel AG",
            is_closed=False,
        )
    ]
    second = reader.read("Danach sprach niemand mehr ein Wort.", 2)
    assert second == [Paragraph("Danach sprach niemand mehr ein Wort.", 2)]


def test_a_tag_stays_as_text_and_its_comma_goes() -> None:
    pieces = SpeechReader().read(
        "„Das machen wir jetzt sehr gern“, so Ben Probe, Vorstand der Probe GmbH. Alle nickten.", 1
    )
    assert [piece.text for piece in pieces] == [
        "Das machen wir jetzt sehr gern",
        "so Ben Probe, Vorstand der Probe GmbH. Alle nickten.",
    ]


def test_nobody_named_is_reported() -> None:
    reader = SpeechReader()
    reader.read("„Das ist ein Satz ohne jede Quelle.“", 4)
    assert [(note.line, note.message) for note in reader.notes] == [(4, "nobody is named for this quotation")]


def test_quoted_words_left_in_their_sentence_are_reported() -> None:
    reader = SpeechReader()
    reader.read("Neu ist das Programm „Zukunft der Medizin in Sachsen gestalten“ im Cluster.", 2)
    assert [(note.message, note.text) for note in reader.notes] == [
        ("quoted words left in their sentence", "Zukunft der Medizin in Sachsen gestalten")
    ]


def test_four_words_are_a_name_and_five_a_quotation() -> None:
    four, five = (
        "Ben Probe sagte: „Wir machen hier weiter.“",
        "Ben Probe sagte: „Wir machen hier gern weiter.“",
    )
    assert [type(piece) for piece in SpeechReader().read(four, 1)] == [Paragraph]
    assert [type(piece) for piece in SpeechReader().read(five, 1)] == [Paragraph, Quotation]


def test_words_with_hyphens_and_colons_count_once() -> None:
    assert word_count("One-Stop-Shop growth:factor – und e.V.") == 4
