"""Filters: any value within a kind, all kinds together, days inclusive; facets count each without its own."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType

from cms.home.sites import StartedSite
from cms.members.models import MemberPage
from cms.news.models import NewsPage
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

from .conftest import Ask


def found(ask: Ask, root: str, conditions: str) -> str:
    """Return the titles of what a filter finds, in alphabetical order, and check its number."""
    field = f"totalCount nodes {{ title }} {'edges { node { title } }'}"
    answer = ask(f"{{ {root}(filter: {{ {conditions} }}) {{ {field} }} }}")[root]
    titles = [node["title"] for node in answer["nodes"]]
    assert len(titles) == len(set(titles)) == answer["totalCount"]
    return "".join(sorted(titles))


@pytest.fixture
def news(site: StartedSite) -> dict[str, Any]:
    economy, research = CategoryFactory(name="Wirtschaft"), CategoryFactory(name="Forschung")
    optics, lab = MemberPageFactory(title="Optik GmbH"), MemberPageFactory(title="Labor")
    return {
        "a": NewsPageFactory(
            title="a", date=date(2024, 12, 31), categories=[economy], tags=["Förderung"], members=[optics]
        ),
        "b": NewsPageFactory(
            title="b",
            date=date(2025, 1, 1),
            categories=[economy, research],
            tags=["Messe"],
            members=[optics, lab],
        ),
        "c": NewsPageFactory(title="c", date=date(2025, 1, 2), categories=[research], is_featured=True),
        "d": NewsPageFactory(title="d", date=date(2025, 12, 31), tags=["Messe", "Förderung"], members=[lab]),
    }


NEWS = {
    "": "abcd",
    'categories: ["wirtschaft"]': "ab",
    'categories: ["wirtschaft", "forschung"]': "abc",
    'categories: ["wirtschaft", "unbekannt"]': "ab",
    'tags: ["messe"]': "bd",
    'tags: ["messe", "foerderung"]': "abd",
    'categories: ["wirtschaft"], tags: ["messe"]': "b",
    'categories: ["forschung"], members: ["labor"], tags: ["messe"]': "b",
    'members: ["optik-gmbh"]': "ab",
    'members: ["optik-gmbh", "labor"]': "abd",
    "featured: true": "c",
    "featured: false": "abd",
    "year: 2024": "a",
    "year: 2025": "bcd",
    "year: 2023": "",
    'from: "2025-01-01"': "bcd",
    'to: "2025-01-01"': "ab",
    'from: "2025-01-01", to: "2025-01-02"': "bc",
    'from: "2025-01-02", to: "2025-01-01"': "",
    'from: "0001-01-01", to: "9999-12-31"': "abcd",
}


def test_news_are_filtered(news: dict[str, Any], ask: Ask) -> None:
    for conditions, titles in NEWS.items():
        assert found(ask, "news", conditions) == titles, conditions


def test_an_article_named_twice_is_found_once(news: dict[str, Any], ask: Ask) -> None:
    page = news["a"]
    page.member_links.add(page.member_links.model(member=page.member_links.first().member))
    page.save_revision().publish()
    assert found(ask, "news", 'members: ["optik-gmbh"]') == "ab"
    answer = ask(
        '{ newsPage(slug: "a") { members { name } } memberPage(slug: "optik-gmbh") { news { title } } }'
    )
    assert answer["newsPage"]["members"] == [{"name": "Optik GmbH"}]
    assert [one["title"] for one in answer["memberPage"]["news"]] == ["b", "a"]


def test_a_member_of_another_language_is_no_filter_of_this_one(site: StartedSite, ask: Ask) -> None:
    foreign = MemberPageFactory(title="Lens Ltd", language="en")
    NewsPageFactory(title="a", members=[foreign])
    NewsPageFactory(title="b", members=[foreign], language="en")
    assert found(ask, "news", 'members: ["lens-ltd"]') == ""
    nodes = ask('{ news(language: EN, filter: { members: ["lens-ltd"] }) { nodes { title } } }')["news"][
        "nodes"
    ]
    assert nodes == [{"title": "b"}]


def facets(ask: Ask, root: str, conditions: str, name: str, more: str = "") -> list[tuple[str, str, int]]:
    query = (
        f"{{ {root}(filter: {{ {conditions} }}) {{ facets {{ {name}{more} {{ value label count }} }} }} }}"
    )
    rows = ask(query)[root]["facets"][name]
    return [(row["value"], row["label"], row["count"]) for row in rows]


def test_facets_of_news(news: dict[str, Any], ask: Ask) -> None:
    categories = [("forschung", "Forschung", 2), ("wirtschaft", "Wirtschaft", 2)]
    assert facets(ask, "news", "", "categories") == categories
    # Its own filter does not narrow a facet; the others do.
    assert facets(ask, "news", 'categories: ["wirtschaft"]', "categories") == categories
    assert facets(ask, "news", 'tags: ["messe"]', "categories") == [
        ("forschung", "Forschung", 1),
        ("wirtschaft", "Wirtschaft", 1),
    ]
    tags = facets(ask, "news", 'categories: ["wirtschaft"]', "tags")
    assert [(label, count) for _, label, count in tags] == [("Förderung", 1), ("Messe", 1)]
    assert facets(ask, "news", "", "years") == [("2025", "2025", 3), ("2024", "2024", 1)]
    assert facets(ask, "news", "year: 2024", "years") == [("2025", "2025", 3), ("2024", "2024", 1)]
    assert facets(ask, "news", 'from: "2025-01-01"', "years") == [("2025", "2025", 3), ("2024", "2024", 1)]
    assert facets(ask, "news", "featured: true", "years") == [("2025", "2025", 1)]
    assert facets(ask, "news", "", "years", "(first: 1)") == [("2025", "2025", 3)]


def test_a_facet_promises_what_its_filter_finds(news: dict[str, Any], ask: Ask) -> None:
    for name, argument in (("categories", "categories"), ("tags", "tags"), ("years", "year")):
        for value, _, count in facets(ask, "news", "", name):
            given = value if argument == "year" else f'["{value}"]'
            assert len(found(ask, "news", f"{argument}: {given}")) == count


def test_categories_of_one_slug_are_one_facet(site: StartedSite, ask: Ask) -> None:
    """An article that was copied into another language may keep the category of the first."""
    german, english = CategoryFactory(name="KI"), CategoryFactory(name="KI", language="en")
    NewsPageFactory(title="a", categories=[german, english])
    NewsPageFactory(title="b", categories=[english])
    assert facets(ask, "news", "", "categories") == [("ki", "KI", 2)]


@pytest.fixture
def members(site: StartedSite) -> None:
    pharma, optics = SectorFactory(name="Pharma"), SectorFactory(name="Optik")
    MemberPageFactory(
        title="Äther",
        kind="company",
        sectors=[pharma],
        competences=["GMP"],
        city="Halle (Saale)",
        joined_on=date(2024, 5, 1),
    )
    MemberPageFactory(
        title="3D-Werk",
        kind="company",
        sectors=[pharma, optics],
        competences=["GMP", "Laser"],
        city="Leipzig",
    )
    MemberPageFactory(
        title="Ostsee", kind="research", sectors=[optics], city="Leipzig", joined_on=date(2024, 5, 2)
    )
    MemberPageFactory(title="Öko", kind="public_body", joined_on=date(2023, 1, 1))
    MemberPageFactory(title="„Zukunft“", kind="network", city="Łódź")


MEMBERS = {
    "": ["3D-Werk", "Äther", "Öko", "Ostsee", "„Zukunft“"],
    "kinds: [COMPANY]": ["3D-Werk", "Äther"],
    "kinds: [RESEARCH, PUBLIC_BODY]": ["Öko", "Ostsee"],
    "kinds: [PERSON]": [],
    'sectors: ["pharma"]': ["3D-Werk", "Äther"],
    'sectors: ["pharma", "optik"]': ["3D-Werk", "Äther", "Ostsee"],
    'competences: ["laser"]': ["3D-Werk"],
    'sectors: ["optik"], competences: ["gmp"]': ["3D-Werk"],
    'cities: ["Leipzig"]': ["3D-Werk", "Ostsee"],
    'cities: ["Leipzig", "Łódź"]': ["3D-Werk", "Ostsee", "„Zukunft“"],
    'cities: ["leipzig"]': [],
    'letter: "a"': ["Äther"],
    'letter: "Ä"': ["Äther"],
    'letter: "O"': ["Öko", "Ostsee"],
    'letter: "ö"': ["Öko", "Ostsee"],
    'letter: "Z"': ["„Zukunft“"],
    'letter: "#"': ["3D-Werk"],
    'letter: "x"': [],
    'joinedSince: "2024-05-01"': ["Äther", "Ostsee"],
    'joinedSince: "2024-05-02"': ["Ostsee"],
}


def test_members_are_filtered_and_sorted_by_name(members: None, ask: Ask) -> None:
    for conditions, names in MEMBERS.items():
        answer = ask(f"{{ members(filter: {{ {conditions} }}) {{ totalCount nodes {{ name }} }} }}")[
            "members"
        ]
        assert [node["name"] for node in answer["nodes"]] == names, conditions
        assert answer["totalCount"] == len(names)


def test_facets_of_members(members: None, ask: Ask) -> None:
    assert facets(ask, "members", "", "sectors") == [("optik", "Optik", 2), ("pharma", "Pharma", 2)]
    assert facets(ask, "members", 'cities: ["Leipzig"]', "sectors") == [
        ("optik", "Optik", 2),
        ("pharma", "Pharma", 1),
    ]
    assert facets(ask, "members", 'cities: ["Leipzig"]', "cities") == [
        ("Leipzig", "Leipzig", 2),
        ("Halle (Saale)", "Halle (Saale)", 1),
        ("Łódź", "Łódź", 1),
    ]
    assert facets(ask, "members", "", "competences") == [("gmp", "GMP", 2), ("laser", "Laser", 1)]
    kinds = facets(ask, "members", "kinds: [PERSON]", "kinds")
    assert [(value, count) for value, _, count in kinds[:1]] == [("COMPANY", 2)]
    assert {value for value, _, _ in kinds} == {"COMPANY", "RESEARCH", "PUBLIC_BODY", "NETWORK"}


def test_letters_are_counted_first_then_sorted(members: None, ask: Ask) -> None:
    expected = [("O", "O", 2), ("#", "#", 1), ("A", "A", 1), ("Z", "Z", 1)]
    assert facets(ask, "members", "", "letters") == expected
    assert facets(ask, "members", 'letter: "a"', "letters") == expected
    for value, _, count in expected:
        assert len(MEMBERS[f'letter: "{ {"A": "a"}.get(value, value) }"']) == count
    assert facets(ask, "members", 'cities: ["Leipzig"]', "letters") == [("#", "#", 1), ("O", "O", 1)]


def test_galleries_are_filtered_by_year(site: StartedSite, ask: Ask) -> None:
    GalleryPageFactory(title="a", date=date(2024, 12, 31))
    GalleryPageFactory(title="b", date=date(2025, 1, 1))
    for conditions, titles in {"": "ab", "year: 2024": "a", "year: 2025": "b", "year: 1": ""}.items():
        assert found(ask, "galleries", conditions) == titles


def test_sections_answer_as_the_roots_do(news: dict[str, Any], ask: Ask) -> None:
    query = """query ($filter: NewsFilter, $after: String) {
      route(path: "/de/news/") { page { ... on NewsIndexPage {
        articles(filter: $filter, order: TITLE, first: 1, after: $after) {
          totalCount nodes { title } pageInfo { hasNextPage endCursor } facets { years { value count } }
        }
      } } }
      news(filter: $filter, order: TITLE, first: 1, after: $after) {
        totalCount nodes { title } pageInfo { hasNextPage endCursor } facets { years { value count } }
      }
    }"""
    answer = ask(query, filter={"year": 2025})
    assert answer["route"]["page"]["articles"] == answer["news"]
    assert answer["news"]["nodes"] == [{"title": "b"}]
    after = answer["news"]["pageInfo"]["endCursor"]
    answer = ask(query, filter={"year": 2025}, after=after)
    assert answer["route"]["page"]["articles"]["nodes"] == answer["news"]["nodes"] == [{"title": "c"}]


def test_members_are_new_for_twelve_months(site: StartedSite, ask: Ask) -> None:
    days = {
        date(2024, 3, 1): False,
        date(2024, 3, 2): True,
        date(2025, 3, 1): True,
        date(2025, 3, 2): False,  # to come
        None: False,
    }
    for number, day in enumerate(days):
        MemberPageFactory(title=f"m{number}", joined_on=day)
    # An hour after midnight in Berlin it is still the day before in UTC.
    with time_machine.travel("2025-02-28T23:30:00Z", tick=False):
        nodes = ask("{ members { nodes { isNew joinedOn } } }")["members"]["nodes"]
    assert [node["isNew"] for node in nodes] == list(days.values())
    with time_machine.travel("2024-02-29T12:00:00Z", tick=False):
        MemberPageFactory(title="m9", joined_on=date(2023, 2, 28))
        nodes = ask("{ members { nodes { isNew } } }")["members"]["nodes"]
    assert nodes[-1]["isNew"] is False


def test_words_are_looked_for_among_the_lists_own_type(news: dict[str, Any], sql: Ask) -> None:
    """Who asks 500 members for a letter does not read the index of all articles."""
    types = ContentType.objects.get_for_models(NewsPage, MemberPage)
    for root, model in (("news", NewsPage), ("members", MemberPage)):
        (looked_for, *_) = (
            one
            for one in sql(f'{{ {root}(filter: {{ query: "a" }}) {{ nodes {{ id }} }} }}')
            if "indexentry" in one
        )
        kinds = re.findall(r'"content_type_id" IN \(([\d, ]+)\)', looked_for)
        assert set(kinds) == {str(types[model].pk)}, looked_for
