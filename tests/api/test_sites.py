"""Two sites in one CMS: each answers with its own pages, addresses, menus and settings."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage
from cms.home.sites import StartedSite
from cms.members.models import MemberIndexPage
from cms.navigation.models import SiteSettings, SiteText
from cms.news.models import NewsIndexPage
from tests.factories.pages import MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, MenuFactory

from .conftest import Ask

SECOND = "zwei.example:8443"


def publish(parent: Page, page: Any) -> Any:
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def second(site: StartedSite) -> dict[str, Any]:
    """A second site, in German alone, at https://zwei.example:8443."""
    german = Locale.objects.get(language_code="de")
    home = publish(
        site.homes["de"].get_parent(), HomePage(title="Zwei", slug="zwei", locale=german, heading="Zwei")
    )
    news = publish(home, NewsIndexPage(title="Presse", slug="presse", locale=german))
    members = publish(home, MemberIndexPage(title="Wer", slug="wer", locale=german))
    record = Site.objects.create(hostname="zwei.example", port=8443, site_name="Zwei", root_page=home)
    settings = SiteSettings.objects.create(site=record, email="zwei@zwei.example")
    SiteText.objects.create(settings=settings, locale=german, name="Verein Zwei")
    return {"site": record, "home": home, "news": news, "members": members}


def test_lists_are_each_sites_own(second: dict[str, Any], ask: Ask) -> None:
    category = CategoryFactory(name="Thema")
    NewsPageFactory(title="Eins", categories=[category])
    NewsPageFactory(title="Zwei", parent=second["news"], categories=[category])
    MemberPageFactory(title="Mitglied eins")
    MemberPageFactory(title="Mitglied zwei", parent=second["members"])
    query = """query ($site: String) {
      news(site: $site) { totalCount nodes { title url } facets { categories { count } years { count } } }
      members(site: $site) { totalCount nodes { name } facets { letters { count } } }
      galleries(site: $site) { totalCount }
    }"""
    assert ask(query) == ask(query, site="localhost:3000") == ask(query, site="localhost")
    assert ask(query)["news"]["nodes"] == [{"title": "Eins", "url": "http://localhost:3000/de/news/eins/"}]
    other = ask(query, site=SECOND)
    assert other["news"] == {
        "totalCount": 1,
        "nodes": [{"title": "Zwei", "url": "http://zwei.example:8443/de/presse/zwei/"}],
        "facets": {"categories": [{"count": 1}], "years": [{"count": 1}]},
    }
    assert other["members"]["nodes"] == [{"name": "Mitglied zwei"}]
    assert other == ask(query, site="ZWEI.example")


def test_pages_are_found_on_their_site_alone(second: dict[str, Any], ask: Ask) -> None:
    NewsPageFactory(title="Gleich", teaser="Eins")
    NewsPageFactory(title="Gleich", teaser="Zwei", parent=second["news"])
    StandardPageFactory(title="Nur eins")
    query = """query ($site: String, $path: String!) {
      newsPage(slug: "gleich", site: $site) { teaser }
      route(path: $path, site: $site) { status page { title } }
    }"""
    assert ask(query, path="/de/news/gleich/")["newsPage"] == {"teaser": "Eins"}
    assert ask(query, path="/de/news/gleich/")["route"]["status"] == "FOUND"
    assert ask(query, path="/de/presse/gleich/")["route"]["status"] == "NOT_FOUND"
    assert ask(query, path="/de/nur-eins/", site=SECOND)["route"]["status"] == "NOT_FOUND"
    other = ask(query, path="/de/presse/gleich/", site=SECOND)
    assert other == {
        "newsPage": {"teaser": "Zwei"},
        "route": {"status": "FOUND", "page": {"title": "Gleich"}},
    }
    assert ask(query, path="/", site=SECOND)["route"]["status"] == "REDIRECT"


def test_related_articles_are_of_the_same_site(second: dict[str, Any], ask: Ask) -> None:
    for title in ("hier", "hier auch"):
        NewsPageFactory(title=title, tags=["Laser"])
        NewsPageFactory(title=title.replace("hier", "dort"), tags=["Laser"], parent=second["news"])
    query = """query ($site: String!) {
      here: newsPage(slug: "hier") { ...R }
      there: newsPage(slug: "dort", site: $site) { ...R }
    }
    fragment R on NewsPage { related { title } }"""
    assert ask(query, site=SECOND) == {
        "here": {"related": [{"title": "hier auch"}]},
        "there": {"related": [{"title": "dort auch"}]},
    }


def test_an_unknown_language_of_a_site_is_empty(second: dict[str, Any], ask: Ask) -> None:
    query = f"""{{
      news(site: "{SECOND}", language: EN) {{ totalCount nodes {{ id }} facets {{ categories {{ value }} }} }}
      members(site: "{SECOND}", language: EN) {{ totalCount facets {{ kinds {{ value }} letters {{ value }} }} }}
      newsPage(slug: "x", site: "{SECOND}", language: EN) {{ id }}
      menu(name: "main", site: "{SECOND}", language: EN) {{ id }}
      route(path: "/en/", site: "{SECOND}") {{ status language }}
    }}"""
    assert ask(query) == {
        "news": {"totalCount": 0, "nodes": [], "facets": {"categories": []}},
        "members": {"totalCount": 0, "facets": {"kinds": [], "letters": []}},
        "newsPage": None,
        "menu": [],
        "route": {"status": "NOT_FOUND", "language": "DE"},
    }


