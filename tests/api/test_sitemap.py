"""`sitemap`: every public page of a site, with keyset pagination."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from wagtail.models import Page, Site

from cms.api.schema.nouns import page_models
from cms.delivery.models import PublicPage
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from tests.factories.pages import (
    NewsPageFactory,
    StandardPageFactory,
    page_factory,
)

from .conftest import Ask
from .test_sites import SECOND, second  # noqa: F401  fixture

SITEMAP = """query ($first: Int! = 1000, $after: String, $languages: [Language!], $site: String) {
  sitemap(first: $first, after: $after, languages: $languages, site: $site) {
    totalCount
    nodes {
      pageId pageType language path url lastModified noindex
      translations { language code path url }
    }
    edges { cursor node { path } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


def paths(data: Any) -> list[str]:
    return [node["path"] for node in data["sitemap"]["nodes"]]


def test_an_entry_says_what_search_engines_and_builds_need(site: StartedSite, ask: Ask) -> None:
    moment = datetime(2026, 2, 14, 9, 0, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        page = NewsPageFactory(title="Fest", is_noindex=True)
        english = NewsPageFactory(title="Party", language="en", translation_key=page.translation_key)
    nodes = {node["pageId"]: node for node in ask(SITEMAP)["sitemap"]["nodes"]}
    translations = [
        {
            "language": "DE",
            "code": "de",
            "path": "/de/news/fest/",
            "url": "http://localhost:3000/de/news/fest/",
        },
        {
            "language": "EN",
            "code": "en",
            "path": "/en/news/party/",
            "url": "http://localhost:3000/en/news/party/",
        },
    ]
    assert nodes[f"page-{page.pk}"] == {
        "pageId": f"page-{page.pk}",
        "pageType": "NewsPage",
        "language": "DE",
        "path": "/de/news/fest/",
        "url": "http://localhost:3000/de/news/fest/",
        "lastModified": "2026-02-14T09:00:00Z",
        "noindex": True,
        "translations": translations,
    }
    assert nodes[f"page-{english.pk}"]["noindex"] is False
    assert nodes[f"page-{english.pk}"]["translations"] == translations


def test_every_type_is_in_it_and_is_found_under_its_path(site: StartedSite, ask: Ask) -> None:
    for model in page_models():
        if not model.objects.exists():
            page_factory(model)()
    nodes = ask(SITEMAP)["sitemap"]["nodes"]
    assert {node["pageType"] for node in nodes} == {model.__name__ for model in page_models()}
    query = "query ($path: String!) { route(path: $path) { page { __typename id path url language } } }"
    for node in nodes:
        assert ask(query, path=node["path"])["route"]["page"] == {
            "__typename": node["pageType"],
            "id": node["pageId"],
            "path": node["path"],
            "url": node["url"],
            "language": node["language"],
        }


def test_pages_of_no_type_of_the_contract_are_left_out(site: StartedSite, ask: Ask) -> None:
    site.homes["de"].add_child(instance=Page(title="Fremd", slug="fremd", live=True))
    assert "/de/fremd/" not in paths(ask(SITEMAP))


def test_languages(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Eins")
    whole = ask(SITEMAP)
    german, english = ask(SITEMAP, languages=["DE"]), ask(SITEMAP, languages=["EN"])
    assert {path[:4] for path in paths(german)} == {"/de/"}
    assert {path[:4] for path in paths(english)} == {"/en/"}
    assert sorted(paths(german) + paths(english)) == sorted(paths(whole))
    assert whole["sitemap"]["totalCount"] == len(paths(whole))
    assert german["sitemap"]["totalCount"] == len(paths(german))
    assert paths(ask(SITEMAP, languages=["EN", "DE"])) == paths(whole)
    assert paths(ask(SITEMAP, languages=[])) == []


def test_slices_stay_right_while_pages_come_move_and_change(site: StartedSite, ask: Ask) -> None:
    top = StandardPageFactory(title="Oben")
    for _ in range(5):
        StandardPageFactory(parent=top)
    before = paths(ask(SITEMAP))
    seen, after = [], None
    while True:
        data = ask(SITEMAP, first=3, after=after)["sitemap"]
        assert data["pageInfo"]["hasPreviousPage"] is (after is not None)
        assert data["pageInfo"]["endCursor"] == data["edges"][-1]["cursor"]
        seen += [node["path"] for node in data["nodes"]]
        after = data["pageInfo"]["endCursor"]
        if not data["pageInfo"]["hasNextPage"]:
            break
        fresh = StandardPageFactory(title=f"Neu {len(seen)}")
        fresh.move(site.homes["de"], "first-child")
        top.refresh_from_db()
        top.save()
        if len(seen) > 40:
            break
    assert seen[: len(before)] == before
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("first", [0, 1001])
def test_first_has_limits(site: StartedSite, refuse: Ask, first: int) -> None:
    error = refuse(SITEMAP, first=first)
    assert (error["code"], error["argument"], error["limit"]) == ("ARGUMENT_OUT_OF_RANGE", "first", 1000)


def test_what_is_not_understood_is_refused(second: dict[str, Any], ask: Ask, refuse: Ask) -> None:  # noqa: F811
    other = ask(SITEMAP, first=1, site=SECOND)["sitemap"]["pageInfo"]["endCursor"]
    for cursor in ("", "x", other, other[:-1]):
        error = refuse(SITEMAP, after=cursor)
        assert (error["code"], error["argument"]) == ("CURSOR_INVALID", "after")
    assert refuse(SITEMAP, languages=["DE"] * 51)["code"] == "ARGUMENT_OUT_OF_RANGE"
    assert refuse(SITEMAP, languages=["XX"])["code"] == "ARGUMENT_INVALID"
    assert refuse(SITEMAP, site="unbekannt.example")["code"] == "SITE_UNKNOWN"


def test_a_page_without_any_date_has_one_here(site: StartedSite, ask: Ask) -> None:
    page = site.homes["de"].add_child(instance=StandardPage(title="Ohne Datum", live=True))
    moment = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    PublicPage.objects.filter(page_id=page.pk).update(public_since=moment)
    page.refresh_from_db()
    assert page.last_published_at is page.first_published_at is page.latest_revision_created_at is None
    (node,) = (node for node in ask(SITEMAP)["sitemap"]["nodes"] if node["path"] == "/de/ohne-datum/")
    assert node["lastModified"] == "2024-05-06T07:08:09Z"
    PublicPage.objects.all().delete()
    assert all(node["lastModified"] for node in ask(SITEMAP)["sitemap"]["nodes"])


def test_each_site_has_its_own(second: dict[str, Any], ask: Ask) -> None:  # noqa: F811
    NewsPageFactory(title="Eins")
    NewsPageFactory(title="Zwei", parent=second["news"])
    assert "/de/news/eins/" in paths(ask(SITEMAP))
    assert "/de/presse/zwei/" not in paths(ask(SITEMAP))
    data = ask(SITEMAP, site=SECOND)["sitemap"]
    assert {node["url"] for node in data["nodes"]} == {
        f"http://zwei.example:8443/de/{path}" for path in ("", "presse/", "presse/zwei/", "wer/")
    }


def test_a_site_inside_another_is_not_part_of_its_sitemap(site: StartedSite, ask: Ask) -> None:
    """Search engines want the addresses of one host, and each page has one address."""
    inner = StandardPageFactory(title="Innen")
    StandardPageFactory(title="Seite", parent=inner)
    Site.objects.create(hostname="innen.example", port=80, root_page_id=inner.pk)
    assert not [path for path in paths(ask(SITEMAP)) if "innen" in path]
    nodes = ask(SITEMAP, site="innen.example")["sitemap"]["nodes"]
    assert {node["url"] for node in nodes} == {"http://innen.example/de/", "http://innen.example/de/seite/"}


def test_it_costs_the_same_for_one_and_for_many(site: StartedSite, sql: Ask) -> None:
    for_one = sql(SITEMAP, first=1)
    for _ in range(30):
        NewsPageFactory()
    for_many = sql(SITEMAP, first=1000)
    assert len(for_many) == len(for_one) <= 6, "\n".join(for_many)


def test_a_thousand_entries(site: StartedSite, sql: Ask, ask: Ask) -> None:
    top = StandardPageFactory(title="Oben")
    page = top.add_child(instance=StandardPage(title="Erste", live=True))
    rows = []
    for number in range(2, 1101):
        rows.append(
            Page(
                title=f"Seite {number}",
                slug=f"seite-{number}",
                path=f"{top.path}{Page._int2str(number).rjust(Page.steplen, '0')}",
                depth=page.depth,
                url_path=f"{top.url_path}seite-{number}/",
                locale_id=page.locale_id,
                content_type_id=page.content_type_id,
                live=True,
            )
        )
    Page.objects.bulk_create(rows)
    statements = sql(SITEMAP, first=1000)
    assert len(statements) <= 6, "\n".join(one[:200] for one in statements)
    data = ask(SITEMAP, first=1000)["sitemap"]
    assert len(data["nodes"]) == 1000
    assert data["totalCount"] > 1100
    rest = ask(SITEMAP, first=1000, after=data["pageInfo"]["endCursor"])["sitemap"]["nodes"]
    assert len(rest) == data["totalCount"] - 1000
