"""Search on the search page, and by `query` in the filters of lists."""

from datetime import date

import pytest

from cms.home.models import SearchPage
from cms.home.sites import StartedSite, start_site
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory

from .conftest import Ask
from .searching import EMPTY, find

# --- The search page ----------------------------------------------------------------------------------------

HITS = """query ($path: String!, $words: String) {
  route(path: $path) { status page { __typename title ... on SearchPage {
    intro
    hits(query: $words) { totalCount nodes { title } edges { excerpt } facets { label } }
  } } }
  siteSettings { places { kind link { title path } } }
}"""


def test_a_site_starts_with_a_search_page_in_each_language(searchable: None, ask: Ask) -> None:
    answer = ask(HITS, path="/de/suche/", words="laser")
    page = answer["route"]["page"]
    assert page["__typename"] == "SearchPage"
    assert page["hits"]["totalCount"] == 6
    assert {"kind": "SEARCH", "link": {"title": "Suche", "path": "/de/suche/"}} in answer["siteSettings"][
        "places"
    ]
    english = ask(
        HITS.replace("siteSettings", "siteSettings(language: EN)"), path="/en/search/", words="laser"
    )
    assert english["route"]["page"]["hits"]["totalCount"] == 0
    assert {"kind": "SEARCH", "link": {"title": "Search", "path": "/en/search/"}} in english["siteSettings"][
        "places"
    ]


def test_a_search_page_without_a_query_has_no_hits(searchable: None, ask: Ask) -> None:
    query = (
        '{ route(path: "/de/suche/") { page { ... on SearchPage { hits { totalCount nodes { id } } } } } }'
    )
    assert ask(query)["route"]["page"]["hits"] == {"totalCount": 0, "nodes": []}


def test_the_place_is_only_a_published_search_page(site: StartedSite, ask: Ask) -> None:
    SearchPage.objects.get(locale__language_code="de").unpublish()
    kinds = [place["kind"] for place in ask("{ siteSettings { places { kind } } }")["siteSettings"]["places"]]
    assert "SEARCH" not in kinds


def test_a_search_page_does_not_find_itself(site: StartedSite, ask: Ask) -> None:
    assert find(ask, "Suche") == EMPTY


def test_starting_an_older_site_again_adds_the_search_pages(site: StartedSite) -> None:
    for page in SearchPage.objects.all():
        page.delete()
    made = start_site(name="Verein").made
    assert made == ["section de/suche", "section en/search"]
    keys = SearchPage.objects.values_list("translation_key", flat=True)
    assert len(keys) == 2 and len(set(keys)) == 1
    assert start_site(name="Verein").made == []


# --- `query` in filters -------------------------------------------------------------------------------------


def test_lists_are_narrowed_by_words(searchable: None, ask: Ask) -> None:
    NewsPageFactory(title="Anderes", date=date(2020, 1, 1), tags=["Laserlicht"])
    MemberPageFactory(title="Andere", competences=["Laserschweißen"])
    GalleryPageFactory(title="Anderer Tag")
    answer = ask("""{
      news(filter: { query: "laserlicht" }) { totalCount nodes { title } facets { years { value count } } }
      members(filter: { query: "laser" }) { nodes { title } facets { letters { value count } } }
      galleries(filter: { query: "laser" }) { nodes { title } }
      none: news(filter: { query: "laser", year: 1999 }) { totalCount }
    }""")
    assert answer["news"] == {
        "totalCount": 1,
        "nodes": [{"title": "Anderes"}],
        "facets": {"years": [{"value": "2020", "count": 1}]},
    }
    assert [node["title"] for node in answer["members"]["nodes"]] == ["Andere", "Laser GmbH"]
    assert answer["members"]["facets"]["letters"] == [{"value": "A", "count": 1}, {"value": "L", "count": 1}]
    assert [node["title"] for node in answer["galleries"]["nodes"]] == ["Lasertag"]
    assert answer["none"]["totalCount"] == 0


@pytest.mark.parametrize(("words", "count"), [("", 3), ("  \n", 3), (None, 3), ("–", 0), ("nirgends", 0)])
def test_an_empty_search_box_restricts_nothing(
    searchable: None, ask: Ask, words: str | None, count: int
) -> None:
    query = "query ($words: String) { news(filter: { query: $words }) { totalCount } }"
    assert ask(query, words=words)["news"]["totalCount"] == count


@pytest.mark.parametrize("field", ["news", "members", "galleries"])
def test_filters_refuse_what_search_refuses(site: StartedSite, refuse: Ask, field: str) -> None:
    query = f"query ($words: String) {{ {field}(filter: {{ query: $words }}) {{ totalCount }} }}"
    assert refuse(query, words="x" * 201)["argument"] == "filter.query"
    assert refuse(query, words="x\0")["code"] == "ARGUMENT_INVALID"