def test_settings_are_each_sites_own(second: dict[str, Any], ask: Ask) -> None:
    query = """query ($site: String, $language: Language) { siteSettings(site: $site, language: $language) {
      id name email defaultLanguage languages { code homePath homeUrl isDefault } places { kind link { path } }
    } }"""
    first = ask(query)["siteSettings"]
    assert (first["name"], first["email"], first["defaultLanguage"]) == ("Verein", None, "DE")
    assert first["languages"] == [
        {"code": "de", "homePath": "/de/", "homeUrl": "http://localhost:3000/de/", "isDefault": True},
        {"code": "en", "homePath": "/en/", "homeUrl": "http://localhost:3000/en/", "isDefault": False},
    ]
    other = ask(query, site=SECOND)["siteSettings"]
    assert (other["name"], other["email"]) == ("Verein Zwei", "zwei@zwei.example")
    assert [language["homeUrl"] for language in other["languages"]] == ["http://zwei.example:8443/de/"]
    assert {place["kind"]: place["link"]["path"] for place in other["places"]} == {
        "HOME": "/de/",
        "NEWS": "/de/presse/",
        "MEMBERS": "/de/wer/",
    }
    assert len({first["id"], other["id"], ask(query, language="EN")["siteSettings"]["id"]}) == 3


def test_menus_are_each_sites_own(second: dict[str, Any], ask: Ask) -> None:
    query = 'query ($site: String) { menu(name: "main", site: $site) { id label path url } }'
    MenuFactory(items=[{"label": "Für alle", "page": second["home"]}])
    for_one, for_other = ask(query)["menu"], ask(query, site=SECOND)["menu"]
    # A path leads to the other site's page nowhere but there.
    assert (for_one[0]["path"], for_one[0]["url"]) == (None, "http://zwei.example:8443/de/")
    assert (for_other[0]["path"], for_other[0]["url"]) == ("/de/", "http://zwei.example:8443/de/")
    assert for_one[0]["id"] != for_other[0]["id"]
    MenuFactory(items=[{"label": "Nur zwei", "page": second["home"]}], site=second["site"])
    assert [entry["label"] for entry in ask(query)["menu"]] == ["Für alle"]
    assert [entry["label"] for entry in ask(query, site=SECOND)["menu"]] == ["Nur zwei"]


def test_links_to_another_site_have_no_path(second: dict[str, Any], ask: Ask) -> None:
    home = second["home"]
    link = {"title": "Dort", "page": home}
    NewsPageFactory(
        title="Eins",
        body=[
            ("paragraph", {"text": f'<p><a linktype="page" id="{home.pk}">dort</a></p>'}),
            ("call_to_action", {"text": "", "link": link}),
        ],
    )
    body = ask(
        """{ newsPage(slug: "eins") { body {
          ... on ParagraphBlock { html }
          ... on CallToActionBlock { link { title path url } }
        } } }"""
    )["newsPage"]["body"]
    assert body[0]["html"] == '<p><a href="http://zwei.example:8443/de/">dort</a></p>'
    assert body[1]["link"] == {"title": "Dort", "path": None, "url": "http://zwei.example:8443/de/"}


def test_the_newest_of_a_block_are_its_sites(second: dict[str, Any], ask: Ask) -> None:
    NewsPageFactory(title="Eins")
    NewsPageFactory(title="Zwei", parent=second["news"])
    home = second["home"]
    home.refresh_from_db()
    home.body = [("news", {"heading": "", "news": [], "category": None, "count": 3})]
    home.save_revision().publish()
    query = f"""{{ route(path: "/de/", site: "{SECOND}") {{ page {{ ... on HomePage {{ body {{
      ... on NewsBlock {{ news {{ title }} more {{ url }} }}
    }} }} }} }} }}"""
    block = ask(query)["route"]["page"]["body"][0]
    assert block == {"news": [{"title": "Zwei"}], "more": {"url": "http://zwei.example:8443/de/presse/"}}


def test_the_hosts_name_does_not_choose_the_site(second: dict[str, Any], client: Client) -> None:
    """The request's Host is the API's own."""
    body = {"query": "{ siteSettings { name } }"}
    for host in ("testserver", "localhost"):
        answer = client.post("/graphql/", body, content_type="application/json", headers={"host": host})
        assert answer.json() == {"data": {"siteSettings": {"name": "Verein"}}}


def test_https_where_the_port_does_not_tell(second: dict[str, Any], ask: Ask, settings: Any) -> None:
    settings.CMS_FRONTEND_SCHEME = "https"
    answer = ask(f'{{ siteSettings(site: "{SECOND}") {{ languages {{ homeUrl }} }} }}')
    assert answer["siteSettings"]["languages"] == [{"homeUrl": "https://zwei.example:8443/de/"}]
