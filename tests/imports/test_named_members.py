"""New members named in sentences and lists."""

import pytest

from cms.imports.article_text import read_article
from cms.imports.named_members import members_in
from cms.imports.organisation_names import organisation_name

NAMED = [
    ("Wir begrüßen die neuen Mitglieder A-Lab, Bosch und Cara.", ["A-Lab", "Bosch", "Cara"]),
    ("So präsentierten sich die neuen Mitglieder Bosch, Siemens und Zeiss.", ["Bosch", "Siemens", "Zeiss"]),
    (
        "Die neuen Mitglieder stellten sich vor: Alpha GmbH, Beta AG und Gamma.",
        ["Alpha GmbH", "Beta AG", "Gamma"],
    ),
    ("Als neue Mitglieder begrüßen wir Alpha GmbH, Beta AG und Gamma.", ["Alpha GmbH", "Beta AG", "Gamma"]),
    (
        "The network welcomed three new members: Alpha Ltd, beta, and Gamma & Sons.",
        ["Alpha Ltd", "beta", "Gamma & Sons"],
    ),
    ("The new members Alpha, Beta and Delta met.", ["Alpha", "Beta", "Delta"]),
    (
        "die neuen Mitglieder A GmbH aus Leipzig, B AG aus Dresden und C aus Chemnitz wurden begrüßt.",
        ["A GmbH", "B AG", "C"],
    ),
    ("Unser neues Mitglied Alpha Sensorik GmbH stellt sich vor.", ["Alpha Sensorik GmbH"]),
    ("Das neue Mitglied Alpha, ein Hersteller.", ["Alpha"]),
    ("Neumitglieder sind BIOSAW, CANCILIO und eCovery.", ["BIOSAW", "CANCILIO", "eCovery"]),
    (
        "Dabei waren die neuen Mitglieder eCovery und imk Health Intelligence mit Ständen.",
        ["eCovery", "imk Health Intelligence"],
    ),
    (
        "Auch die neuen Mitglieder Müller und Söhne GmbH und Bergwerk e.V. kamen.",
        ["Müller und Söhne GmbH", "Bergwerk e.V."],
    ),
    (
        "Mit den neuen Mitgliedern Alpha GmbH, Beta und Gamma AG zählt der Verein 40.",
        ["Alpha GmbH", "Beta", "Gamma AG"],
    ),
    (
        "Der Verein hat neue Mitglieder – Alpha GmbH, Beta und Gamma AG – aufgenommen.",
        ["Alpha GmbH", "Beta", "Gamma AG"],
    ),
]

