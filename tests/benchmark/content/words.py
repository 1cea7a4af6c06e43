"""Sentences without meaning, always the same for the same seed."""

from random import Random

_SUBJECTS = (
    "Der Verein|Die Hochschule|Das Institut|Ein Mitglied|Die Landesregierung|Das neue Labor|Der Vorstand|"
    "Die Jury|Ein junges Unternehmen|Die Arbeitsgruppe|Der Beirat|Das Netzwerk"
).split("|")
_VERBS = "eröffnet|zeigt|plant|fördert|entwickelt|beschließt|erprobt|verleiht|stellt vor|baut aus".split("|")
_OBJECTS = (
    "eine Fertigung für Mikrooptik|den Preis für Nachwuchskräfte|ein Verfahren der Beschichtung|"
    "neue Räume für Gründerinnen|die Messtechnik von morgen|einen Lehrgang für Sensorik|"
    "das gemeinsame Schaufenster der Branche|die Zusammenarbeit mit Kliniken|"
    "eine Studie zum Fachkräftebedarf|Spektrometer für die Umwelt|eine Plattform für Bilddaten|"
    "Geräte für die Augenheilkunde"
).split("|")
_ENDS = (
    "in Jena|am Mittwoch|mit Partnern aus sieben Ländern|nach zwei Jahren Arbeit|vor 120 Gästen|"
    "mit Mitteln des Landes|für kleine Unternehmen|gemeinsam mit der Universität|im laufenden Jahr|"
    "ohne zusätzliche Kosten"
).split("|")
_NAMES = "Aster Birke Cedra Dorna Elmo Fara Ginst Hasel Iris Kiefer Linde Malve Nelke Orla Palme".split()
_TRADES = "Optik Sensorik Laser Medizin Präzision Analytik Software Beschichtung Robotik Messtechnik".split()
_FORMS = "GmbH|AG|e. V.|GmbH & Co. KG|Institut|Stiftung".split("|")
CITIES = "Jena Erfurt Weimar Gera Leipzig Dresden Chemnitz Halle Suhl Ilmenau".split()


def sentence(random: Random) -> str:
    """Return one sentence of about ten words."""
    return " ".join(map(random.choice, (_SUBJECTS, _VERBS, _OBJECTS, _ENDS))) + "."


def sentences(random: Random, count: int) -> str:
    return " ".join(sentence(random) for _ in range(count))


def headline(random: Random) -> str:
    return " ".join(map(random.choice, (_SUBJECTS, _VERBS, _OBJECTS)))


def company(random: Random, number: int) -> str:
    """Return the name of an organisation; no two numbers have the same."""
    return f"{random.choice(_NAMES)} {random.choice(_TRADES)} {number} {random.choice(_FORMS)}"


def person(random: Random) -> str:
    return f"Dr. {random.choice(_NAMES)} {random.choice(CITIES)}mann"
