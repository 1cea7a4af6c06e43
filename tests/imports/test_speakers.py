"""Who is named as a speaker: only somebody whose name stands with a verb or colon of saying, beyond doubt."""

import pytest

from cms.imports.articles import Quotation
from cms.imports.quotations import SpeechReader
from tests.imports.words import words

SAID = "„Das ist ein großer Erfolg für die Region“"
COLON = "„Das ist ein großer Erfolg für die Region.“"
JANA = ("Jana Muster", "Vorsitzende des Vereins")

NAMED = [
    (
        f"{SAID}, erklärt Landesgewerks- und Verbandspräsident Rainer Muster.",
        ("Rainer Muster", "Landesgewerks- und Verbandspräsident"),
    ),
    (
        f"{SAID}, betonte Vereins- und Verbandschef Paul Muster gestern.",
        ("Paul Muster", "Vereins- und Verbandschef"),
    ),
    (
        f"{SAID}, sagte die Moderatorin Angela Julie Beispiel zu den Meistern.",
        ("Angela Julie Beispiel", "Moderatorin"),
    ),
    (f"{SAID}, sagt Musterlingens Landrat Guido Muster.", ("Guido Muster", "Landrat")),
    (f"{SAID}, sagt Probeheims Bürgermeisterin Kim Probe.", ("Kim Probe", "Bürgermeisterin")),
    (f"Musterheims Oberbürgermeister Rainer Muster: {COLON}", ("Rainer Muster", "Oberbürgermeister")),
    (
        f"Katharina Muster, Senatorin für Bau, Verkehr und Umwelt: {COLON}",
        ("Katharina Muster", "Senatorin für Bau, Verkehr und Umwelt"),
    ),
    (
        f"Dr. Max Muster, Leiter der Abteilung Straßen, Brücken und Tunnel, sagte: {COLON}",
        ("Dr. Max Muster", "Leiter der Abteilung Straßen, Brücken und Tunnel"),
    ),
    (f"Im Gespräch mit Jana Muster sagte Paul Beispiel: {COLON}", ("Paul Beispiel", "")),
    (f"Rainer Muster und Jana Probe dankten. Er sagte: {COLON}", ("Rainer Muster", "")),
    (f"Rainer Muster und Jana Probe dankten. Sie sagte: {COLON}", ("Jana Probe", "")),
    (f"Moderator Paul Beispiel führte durch den Abend. {SAID}, sagte Jana Muster.", ("Jana Muster", "")),
]

#: Words of somebody whom the text does not surely name.
NOBODY = [
    f"Digitale Gesundheit betont: {COLON}",
    f"Neue Aufgaben: {COLON}",
    f"Gäste wie Jana Muster sagten: {COLON}",
    f"Das Urteil der Jury: {COLON}",
    f"{SAID}, so Experten.",
    f"{SAID}, sagte der Vorsitzende.",
    f"{SAID}, betonen Jana Muster und Paul Beispiel.",
    f"Jana Muster, Präsidentin, und Paul Beispiel, Vorstand, sagten: {COLON}",
    f"Kim Probe und Jana Muster dankten. Paul Beispiel fehlte. Sie sagte: {COLON}",
    f"Jana Muster eröffnete die Halle. {COLON}",
]

NO_QUOTATIONS = [
    "Knifflige Aufgaben wie: „Wie viele Schrauben passen in diesen Eimer?“",
    "Aus dem „Ideenpreis der jungen Region 2022 – Mitgemacht!“ gingen drei Sieger hervor.",
    "Beim Wettbewerb „Wer baut die beste Brücke im Land?“ siegte das Team Hafen.",
    "„Mehr Grün für unsere Stadt und Region!“ heißt die neue Aktion.",
    "Das Motto lautete: „Mehr Grün für unsere Stadt und Region!“",
    "Der Titel der Ausstellung: „Was wird aus unserer Stadt am Meer?“",
    "Der Preis ging an „Haus, Hof und Garten – wer hilft mit?“. Danach wurde gefeiert.",
    "Die Frage „Wie wollen wir morgen in der Stadt leben?“ stellte Jana Muster in den Mittelpunkt.",
    "Zu „Wie bauen wir morgen in der Stadt?“ und „Was kostet uns das alles wirklich?“ gab es Vorträge.",
    "„Wohin geht die Reise in der Stadt?“ – unter diesem Titel lud der Verein ein.",
]


def said(paragraphs: list[str]) -> list[tuple[str, str]]:
    reader = SpeechReader()
    pieces = [piece for number, text in enumerate(paragraphs, 1) for piece in reader.read(text, number)]
    assert words(" ".join(paragraphs)) == words(" ".join(piece.text for piece in pieces))
    return [(one.attribution, one.role) for one in pieces if isinstance(one, Quotation)]


@pytest.mark.parametrize(("text", "speaker"), NAMED)
def test_the_one_who_is_named_speaks(text: str, speaker: tuple[str, str]) -> None:
    assert said([text]) == [speaker]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_speaks_who_is_not_surely_named(text: str) -> None:
    assert said([text]) == [("", "")]


@pytest.mark.parametrize("text", NO_QUOTATIONS)
def test_names_that_end_in_a_mark_are_no_quotations(text: str) -> None:
    assert said([text]) == []


@pytest.mark.parametrize(
    ("between", "speaker"),
    [([], JANA), (["Danach gab es Kuchen."], JANA), (["Danach sprach Paul Beispiel, Landrat."], ("", ""))],
)
@pytest.mark.parametrize("tag", ["ergänzte sie", "so die Vorsitzende"])
def test_the_last_speaker_goes_on_unless_another_person_stands_between(
    between: list[str], speaker: tuple[str, str], tag: str
) -> None:
    first = f"Jana Muster, Vorsitzende des Vereins, sagte: {COLON}"
    assert said([first, *between, f"{SAID}, {tag}."]) == [JANA, speaker]


def test_another_person_in_the_paragraph_ends_a_speech() -> None:
    text = f"{SAID}, sagte Jana Muster. Paul Beispiel nickte. „Und wir bauen bis zum Winter weiter.“"
    assert said([text]) == [("Jana Muster", ""), ("", "")]


def test_who_may_have_spoken_is_told() -> None:
    reader = SpeechReader()
    reader.read(f"Jana Muster eröffnete die Halle. {COLON}", 3)
    told = "nobody is named for this quotation; perhaps it is Jana Muster who speaks"
    assert [(note.line, note.message) for note in reader.notes] == [(3, told)]
