"""VersionCache: values are cached per edition of the content, and until their expiry."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.api.loading.context import RequestContext
from cms.api.loading.version_cache import VersionCache
from cms.delivery.edition import current_edition
from cms.home.sites import StartedSite
from cms.news.models import NewsPage
from tests.factories.pages import NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, MenuFactory

from .conftest import Ask

LIST = "{ news { totalCount nodes { title } facets { categories { label count } } } }"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def titles(answer: Any) -> list[str]:
    return [node["title"] for node in answer["news"]["nodes"]]


def test_a_value_is_computed_once_per_edition() -> None:
    computed: list[int] = []

    def make() -> list[int]:
        computed.append(1)
        return list(computed)

    assert [
        VersionCache(-11).get("what", make),
        VersionCache(-11).get("what", make),
        VersionCache(-12).get("what", make),
    ] == [
        [1],
        [1],
        [1, 1],
    ]
    assert VersionCache(None).get("what", make) != VersionCache(None).get("what", make)


def test_an_expired_value_is_computed_anew() -> None:
    cache = VersionCache(-13)
    hour = timedelta(hours=1)
    assert cache.get_until("what", NOW, lambda: ("a", NOW + hour)) == "a"
    assert cache.get_until("what", NOW + hour / 2, lambda: ("b", None)) == "a"
    assert cache.get_until("what", NOW + hour, lambda: ("c", None)) == "c"
    # Nor is it valid for a clock that is set back.
    assert cache.get_until("what", NOW, lambda: ("d", None)) == "d"


def test_a_second_answer_of_an_edition_reads_less(site: StartedSite, sql: Ask) -> None:
    NewsPageFactory(categories=[CategoryFactory()])
    first, second = sql(LIST), sql(LIST)
    assert len(second) < len(first)
    assert not any("COUNT" in statement for statement in second)


def test_counts_follow_every_write(site: StartedSite, ask: Ask) -> None:
    category = CategoryFactory(name="Eins")
    page = NewsPageFactory(categories=[category])
    count = {"label": "Eins", "count": 1}
    assert ask(LIST)["news"]["facets"]["categories"] == [count]
    NewsPageFactory(categories=[category])
    assert ask(LIST)["news"]["facets"]["categories"] == [count | {"count": 2}]
    type(category).objects.update(name="Zwei")
    assert ask(LIST)["news"]["facets"]["categories"] == [{"label": "Zwei", "count": 2}]
    NewsPage.objects.filter(pk=page.pk).update(live=False)
    found = ask(LIST)["news"]
    assert (found["totalCount"], found["facets"]["categories"][0]["count"]) == (1, 1)


def test_counts_follow_the_clock(site: StartedSite, ask: Ask) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        category = CategoryFactory(name="Eins")
        page = NewsPageFactory(categories=[category])
        NewsPageFactory(categories=[category])
        NewsPage.objects.filter(pk=page.pk).update(expire_at=NOW + timedelta(hours=1))
        assert ask(LIST)["news"]["totalCount"] == 2
        clock.shift(timedelta(hours=1))
        found = ask(LIST)["news"]
        assert (found["totalCount"], len(found["nodes"])) == (1, 1)
        assert found["facets"]["categories"] == [{"label": "Eins", "count": 1}]


def test_hidden_branches_follow_the_clock_and_restrictions(site: StartedSite, ask: Ask) -> None:
    section = Page.objects.get(pk=NewsPageFactory().get_parent().pk)
    with time_machine.travel(NOW, tick=False) as clock:
        Page.objects.filter(pk=section.pk).update(expire_at=NOW + timedelta(hours=1))
        assert ask(LIST)["news"]["totalCount"] == 1
        clock.shift(timedelta(hours=2))
        assert ask(LIST)["news"] == {"totalCount": 0, "nodes": [], "facets": {"categories": []}}
        Page.objects.filter(pk=section.pk).update(expire_at=None)
        assert ask(LIST)["news"]["totalCount"] == 1
        restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
        assert ask(LIST)["news"]["totalCount"] == 0
        restriction.delete()
        assert ask(LIST)["news"]["totalCount"] == 1


def test_menus_and_settings_follow_every_write(site: StartedSite, ask: Ask) -> None:
    query = '{ menu(name: "main") { label } siteSettings { email } }'
    menu = MenuFactory(items=[{"label": "", "page": StandardPageFactory(title="Da")}])
    assert ask(query)["menu"] == [{"label": "Da"}]
    type(menu).objects.filter(pk=menu.pk).update(items=[])
    assert ask(query)["menu"] == []


@pytest.mark.usefixtures("site")
def test_without_an_edition_nothing_is_cached() -> None:
    for expected in (1, 1):
        with CaptureQueriesContext(connection) as captured:
            assert RequestContext().sites.roots
        assert len(captured) == expected
    edition = current_edition()
    RequestContext(edition=edition).sites.roots  # noqa: B018
    with CaptureQueriesContext(connection) as captured:
        assert RequestContext(edition=edition).sites.roots
    assert len(captured) == 0
