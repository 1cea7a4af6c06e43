"""Hidden pages are found nowhere: not by title, path or terms, nor in a count.

Every hidden thing has "geheim" in its title and slug. Each path of the API that could show it is asked before,
where it must show it, and after it was hidden, where nothing of it may be left.
"""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from cms.home.sites import StartedSite
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, MenuFactory, SectorFactory

from .conftest import Ask
from .editing import fresh
from .hiding import RESTRICTED, WAYS, Hide, expire, undone, unpublish

# One document asks by every path at once.
pytestmark = pytest.mark.usefixtures("wide_limits")

CARD = "{ title path url teaser }"

#: Every path of the API by which a page, or a term of one, could be seen. HOME_BODY: a block of the home page.
PATHS = {
    "news": f"news {{ nodes {CARD} edges {{ node {CARD} }} }}",
    "news oldest": f"news(order: OLDEST, first: 100) {{ nodes {CARD} }}",
    "news by category": f'news(filter: {{ categories: ["geheimes-thema"] }}) {{ nodes {CARD} }}',
    "news by tag": f'news(filter: {{ tags: ["geheimtag"] }}) {{ nodes {CARD} }}',
    "news by member": f'news(filter: {{ members: ["geheimes-mitglied"] }}) {{ nodes {CARD} }}',
    "news facets": "news { facets { categories { value label } tags { value label } } }",
    "members": f"members {{ nodes {CARD} edges {{ node {CARD} }} }}",
    "members by letter": f'members(filter: {{ letter: "g" }}) {{ nodes {CARD} }}',
    "member facets": "members { facets { sectors { label } competences { label } cities { label } } }",
    "galleries": f"galleries {{ nodes {CARD} edges {{ node {CARD} }} }}",
    "newsPage": f'newsPage(slug: "geheime-nachricht") {CARD}',
    "memberPage": f'memberPage(slug: "geheimes-mitglied") {CARD}',
    "galleryPage": f'galleryPage(slug: "geheime-galerie") {CARD}',
    "page: news": f"page(id: $news) {CARD}",
    "page: member": f"page(id: $member) {CARD}",
    "page: gallery": f"page(id: $gallery) {CARD}",
    "page: standard": f"page(id: $standard) {CARD}",
    "page: below": f"page(id: $below) {CARD}",
    "route: news": f'route(path: "/de/news/geheime-nachricht/") {{ page {CARD} }}',
    "route: member": f'route(path: "/de/mitglieder/geheimes-mitglied/") {{ page {CARD} }}',
    "route: gallery": f'route(path: "/de/galerien/geheime-galerie/") {{ page {CARD} }}',
    "route: standard": f'route(path: "/de/ueber-uns/geheime-seite/") {{ page {CARD} }}',
    "route: below": f'route(path: "/de/ueber-uns/geheime-seite/geheimes-darunter/") {{ page {CARD} }}',
    "route: another spelling": 'route(path: "/de/news/Geheime-Nachricht") { redirect { to } }',
    "home: call to action": 'route(path: "/de/") { page { ... on HomePage { callToAction { title path } } } }',
    "home: news": "HOME_BODY ... on NewsBlock { news { title path } }",
    "home: members": "HOME_BODY ... on MembersBlock { members { title path } }",
    "home: gallery": "HOME_BODY ... on GalleryBlock { gallery { title path } }",
    "home: button": "HOME_BODY ... on CallToActionBlock { link { title path url } }",
    "home: paragraph": "HOME_BODY ... on ParagraphBlock { html }",
    "home: document": "HOME_BODY ... on ParagraphBlock { document }",
    "menu": 'menu(name: "main") { label path url children { label path } }',
    "places": "siteSettings { places { link { title path } } }",
    "notices": "siteSettings { notFoundText cookieNotice }",
    "translations": 'newsPage(slug: "open", language: EN) { translations { path } }',
    "section: articles": 'route(path: "/de/news/") { page { ... on NewsIndexPage { articles { nodes { title } } } } }',
    "section: directory": (
        'route(path: "/de/mitglieder/") { page { ... on MemberIndexPage { directory { nodes { title } } } } }'
    ),
    "section: albums": (
        'route(path: "/de/galerien/") { page { ... on GalleryIndexPage { albums { nodes { title } } } } }'
    ),
    "intro": 'route(path: "/de/news/") { page { ... on NewsIndexPage { intro } } }',
    "children": 'route(path: "/de/ueber-uns/") { page { ... on StandardPage { children { title path } } } }',
    "siblings": (
        'route(path: "/de/ueber-uns/offene-seite/") { page { ... on StandardPage { siblings { title path } } } }'
    ),
    "newer": 'newsPage(slug: "offen-1") { newer { title path } }',
    "older": 'newsPage(slug: "offen-2") { older { title path } }',
    "related": 'newsPage(slug: "offen-1") { related { title path } }',
    "members of news": 'newsPage(slug: "offen-1") { members { title path } }',
    "news of members": 'memberPage(slug: "offenes-mitglied") { news { title path } }',
    "search": f'search(query: "geheim") {{ nodes {CARD} edges {{ node {CARD} }} }}',
    "search: news": 'news(filter: { query: "geheim" }) { nodes { title } }',
    "search: members": 'members(filter: { query: "geheim" }) { nodes { title } }',
    "search: galleries": 'galleries(filter: { query: "geheim" }) { nodes { title } }',
    "search page": (
        'route(path: "/de/suche/") { page { ... on SearchPage { hits(query: "geheim") { nodes { title } } } } }'
    ),
    "news of galleries": 'galleryPage(slug: "offene-galerie") { news { title path } }',
}
HOME_BODY = 'route(path: "/de/") { page { ... on HomePage { body { %s } } } }'


