"""Related articles: those that share most, newest first among equals, and none that share nothing."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from cms.home.sites import StartedSite
from cms.news.models import NewsMember
from tests.factories.pages import MemberPageFactory, NewsPageFactory
from tests.factories.snippets import CategoryFactory

from .conftest import Ask
from .documents import PICTURE
from .editing import fresh
from .hiding import WAYS, undone

RELATED = """query ($slug: String!, $first: Int! = 12, $language: Language) {
  newsPage(slug: $slug, language: $language) { related(first: $first) { title } }
}"""
_days = count()


def article(title: str, **more: Any) -> Any:
    """The later it is made the newer it is."""
    return NewsPageFactory(title=title, date=date(2025, 1, 1) + timedelta(days=next(_days)), **more)


def related(ask: Ask, slug: str, **more: Any) -> list[str]:
    return [page["title"] for page in ask(RELATED, slug=slug, **more)["newsPage"]["related"]]


@pytest.mark.usefixtures("site")
def test_those_that_share_most_come_first(ask: Ask) -> None:
    optics, lab = MemberPageFactory(title="Optik"), MemberPageFactory(title="Labor")
    fair, award = CategoryFactory(name="Messe"), CategoryFactory(name="Preis")
    article("selbst", members=[optics, lab], tags=["Laser", "Glas", "Licht"], categories=[fair, award])
    for title, shares in {
        "Mitglied und Wort": {"members": [optics], "tags": ["Laser"]},
        "zwei Mitglieder": {"members": [lab, optics]},
        "alles": {"members": [lab, optics], "tags": ["Laser", "Glas", "Licht"], "categories": [fair, award]},
        "Mitglied": {"members": [lab]},
        "drei Wörter": {"tags": ["Licht", "Glas", "Laser"]},
        "Rubrik": {"categories": [award]},
        "Wort und Rubrik": {"tags": ["Laser", "Anderes"], "categories": [award]},
        "Wort": {"tags": ["Glas"]},
        "nichts": {"tags": ["Anderes"], "members": [MemberPageFactory()], "categories": [CategoryFactory()]},
    }.items():
        article(title, **shares)
    assert related(ask, "selbst") == [
        "alles",
        "zwei Mitglieder",
        "drei Wörter",
        "Mitglied und Wort",
        "Mitglied",
        "Wort und Rubrik",
        "Wort",
        "Rubrik",
    ]
    assert related(ask, "selbst", first=2) == ["alles", "zwei Mitglieder"]
    assert ask('{ newsPage(slug: "selbst") { related { title } } }')["newsPage"]["related"] == [
        {"title": title} for title in ("alles", "zwei Mitglieder", "drei Wörter")
    ]


@pytest.mark.usefixtures("site")
def test_of_equals_the_newest_comes_first(ask: Ask) -> None:
    for title in ("a", "b", "c", "d"):
        article(title, tags=["Laser"])
    NewsPageFactory(title="e", date=date(2020, 1, 1), tags=["Laser"])
    NewsPageFactory(title="f", date=date(2020, 1, 1), tags=["Laser"])
    assert related(ask, "b") == ["d", "c", "a", "f", "e"]


@pytest.mark.usefixtures("site")
def test_what_shares_nothing_is_not_related(ask: Ask) -> None:
    article("allein", tags=["Laser"])
    article("anders", tags=["Glas"])
    article("leer")
    assert related(ask, "allein") == related(ask, "leer") == []


@pytest.mark.usefixtures("site")
def test_a_member_named_twice_counts_once(ask: Ask) -> None:
    member = MemberPageFactory()
    article("selbst", members=[member, member], tags=["a", "b", "c"])
    twice = article("zweimal", members=[member])
    twice.member_links.add(NewsMember(member=member))
    twice.save_revision().publish()
    article("dreimal", tags=["a", "b", "c"])
    assert related(ask, "selbst") == ["dreimal", "zweimal"]


def test_other_languages_are_not_related(site: StartedSite, ask: Ask) -> None:
    for title, language in (("hier", "de"), ("hier auch", "de"), ("here", "en"), ("here too", "en")):
        article(title, tags=["Laser"], language=language)
    assert related(ask, "hier") == ["hier auch"]
    assert related(ask, "here", language="EN") == ["here too"]


def test_a_hidden_member_relates_nothing(site: StartedSite, ask: Ask) -> None:
    """Or a response would reveal that both name a hidden member."""
    member = MemberPageFactory()
    article("eins", members=[member])
    article("zwei", members=[member])
    assert related(ask, "eins") == ["zwei"]
    for way, hide in WAYS.items():
        with undone():
            hide(fresh(member))
            assert related(ask, "eins") == [], way


@pytest.mark.usefixtures("site")
def test_a_draft_changes_nothing(ask: Ask) -> None:
    article("eins", tags=["Laser"])
    draft = article("zwei")
    draft.tags.add("Laser")
    draft.save_revision()
    assert related(ask, "eins") == []


@pytest.mark.parametrize("first", [0, -1, 13])
def test_twelve_are_the_most(site: StartedSite, refuse: Ask, first: int) -> None:
    article("selbst")
    error = refuse(RELATED, slug="selbst", first=first)
    assert (error["code"], error["argument"], error["limit"]) == ("ARGUMENT_OUT_OF_RANGE", "first", 12)


def test_related_articles_of_a_list_cost_what_those_of_one_do(site: StartedSite, sql: Ask) -> None:
    query = f"{{ news(first: 50) {{ nodes {{ title related {{ title path categories {{ name }} cover {PICTURE} }} }} }} }}"
    category, member = CategoryFactory(), MemberPageFactory()
    for number in range(12):
        article(f"{number}", categories=[category], members=[member], tags=[f"Wort {number % 7}"])
        if number == 1:
            for_two = sql(query)
    for_many = sql(query)
    assert len(for_many) == len(for_two) <= 9, "\n".join(for_many)
