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
    assert members_in(text) == names


@pytest.mark.parametrize("text", NOT_NAMED)
def test_no_members_named(text: str) -> None:
    assert members_in(text) == []


def test_a_member_named_twice_is_one() -> None:
    text = (
        "Die neuen Mitglieder Alpha GmbH und Beta AG kamen. "
        "Von den neuen Mitgliedern ALPHA GmbH und Gamma AG kam Post."
    )
    assert members_in(text) == ["Alpha GmbH", "Beta AG", "Gamma AG"]


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
        ("What the new members bring:", ["- They have ideas.", "- They have time."], []),
    ],
)
def test_members_in_a_list(lead: str, items: list[str], names: list[str]) -> None:
    article = read_article(LIST.format(lead=lead, items="\n".join(items)), "list.txt")
    assert [member.name for member in article.members] == names
    assert len(article.body[1].items) == len(items)