#: Sentences about new members that name none, and lists of something else.
NOT_NAMED = [
    "Damit erhalten die neuen Mitglieder Rabatte, Beratung und Räume.",
    "Die Neumitglieder erweitern das Spektrum um Medizin, Chemie und Physik.",
    "Neue Mitglieder des Vorstands sind Anna Muster, Ben Probe und Cora Test.",
    "The new board members are Ruth, Paul and Ines.",
    "The new members bring tools, ideas and money.",
    "The new members employ People, Robots and Dogs.",
    "Das freut die neuen Mitglieder.",
    "Für die neuen Mitglieder, die Gäste und den Vorstand gab es Kuchen.",
    "Die neuen Mitglieder kamen, sahen und siegten.",
    "Stellten die neuen Mitglieder ihre Produkte, Ideen und Pläne vor?",
    "Auch brachten die neuen Mitglieder viele Ideen, Geräte und Pläne mit.",
    "Schwerpunkt war die Vorstellung der Neumitglieder mit Cluster.",
    "Alte Mitglieder sind die Alpha GmbH, die Beta AG und Gamma.",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_members_named(text: str, names: list[str]) -> None:
    assert [member.name for member in members_in(text)] == names


@pytest.mark.parametrize("text", NOT_NAMED)
def test_no_members_named(text: str) -> None:
    assert [member for member in members_in(text) if not member.doubt] == []


def test_a_member_named_twice_is_one() -> None:
    text = (
        "Die neuen Mitglieder Alpha GmbH und Beta AG kamen. "
        "Von den neuen Mitgliedern ALPHA GmbH und Gamma AG kam Post."
    )
    assert [member.name for member in members_in(text)] == ["Alpha GmbH", "Beta AG", "Gamma AG"]


#: The names that are surely those of new members, and the ones that an editor should look at.
SURE = [
    ("Als neues Mitglied begrüßen wir die Alpha Sensorik GmbH aus Leipzig.", ["Alpha Sensorik GmbH"], []),
    ("Als neues Mitglied begrüßt der Verein die Beta Optik AG.", ["Beta Optik AG"], []),
    (
        "Als neue Mitglieder begrüßt der Muster e.V. die Beta AG, das Startup Gamma GmbH und die Leipziger "
        "Firma Delta KG.",
        ["Beta AG", "Gamma GmbH", "Delta KG"],
        ["Muster e.V."],
    ),
    ("Herzlich willkommen heißen wir als neues Mitglied die imk Health GmbH.", ["imk Health GmbH"], []),
    ("Wir freuen uns, als neues Mitglied die bluewave GmbH zu begrüßen.", [], ["bluewave GmbH"]),
    ("Unser neues Mitglied ist die junge Firma Gamma Optik GmbH in Halle.", ["Gamma Optik GmbH"], []),
    ("As a new member we welcome the Alpha Sensors Ltd from Leeds.", ["Alpha Sensors Ltd"], []),
    (
        "Neue Mitglieder im Netzwerk sind eCovery, die Nova GmbH und CANCILIO.",
        ["eCovery", "Nova GmbH", "CANCILIO"],
        [],
    ),
    (
        "Neue Mitglieder: Alpha GmbH, Leipzig, Beta AG, Dresden, und Gamma KG, Halle.",
        ["Alpha GmbH", "Beta AG", "Gamma KG"],
        ["Leipzig", "Dresden", "Halle"],
    ),
    (
        "Neue Mitglieder: Jana Muster, Paul Beispiel und Kim Probe.",
        [],
        ["Jana Muster", "Paul Beispiel", "Kim Probe"],
    ),
    ("Unsere neuen Mitglieder heißen Anna, Ben und Cora.", [], ["Anna", "Ben", "Cora"]),
    (
        "Die neuen Mitglieder Dr. Ylva Muster und Prof. Ben Probe kamen.",
        [],
        ["Dr. Ylva Muster", "Prof. Ben Probe"],
    ),
    ("Neues Mitglied ist Jana Muster.", [], ["Jana Muster"]),
    ("Die neuen Mitglieder Polen, Ungarn und Estland wurden begrüßt.", [], ["Polen", "Ungarn", "Estland"]),
    ("As new members Poland, the USA and Estonia were admitted.", [], ["Poland", "USA", "Estonia"]),
    ("Die neuen Mitglieder Bosch, Siemens und Zeiss wurden begrüßt.", [], ["Bosch", "Siemens", "Zeiss"]),
    ("Zu den neuen Mitgliedern zählen Alpha GmbH und Jana Muster.", ["Alpha GmbH"], ["Jana Muster"]),
    (
        "Am Abend stellten die neuen Mitglieder eCovery und CANCILIO Produkte vor.",
        ["eCovery"],
        ["CANCILIO Produkte"],
    ),
    ("Dabei waren die neuen Mitglieder eCovery und CANCILIO Anfang Mai.", ["eCovery", "CANCILIO"], []),
    ("Die neuen Mitglieder begrüßte die Alpha GmbH in ihren Räumen.", [], ["Alpha GmbH"]),
    ("Die neuen Mitglieder trafen die Alpha GmbH und die Beta AG.", [], ["Alpha GmbH", "Beta AG"]),
    ("Mit der Alpha GmbH gewinnt der Verein ein neues Mitglied.", [], ["Alpha GmbH"]),
    ("Neue Mitglieder des Vorstands sind die Alpha GmbH und die Beta AG.", [], []),
    ("Neue Mitglieder im Beirat: Alpha GmbH, Beta AG und Gamma KG.", [], []),
]


@pytest.mark.parametrize(("text", "sure", "doubtful"), SURE)
def test_only_what_is_surely_an_organisation_and_a_new_member_is_made(
    text: str, sure: list[str], doubtful: list[str]
) -> None:
    members = members_in(text)
    assert [member.name for member in members if not member.doubt] == sure
    assert [member.name for member in members if member.doubt] == doubtful


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alpha Sensorik GmbH & Co. KG stellt aus", "Alpha Sensorik GmbH & Co. KG"),
        ("Institut für Kälte und Klima in Leipzig", "Institut für Kälte und Klima"),
        ("3D Works baut", "3D Works"),
        ("eCovery,", "eCovery"),
        ("und dann", ""),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    assert organisation_name(text) == name


LIST = """News

A title

01.02.2025
A teaser of one sentence.

{lead}
{items}

The end is a paragraph of its own, longer than what stands above.
"""


@pytest.mark.parametrize(
    ("lead", "items", "names"),
    [
        (
            "We welcome these new members:",
            ["- Alpha Ltd", "- beta works, Leeds", "- Gamma (York)"],
            ["Alpha Ltd", "beta works", "Gamma"],
        ),
        ("Unsere neuen Mitglieder:", ["Alpha GmbH", "Beta AG"], ["Alpha GmbH", "Beta AG"]),
        ("Wir danken:", ["- Alpha GmbH", "- Beta AG"], []),
        ("Our new members:", ["- Jana Muster", "- Paul Beispiel"], []),
        ("Our new members:", ["- Polen", "- Ungarn", "- Alpha GmbH"], ["Alpha GmbH"]),
        ("What the new members bring:", ["- They have ideas.", "- They have time."], []),
    ],
)
def test_members_in_a_list(lead: str, items: list[str], names: list[str]) -> None:
    article = read_article(LIST.format(lead=lead, items="\n".join(items)), "list.txt")
    assert [member.name for member in article.members] == names
    assert len(article.body[1].items) == len(items)
