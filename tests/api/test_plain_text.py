"""Rich text as plain text: elements that are separate on the page are separated by whitespace."""

import pytest

from cms.foundation.richtext import plain_text
from cms.home.sites import StartedSite
from tests.factories.pages import NewsPageFactory

from .conftest import Ask

pytestmark = pytest.mark.once

LISTS = "<ul><li>Kirschbaum<ul><li>Zwetschgenbaum<ol><li>Ast</li></ol></li></ul></li></ul>"
TEXTS = {
    LISTS: "Kirschbaum Zwetschgenbaum Ast",
    "<p>Eins<br>Zwei<br/>Drei<BR />Vier</p>": "Eins Zwei Drei Vier",
    "<h2>Titel</h2>Text<hr/>Ende": "Titel Text Ende",
    "<table><tr><th>Eins</th><td>Zwei</td></tr><tr><td>Drei</td></tr></table>": "Eins Zwei Drei",
    '<p>Davor</p><embed embedtype="image" id="1" alt="x"/><p>Danach</p>': "Davor Danach",
    "<blockquote>Eins</blockquote><figure><img src='x'>Zwei<figcaption>Drei</figcaption></figure>": (
        "Eins Zwei Drei"
    ),
    "<p>Do<b>nau</b>dampf<i>schiff</i> H<sub>2</sub>O, <a href='https://a.example/'>Ver</a>ein</p>": (
        "Donaudampfschiff H2O, Verein"
    ),
    "<p>5 &lt; 6 &amp;&nbsp;7</p><!-- nichts -->": "5 < 6 & 7",
}


@pytest.mark.parametrize("source", TEXTS)
def test_words_keep_apart(source: str) -> None:
    assert plain_text(source) == TEXTS[source]


def test_items_of_lists_within_lists_are_words_of_their_own(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Garten", body=[("paragraph", {"text": LISTS})])
    data = ask(
        '{ newsPage(slug: "garten") { teaser seo { description } } '
        'search(query: "Zwetschgenbaum") { edges { excerpt } } '
        'news(filter: { query: "Ast" }) { totalCount } }'
    )
    assert data["newsPage"] == {"teaser": TEXTS[LISTS], "seo": {"description": TEXTS[LISTS]}}
    assert data["search"]["edges"] == [{"excerpt": "Kirschbaum <mark>Zwetschgenbaum</mark> Ast"}]
    assert data["news"]["totalCount"] == 1
