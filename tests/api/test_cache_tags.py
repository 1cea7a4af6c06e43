"""What an answer says it is made of: as narrow as is of use, over HTTP, in every cache, and nothing private."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.models import Collection, CollectionViewRestriction

from cms.api import execution, views
from cms.api.reading import Reading
from cms.api.reading.made_of import MOST_CHARACTERS, MadeOf, Told, fitting, tags_in
from cms.api.stored.answers import StoredAnswer
from cms.api.stored.cache import AnswerCache
from cms.delivery.edition import current_edition
from cms.delivery.shared_records import SHARED_RECORDS
from cms.delivery.table_tags import tags_of_tables
from cms.delivery.tags import every_page
from cms.delivery.watched_tables import watched_tables
from cms.home.sites import StartedSite
from cms.news.models import NewsPage
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import (
    FormPageFactory,
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.snippets import CategoryFactory, MenuFactory

from .conftest import Ask
from .hiding import WAYS, Hide
from .tagged import asked, operation

URL = "/graphql/"
TITLES = "{ news { nodes { title } } }"
COUNTS = "{ news { totalCount facets { categories { label count } tags { count } } } }"


def section_of(page: Any) -> str:
    return f"news-index:{page.get_parent().pk}"


# --- As narrow as is of use


def test_an_article_is_itself_and_what_it_shows(site: StartedSite) -> None:
    image, category = CmsImageFactory(), CategoryFactory()
    member = MemberPageFactory()
    page = NewsPageFactory(cover=image, categories=[category], tags=["Hof"], members=[member])
    document = f"""{{ route(path: "{page.get_url_parts()[2]}") {{ page {{ title path cover {{ alt }}
        breadcrumbs {{ title }} translations {{ path }}
        ... on NewsPage {{ body {{ id }} categories {{ name }} tags {{ name }} members {{ title }} }} }} }} }}"""
    assert asked(document).tags() == {
        "site",
        f"news:{page.pk}",
        f"home:{site.homes['de'].pk}",
        section_of(page),
        f"image:{image.pk}",
        "collection",
        f"category:{category.pk}",
        f"tag:{page.tags.get().pk}",
        f"member:{member.pk}",
    }


def test_a_list_is_its_kind_and_what_it_shows_beside(site: StartedSite) -> None:
    image, category = CmsImageFactory(), CategoryFactory()
    NewsPageFactory(cover=image, categories=[category])
    found = asked("{ news { nodes { title cover { alt } categories { name } } } }").tags()
    assert found == {"site", "news", f"image:{image.pk}", "collection", f"category:{category.pk}"}
    assert asked(TITLES).tags() == {"site", "news"}
    assert asked("{ members { totalCount } }").tags() == {"site", "member"}


def test_what_stands_around_every_page(site: StartedSite) -> None:
    page = StandardPageFactory()
    MenuFactory(items=[{"label": "", "page": page, "url": ""}])
    menu = '{ menu(name: "main") { label path } }'
    assert asked(menu).tags() == {"site", "menu:main", f"standard:{page.pk}"}
    assert asked("{ siteSettings { name phone } }").tags() == {"site", "settings"}
    layout = asked(operation("layout"), language="DE").tags()
    assert {"menu:main", "menu:footer", "settings"} <= layout
    assert not {"news", "member", "gallery", "menu"} & layout


def test_an_album_and_a_form(site: StartedSite) -> None:
    album = GalleryPageFactory(title="Album", pictures=[CmsImageFactory()])
    pictures = f'{{ page(id: "page-{album.pk}") {{ title ... on GalleryPage {{ imageCount }} }} }}'
    # Any picture of it may become public.
    assert asked(pictures).tags() == {"site", f"gallery:{album.pk}", "collection", "image"}
    form = FormPageFactory()
    fields = f'{{ page(id: "page-{form.pk}") {{ ... on FormPage {{ formFields {{ label }} }} }} }}'
    assert asked(fields).tags() == {"site", f"form:{form.pk}"}


def test_of_what_nothing_is_promised(site: StartedSite) -> None:
    StandardPageFactory(slug="da")
    for document in (
        '{ search(query: "fest") { totalCount } }',
        '{ news(filter: { query: "fest" }) { totalCount } }',
        "{ changes { cursor } }",
        "{ siteSettings { changeCursor } }",
        '{ route(path: "/de/nirgends/") { status } }',
    ):
        assert asked(document).answer()[1] is None, document
    assert asked('{ route(path: "/de/da/") { status } }').tags() >= {"site"}


# --- Nothing private


@pytest.mark.parametrize("hide", WAYS.values(), ids=WAYS)
def test_no_number_of_what_is_hidden(site: StartedSite, hide: Hide) -> None:
    private = Collection.get_first_root_node().add_child(name="Vorstand")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    image, document = CmsImageFactory(collection=private), CmsDocumentFactory(collection=private)
    open_image = CmsImageFactory()
    hidden = {
        "member": MemberPageFactory(),
        "news": NewsPageFactory(),
        "gallery": GalleryPageFactory(pictures=[open_image]),
        "standard": StandardPageFactory(),
    }
    page = NewsPageFactory(
        title="Fest",
        cover=image,
        pictures=[image],
        members=[hidden["member"]],
        body=every_block(
            images=[image, image],
            document=document,
            members=[hidden["member"]],
            news=[hidden["news"]],
            gallery=hidden["gallery"],
            page=hidden["standard"],
        ),
    )
    MenuFactory(items=[{"label": "", "page": one, "url": ""} for one in hidden.values()])
    numbers = {f"{kind}:{one.pk}" for kind, one in hidden.items()}
    files = {f"image:{image.pk}", f"document:{document.pk}"}
    documents = [
        asked(operation("route"), path="/de/news/fest/"),
        asked(operation("layout"), language="DE"),
        *(asked(f'{{ page(id: "page-{one.pk}") {{ title }} }}') for one in hidden.values()),
        *(asked(f'{{ newsPage(slug: "{one.slug}") {{ title }} }}') for one in hidden.values()),
    ]
    told = set().union(*(one.tags() for one in documents))
    assert told >= numbers, "the test would see nothing"
    assert not told & files
    for one in hidden.values():
        one.refresh_from_db()
        hide(one)
    told = set().union(*(one.tags() for one in documents))
    assert not told & (numbers | files)
    assert told >= {*hidden, "image", "document", f"news:{page.pk}"}


# --- Kept and shared


def test_what_is_kept_brings_its_tags_along(site: StartedSite) -> None:
    NewsPageFactory(categories=[CategoryFactory()], tags=["Hof"])
    menu = '{ menu(name: "main") { label } siteSettings { name } }'
    # Facets wait for one another: of what is fetched for all, each is made.
    for document, expected in ((COUNTS, {"news", "category", "tag"}), (menu, {"menu:main", "settings"})):
        first = asked(document).tags()
        with CaptureQueriesContext(connection) as captured:
            # Another document, so another answer, of the same edition.
            second = asked(f"{document} # again").tags()
        assert not [one for one in captured.captured_queries if "COUNT" in one["sql"]]
        assert first == second == {"site", *expected}


def test_a_batch_that_was_fetched_before_brings_its_tags_to_what_is_kept(site: StartedSite) -> None:
    NewsPageFactory(categories=[CategoryFactory()])
    reading = Reading(version=current_edition())

    def fetch(reading: Reading, keys: list[int]) -> dict[int, Any]:
        return dict.fromkeys(keys, reading.rows(None, lambda given: NewsPage.objects.values_list("pk")))

    values = reading.batch(fetch)
    values.get(1)
    reading.kept.get("what", lambda: values.get(1) or "nothing")
    later = Reading(version=reading.kept.version)
    assert later.kept.get("what", lambda: pytest.fail("it is not kept"))
    assert later.made_of.tags() == ("news", "site")


def test_tags_are_the_same_from_every_cache(site: StartedSite, client: Client, settings: Settings) -> None:
    NewsPageFactory()
    first = client.get(URL, {"query": TITLES})
    second = client.get(URL, {"query": TITLES})
    assert first.headers["X-Cache-Tags"] == second.headers["X-Cache-Tags"] == "news,site"
    settings.CMS_ANSWER_CACHE_MB = 0
    assert client.get(URL, {"query": TITLES}).headers["X-Cache-Tags"] == "news,site"


def test_tags_are_counted_among_what_an_answer_takes() -> None:
    tags = tuple(f"image:{number}" for number in range(100))
    assert StoredAnswer(b"{}", 9e9, tags).size > StoredAnswer(b"{}", 9e9).size + len(",".join(tags))
    assert StoredAnswer(b"{}", 9e9, None).size == StoredAnswer(b"{}", 9e9).size


@pytest.mark.needs_redis
def test_tags_come_along_from_another_process(
    site: StartedSite, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    NewsPageFactory()
    documents = (TITLES, '{ search(query: "x") { totalCount } }')
    said = []
    for _ in range(2):
        store = AnswerCache(1)
        for module in (views, execution):
            monkeypatch.setattr(module, "answers", lambda store=store: store)
        said.append([client.get(URL, {"query": one}).headers.get("X-Cache-Tags") for one in documents])
        monkeypatch.setattr(execution, "_run", lambda *arguments: pytest.fail("it is not shared"))
    assert said == [["news,site", None]] * 2


# --- Over HTTP


def test_headers(site: StartedSite, client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHQL_S_MAXAGE = 600
    page = NewsPageFactory(categories=[CategoryFactory()])
    query = f'{{ page(id: "page-{page.pk}") {{ title }} }}'
    responses = [
        client.get(URL, {"query": query}),
        client.head(URL, {"query": query}),
        client.post(URL, {"query": query}, content_type="application/json"),
    ]
    tag = responses[0].headers["ETag"]
    responses.append(client.get(URL, {"query": query}, headers={"If-None-Match": tag}))
    assert [one.status_code for one in responses] == [200, 200, 200, 304]
    for response in responses:
        assert response.headers["X-Cache-Tags"] == f"news:{page.pk},site"
        assert response.headers["Surrogate-Key"] == f"news:{page.pk} site"
    assert "s-maxage=" in responses[0].headers["Cache-Control"]
    searched = client.get(URL, {"query": '{ search(query: "x") { totalCount } }'})
    assert searched.headers["Cache-Control"] == "no-cache"
    assert not {"X-Cache-Tags", "Surrogate-Key"} & set(searched.headers)


def test_no_visitor_writes_into_a_header(site: StartedSite, ask: Ask, client: Client) -> None:
    for name in ("a,b", "a b", "a\r\nX: 1", "ü", "x" * 100, "", "?"):
        query = "query ($name: String!) { menu(name: $name) { label } }"
        body = {"query": query, "variables": {"name": name}}
        response = client.post(URL, body, content_type="application/json")
        assert response.headers["X-Cache-Tags"] == "menu,site", name


def test_a_header_has_its_bounds(site: StartedSite) -> None:
    things = {f"image:{number}" for number in range(100_000, 100_600)}
    members = {f"member:{number}" for number in range(50)}
    found = fitting({"site", "news", "news:1", *things, *members})
    assert len(",".join(found)) <= MOST_CHARACTERS
    assert found == tuple(sorted({"site", "news", "image", *members, "news:1"} - {"news:1"}))
    assert fitting({"site", "news", "news:1"}) == ("news", "news:1", "site")
    whole = fitting({f"{kind}:{number}" for kind in ("a", "b", "c") for number in range(10_000)})
    assert whole == ("a", "b", "c")


def test_a_sitemap_of_many_fits(site: StartedSite) -> None:
    sitemap = asked("{ sitemap(first: 1000) { nodes { path translations { path } } } }").tags()
    assert sitemap >= every_page()


# --- What nobody has thought of is too wide


def test_a_statement_of_ones_own_counts_by_its_tables() -> None:
    assert tags_in("SELECT id FROM news_newspage") == {"news"}
    assert tags_in(
        'SELECT 1 FROM "wagtailcore_page" WHERE id IN (SELECT newspage_id FROM news_newspage)'
    ) == (every_page())
    assert tags_in('SELECT 1 FROM "news_newspage" INNER JOIN "wagtailcore_page" ON (1 = 1)') == {"news"}
    assert tags_in("SELECT 1 FROM news_newspage_categories") == {"news", "category"}
    assert tags_in("SELECT 1 FROM news_newsmember") == {"news", "member"}
    assert tags_in("SELECT 1") == frozenset()
    for table in ("delivery_change", "delivery_contentversion", "wagtailsearch_indexentry", "auth_user"):
        assert tags_in(f"SELECT 1 FROM {table}") == {"?"}, table


@pytest.mark.django_db
def test_a_statement_past_the_reading_is_seen() -> None:
    made_of = MadeOf()
    with connection.execute_wrapper(made_of.around_sql):
        list(NewsPage.objects.all())
        with made_of.told("home:3"):
            list(MemberPageFactory._meta.model.objects.all())
        with connection.cursor() as cursor:
            cursor.execute(Told("SELECT id FROM media_cmsimage WHERE 1 = 0"))
    assert made_of.tags() == ("home:3", "news", "site")


def test_every_watched_table_has_tags_and_every_shared_record_those_of_its_log() -> None:
    of_tables = tags_of_tables()
    silent = {table for table in watched_tables() if of_tables.get(table) is None}
    # A search follows its index; the log tells nothing of itself, and no answer is made of documents.
    assert silent == {"wagtailsearch_indexentry", "delivery_change", "api_trusteddocument"}
    kinds = {model._meta.db_table: of_tables[model._meta.db_table] for model in SHARED_RECORDS}
    assert all(tags is not None for tags in kinds.values())


def test_the_log_names_what_a_reader_of_the_tags_finds(site: StartedSite, ask: Ask) -> None:
    """As a purging script does it: what `changes` says of a write touches what a GET had."""
    page = NewsPageFactory(title="Eins")
    query = f'{{ page(id: "page-{page.pk}") {{ title }} }}'
    cursor = ask("{ siteSettings { changeCursor } }")["siteSettings"]["changeCursor"]
    had = asked(query).tags()
    page.title = "Zwei"
    page.save_revision().publish()
    items = ask("query ($since: String) { changes(since: $since) { items { tags } } }", since=cursor)
    touched = {tag for item in items["changes"]["items"] for tag in item["tags"]}
    assert touched == {"news", f"news:{page.pk}"}
    assert touched & had == {f"news:{page.pk}"}
    assert json.loads(asked(query).answer()[0])["data"]["page"]["title"] == "Zwei"
