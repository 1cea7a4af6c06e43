"""Direct speech: what is a quotation, where it ends, and who said it."""

import pytest

from cms.imports.articles import Paragraph, Quotation
from cms.imports.quotations import SpeechReader, word_count
from tests.imports.words import words

#: Paragraphs that follow one another, and the quotations in them: how each begins, who said it, which role.
SPOKEN: list[tuple[list[str], list[tuple[str, str, str]]]] = [
    (
        [("Anna Muster, Leiterin der Beispiel AG, sagte: „Wir freuen uns sehr auf das Jahr.“")],
        [("Wir", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [
            (
                "„Wir freuen uns sehr auf das Jahr“, sagte Dr. Anna Muster, Leiterin der "
                "Beispiel AG. Danach gab es Kuchen."
            )
        ],
        [("Wir", "Dr. Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [
            (
                '"We are very happy about this," said Jane Example, CEO of Example Ltd. "We '
                'will grow again next year," she added.'
            )
        ],
        [
            ("We are", "Jane Example", "CEO of Example Ltd."),
            ("We will", "Jane Example", "CEO of Example Ltd."),
        ],
    ),
    (
        [("'We don't know what the members' wishes are,' said John Sample, director of the network.")],
        [("We don't", "John Sample", "director of the network")],
    ),
    (
        [
            (
                "John Sample, director of the network, said: 'It’s the best year we have had "
                "so far.' Then they ate."
            )
        ],
        [("It’s", "John Sample", "director of the network")],
    ),
    (
        [("Die Geschäftsführerin der Muster GmbH, Anna Beispiel, betonte: „Das ist ein sehr guter Tag.“")],
        [("Das", "Anna Beispiel", "Geschäftsführerin der Muster GmbH")],
    ),
    (
        ["Geschäftsführer Peter Beispiel ergänzte: «Wir bauen noch in diesem Jahr aus.»"],
        [("Wir", "Peter Beispiel", "Geschäftsführer")],
    ),
    (
        [
            (
                "Dazu erklärte Prof. Dr. Anna von der Heide, Rektorin der Hochschule "
                "Musterstadt: »Forschung braucht immer einen langen Atem.«"
            )
        ],
        [("Forschung", "Prof. Dr. Anna von der Heide", "Rektorin der Hochschule Musterstadt")],
    ),
    (
        [
            ("Anna Muster, Leiterin der Beispiel AG, und Ben Probe, Vorstand der Probe GmbH, waren da."),
            (
                "„Das war ein ganz besonderer Abend“, so Muster. „Ich komme sicher gerne "
                "einmal wieder.“ Probe ergänzte: „Ich komme ganz sicher auch wieder.“"
            ),
        ],
        [
            ("Das", "Anna Muster", "Leiterin der Beispiel AG"),
            ("Ich komme sicher", "Anna Muster", "Leiterin der Beispiel AG"),
            ("Ich komme ganz", "Ben Probe", "Vorstand der Probe GmbH"),
        ],
    ),
    (
        ["Das Motto lautete: „Gemeinsam in die Zukunft gehen wir“."],
        [("Gemeinsam", "", "")],
    ),
    (
        ["In der Mitteilung heißt es: „Die Förderung wird um zwei Jahre verlängert.“"],
        [("Die", "", "")],
    ),
    (
        [
            (
                "Anna Muster, Leiterin der Beispiel AG, begrüßte die Gäste. „Wir freuen uns "
                "über so viele Menschen.“"
            )
        ],
        [("Wir", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        ["Anna Muster, Leiterin der Beispiel AG, fasste zusammen:", "„Es war ein gutes Jahr für alle.“"],
        [("Es", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        ["„Wir wachsen in diesem Jahr weiter, so Hofmann. Danach gab es Essen."],
        [("Wir wachsen in diesem Jahr weiter", "Hofmann", "")],
    ),
    (
        [('"Will we be ready by next spring?" asked Mary O\'Neill, president of the Sample Society.')],
        [("Will", "Mary O'Neill", "president of the Sample Society")],
    ),
    (
        [
            (
                "Dr. Uwe Klein, Sprecher des Vereins, und Dr. Eva Groß, Vorständin, luden "
                "ein. Sie sagte: „Der Verein lebt von seinen Mitgliedern.“ Er ergänzte: „Und "
                "von seinen vielen guten Ideen.“"
            )
        ],
        [("Der", "Dr. Eva Groß", "Vorständin"), ("Und", "Dr. Uwe Klein", "Sprecher des Vereins")],
    ),
    (
        ["Der Bürgermeister Karl Lang freute sich: „Das ist gut für die Stadt.“"],
        [("Das", "Karl Lang", "Bürgermeister")],
    ),
    (
        [("„Das ist für uns ein sehr wichtiger Schritt.“ – Anna Muster, Leiterin der Beispiel AG")],
        [("Das", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [("„Das ist für uns ein sehr wichtiger Schritt.“ (Anna Muster, Leiterin der Beispiel AG)")],
        [("Das", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [
            (
                "Anna Muster arbeitet beim Muster-Netz e.V. Ben Probe, Vorstand der Probe "
                "GmbH, sagte: „Wir sind stolz auf das ganze Team.“"
            )
        ],
        [("Wir", "Ben Probe", "Vorstand der Probe GmbH")],
    ),
    (
        [("Zur Eröffnung der Digitalen Gesundheit sagte Ben Probe: „Wir sind stolz auf das ganze Team.“")],
        [("Wir", "Ben Probe", "")],
    ),
    (
        [
            (
                "Der Stand war voll, Anna Muster von der Beispiel GmbH sagte: „Wir kommen "
                "ganz sicher noch einmal wieder.“"
            )
        ],
        [("Wir", "Anna Muster", "")],
    ),
    (
        [
            (
                "Er sagte mir einmal: „Mein Vater sagte immer: „Man muss im Leben ganz viel "
                "lernen.“ Das habe ich nie vergessen.“"
            )
        ],
        [("Mein Vater", "", "")],
    ),
    (
        [("\"The 'Gold Track' fund is open to everybody,\" said Jane Example. Nobody disagreed.")],
        [("The 'Gold Track'", "Jane Example", "")],
    ),
    (
        [
            (
                "Anna Muster: „Wir kommen ganz sicher noch einmal wieder.“ Ben Probe: „Ich "
                "auch, das ist gar keine Frage.“"
            )
        ],
        [("Wir", "Anna Muster", ""), ("Ich", "Ben Probe", "")],
    ),
    (
        [("Vorständin Eva Groß fügte hinzu: ,,Das Ganze ist mehr als die Teile.'' Dann war Schluss.")],
        [("Das Ganze", "Eva Groß", "Vorständin")],
    ),
    (
        [("« Nous sommes tous très heureux ici », said Marie Dupont, head of the Lyon office.")],
        [("Nous", "Marie Dupont", "head of the Lyon office")],
    ),
    (
        ["Herr Maier lobte: „Sehr gut, sehr gut gemacht alle!“"],
        [("Sehr", "Maier", "")],
    ),
    (
        [("„So viele Menschen waren noch nie hier!“, freute sich die Vorsitzende des Vereins, Eva Groß.")],
        [("So", "Eva Groß", "Vorsitzende des Vereins")],
    ),
    (
        [
            "Eva Groß, Vorsitzende des Vereins, eröffnete den Tag.",
            "Die Vorsitzende sagte: „Der Verein lebt von seinen Mitgliedern.“",
        ],
        [("Der", "Eva Groß", "Vorsitzende des Vereins")],
    ),
    (
        [
            (
                "„Mit dem neuen Labor schließen wir eine Lücke“, erklärt Staatsministerin "
                "Barbara Klepp bei der Eröffnung."
            )
        ],
        [("Mit", "Barbara Klepp", "Staatsministerin")],
    ),
    (
        [
            (
                "Barbara Klepp, Staatsministerin für Wissenschaft: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“"
            )
        ],
        [("Mit", "Barbara Klepp", "Staatsministerin für Wissenschaft")],
    ),
    (
        [
            (
                "Professor Jan Wolff vom Institut für Kälte sagte dazu: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“"
            )
        ],
        [("Mit", "Professor Jan Wolff", "")],
    ),
    (
        [
            (
                "Dies bestätigt auch Dr. med. Ina Kranz, Chefärztin der Klinik Musterberg: "
                "„Mit dem neuen Labor schließen wir eine Lücke.“"
            )
        ],
        [("Mit", "Dr. med. Ina Kranz", "Chefärztin der Klinik Musterberg")],
    ),
    (
        [
            (
                "Für Max Ried, Gründer der Alpha GmbH, ist klar: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“ Sein Fazit: „Es hat sich für uns alle gelohnt.“"
            )
        ],
        [("Mit", "Max Ried", "Gründer der Alpha GmbH"), ("Es", "Max Ried", "Gründer der Alpha GmbH")],
    ),
    (
        [
            (
                "As Dr. Sarah Quill, chief scientist at Lumo, puts it: “We have to start "
                "somewhere and soon.” “It is time we did this together,” Quill said."
            )
        ],
        [
            ("We", "Dr. Sarah Quill", "chief scientist at Lumo"),
            ("It", "Dr. Sarah Quill", "chief scientist at Lumo"),
        ],
    ),
    (
        ["“We have to start somewhere and soon,” says Tom Reed of Lumo Ltd."],
        [("We", "Tom Reed", "")],
    ),
    (
        [
            (
                "Barbara Klepp, Ministerin für Arbeit, kam zu Besuch. „Mit dem neuen Labor "
                "schließen wir eine Lücke“, so die Ministerin. „Das werden wir in Zukunft "
                "fortsetzen“, betont sie."
            )
        ],
        [
            ("Mit", "Barbara Klepp", "Ministerin für Arbeit"),
            ("Das", "Barbara Klepp", "Ministerin für Arbeit"),
        ],
    ),
    (
        [
            "Barbara Klepp, Ministerin für Arbeit, kam zu Besuch.",
            (
                "Auf die Frage, wie es weitergehe, antwortete Klepp: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“"
            ),
        ],
        [("Mit", "Barbara Klepp", "Ministerin für Arbeit")],
    ),
    (
        [
            (
                "Gemeinsam mit Anna Muster, Leiterin der X AG, eröffnete Ben Probe, Vorstand "
                "von Y, den Tag. „Wir machen hier noch lange weiter“, sagte Probe."
            )
        ],
        [("Wir", "Ben Probe", "Vorstand von Y")],
    ),
    (
        ["„Wir machen hier noch lange weiter.“, sagte Ben Probe. Das gefiel allen."],
        [("Wir", "Ben Probe", "")],
    ),
    (
        ["„Wir machen“, sagte Ben Probe, „hier noch sehr lange weiter.“"],
        [("hier", "Ben Probe", "")],
    ),
    (
        [('"We have a plan," Jane Roe, who leads the team, told the audience, "and we will keep to it."')],
        [("and we", "Jane Roe", "")],
    ),
    (
        [
            (
                "Am Ende dankte Vereinschef Karl Moll allen: „Ohne euch wäre das alles "
                "nichts geworden!“ Dann spielte die Band."
            )
        ],
        [("Ohne", "Karl Moll", "Vereinschef")],
    ),
    (
        ["„Das ist ein Satz ohne jede Quelle.“"],
        [("Das", "", "")],
    ),
]

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