@pytest.fixture
def world(site: StartedSite) -> SimpleNamespace:
    """Hidden-to-be pages, and others that refer to them in every way there is."""
    member = MemberPageFactory(
        title="Geheimes Mitglied",
        sectors=[SectorFactory(name="Geheime Branche")],
        competences=["Geheimkunst"],
        city="Geheimstadt",
    )
    open_member = MemberPageFactory(title="Offenes Mitglied")
    news = NewsPageFactory(
        title="Geheime Nachricht",
        date=date(2025, 2, 2),
        categories=[CategoryFactory(name="Geheimes Thema")],
        tags=["Geheimtag"],
        members=[member, open_member],
    )
    about = StandardPageFactory(title="Über uns")
    standard = StandardPageFactory(title="Geheime Seite", parent=about, role="imprint")
    below = StandardPageFactory(title="Geheimes darunter", parent=standard)
    StandardPageFactory(title="Offene Seite", parent=about)
    NewsPageFactory(title="Offen 1", date=date(2025, 2, 1), members=[member])
    NewsPageFactory(title="Offen 2", date=date(2025, 2, 3))
    gallery = GalleryPageFactory(title="Geheime Galerie", news=[news])
    GalleryPageFactory(title="Offene Galerie", news=[news])
    NewsPageFactory(title="Open", language="en", translation_key=news.translation_key)
    link = f'<p>Mehr <a linktype="page" id="{standard.pk}">dort</a>.</p>'
    home = site.homes["de"]
    home.refresh_from_db()
    home.call_to_action = [("link", {"title": "", "page": standard})]
    home.body = [
        ("news", {"heading": "", "news": [news], "category": None, "count": 3}),
        ("news", {"heading": "", "news": [], "category": None, "count": 12}),
        ("members", {"heading": "", "members": [member], "count": 3}),
        ("members", {"heading": "", "members": [], "count": 12}),
        ("gallery", {"images": [], "gallery": gallery}),
        ("call_to_action", {"text": "", "link": {"title": "", "page": standard}}),
        ("paragraph", {"text": link}),
    ]
    home.save_revision().publish()
    section = news.get_parent().specific
    section.intro = link
    section.save_revision().publish()
    texts = site.site.sitesettings.texts.get(locale__language_code="de")
    texts.not_found_text = texts.cookie_notice = link
    texts.save()
    entry = {"label": "", "page": standard}
    MenuFactory(items=[entry, {"label": "Geheime Rubrik", "children": [entry]}])
    return SimpleNamespace(
        news=news, member=member, gallery=gallery, standard=standard, below=below, about=about, home=home
    )


def known_to_show(hide: Hide) -> set[str]:
    """`route` redirects to the right spelling of a restricted page's path (see test_restricted_pages.py)."""
    return {"route: another spelling"} if hide in RESTRICTED.values() else set()


def showing(ask: Ask, world: SimpleNamespace) -> set[str]:
    """Return the names of the paths that show anything hidden."""
    names = list(PATHS)
    parts = []
    for number, name in enumerate(names):
        part = PATHS[name]
        if part.startswith("HOME_BODY"):
            part = HOME_BODY % part.removeprefix("HOME_BODY")
        parts.append(f"p{number}: {part}")
    query = f"query ($news: ID!, $member: ID!, $gallery: ID!, $standard: ID!, $below: ID!) {{ {' '.join(parts)} }}"
    ids = {
        name: f"page-{getattr(world, name).pk}" for name in ("news", "member", "gallery", "standard", "below")
    }
    data = ask(query, **ids)
    return {
        name
        for number, name in enumerate(names)
        if "geheim" in json.dumps(data[f"p{number}"], ensure_ascii=False).lower()
    }


def test_a_hidden_page_is_found_nowhere(ask: Ask, world: SimpleNamespace) -> None:
    assert showing(ask, world) == set(PATHS), "the test would see nothing"
    for way, hide in WAYS.items():
        with undone():
            for page in (world.news, world.member, world.gallery, world.standard):
                hide(fresh(page))
            assert showing(ask, world) == known_to_show(hide), way
        assert showing(ask, world) == set(PATHS), way


