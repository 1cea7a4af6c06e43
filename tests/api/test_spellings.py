"""Words that editors type freely are one word to readers, however they are spelled."""

from cms.home.sites import StartedSite
from tests.factories.pages import MemberPageFactory, NewsPageFactory

from .conftest import Ask

SPELLINGS = ["Größe", "groesse", "GRÖSSE", "Gro\u0308ße", " größe  "]


def test_a_word_is_one_in_every_spelling(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Eins", tags=["Größe", "C#", "C++", "C"])
    for number, spelling in enumerate(SPELLINGS):
        NewsPageFactory(title=f"Zwei {number}", tags=[spelling])
        MemberPageFactory(title=f"Drei {number}", competences=[spelling])
    NewsPageFactory(title="Alle", tags=SPELLINGS)
    data = ask(
        '{ news(filter: { tags: ["groesse"] }) { totalCount facets { tags { value label count } } } '
        "members { facets { competences { value label count } } } }"
    )
    assert data["news"]["totalCount"] == 7
    assert {facet["value"] for facet in data["news"]["facets"]["tags"]} == {
        "groesse",
        "c",
        "c-sharp",
        "c-plus-plus",
    }
    word = {"value": "groesse", "label": "Größe", "count": 5}
    assert data["members"]["facets"]["competences"] == [word]