def test_what_stands_below_a_hidden_page_is_found_nowhere(ask: Ask, world: SimpleNamespace) -> None:
    for way, hide in WAYS.items():
        with undone():
            for page in (world.news, world.member, world.gallery, world.standard):
                hide(fresh(page).get_parent().specific)
            assert showing(ask, world) == known_to_show(hide), way


def test_below_a_hidden_home_page_nothing_is_public(ask: Ask, world: SimpleNamespace) -> None:
    unpublish(world.home)
    assert showing(ask, world) == set()


def test_numbers_do_not_count_what_is_hidden(ask: Ask, world: SimpleNamespace) -> None:
    query = """{
      news { totalCount facets { years { count } categories { count } } }
      members { totalCount facets { letters { count } kinds { count } } }
      galleries { totalCount }
    }"""
    before = ask(query)
    assert before["news"]["totalCount"] == 3
    assert before["members"]["totalCount"] == before["galleries"]["totalCount"] == 2
    for page in (world.news, world.member, world.gallery):
        page.unpublish()
    assert ask(query) == {
        "news": {"totalCount": 2, "facets": {"years": [{"count": 2}], "categories": []}},
        "members": {"totalCount": 1, "facets": {"letters": [{"count": 1}], "kinds": [{"count": 1}]}},
        "galleries": {"totalCount": 1},
    }


def test_neighbours_close_the_gap_that_a_hidden_article_leaves(ask: Ask, world: SimpleNamespace) -> None:
    world.news.unpublish()
    data = ask(
        '{ a: newsPage(slug: "offen-1") { newer { title } } b: newsPage(slug: "offen-2") { older { title } } }'
    )
    assert data == {"a": {"newer": {"title": "Offen 2"}}, "b": {"older": {"title": "Offen 1"}}}


def test_a_link_to_a_hidden_page_becomes_its_text(ask: Ask, world: SimpleNamespace) -> None:
    world.standard.unpublish()
    query = 'route(path: "/de/") { page { ... on HomePage { callToAction { url } body { __typename ... on ParagraphBlock { html } } } } }'
    page = ask(f"{{ {query} }}")["route"]["page"]
    assert page["callToAction"] is None
    kinds = [block["__typename"] for block in page["body"]]
    assert "CallToActionBlock" not in kinds
    assert page["body"][-1]["html"] == "<p>Mehr dort.</p>"


def test_unknown_and_hidden_get_the_same_answer(ask: Ask, world: SimpleNamespace) -> None:
    expire(world.news)
    query = "query ($id: ID!, $path: String!, $slug: String!) { page(id: $id) { id } route(path: $path) { status language page { id } redirect { to } } newsPage(slug: $slug) { id } }"
    hidden = ask(
        query, id=f"page-{world.news.pk}", path="/de/news/geheime-nachricht/", slug="geheime-nachricht"
    )
    assert hidden == ask(query, id="page-999999", path="/de/news/gibt-es-nicht/", slug="gibt-es-nicht")
    assert hidden["route"]["status"] == "NOT_FOUND"


def test_a_newer_draft_of_a_live_page_is_not_public(ask: Ask, world: SimpleNamespace, post: Ask) -> None:
    page = world.about
    page.title, page.teaser, page.slug = "Entwurf", "Entwurf", "entwurf"
    page.body = [("paragraph", {"text": "<p>Entwurf</p>"})]
    page.save_revision()
    answer = ask(
        """query ($id: ID!) {
          page(id: $id) { title slug teaser path seo { title description jsonLd } ... on StandardPage { body { id } } }
          route(path: "/de/ueber-uns/geheime-seite/") { page { breadcrumbs { title path } } }
          old: route(path: "/de/entwurf/") { status }
        }""",
        id=f"page-{page.pk}",
    )
    assert "entwurf" not in json.dumps(answer).lower()
    assert answer["page"]["title"] == "Über uns"
    assert answer["old"] == {"status": "NOT_FOUND"}
    assert answer["route"]["page"]["breadcrumbs"][-1] == {"title": "Über uns", "path": "/de/ueber-uns/"}


def test_a_page_outside_every_site_is_not_public(ask: Ask, site: StartedSite, client: Any) -> None:
    root = site.homes["de"].get_parent()
    stray = type(site.homes["de"])(title="Geheime Heimat", slug="heimat", locale=site.homes["de"].locale)
    root.add_child(instance=stray)
    stray.save_revision().publish()
    page = StandardPageFactory(title="Geheime Waise", parent=stray)
    MenuFactory(items=[{"label": "", "page": page}])
    data = ask(
        'query ($id: ID!) { page(id: $id) { id } menu(name: "main") { label } route(path: "/de/geheime-waise/") { status } }',
        id=f"page-{page.pk}",
    )
    assert data == {"page": None, "menu": [], "route": {"status": "NOT_FOUND"}}
