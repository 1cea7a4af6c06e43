"""Cache tags (surrogate keys) of answers: narrow, the same from every cache and over HTTP, never private."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.models import Collection, CollectionViewRestriction

from cms.api.cache.answer_cache import AnswerCache
from cms.api.cache.entries import StoredAnswer
from cms.api.execution import service as execution
from cms.api.http import views
from cms.api.loading.cache_tags import MAX_CHARACTERS, TagCollector, TaggedSQL, fitting, tags_in
from cms.api.loading.context import RequestContext
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
from .editing import fresh
from .hiding import WAYS, undone
from .tagged_answers import operation, query_of

URL = "/graphql/"
TITLES = "{ news { nodes { title } } }"
COUNTS = "{ news { totalCount facets { categories { label count } tags { count } } } }"


def section_of(page: Any) -> str:
    return f"news-index:{page.get_parent().pk}"


# --- Narrow


def test_an_article_is_tagged_with_itself_and_what_it_shows(site: StartedSite) -> None:
    image, category = CmsImageFactory(), CategoryFactory()
    member = MemberPageFactory()
    page = NewsPageFactory(cover=image, categories=[category], tags=["Hof"], members=[member])
    document = f"""{{ route(path: "{page.get_url_parts()[2]}") {{ page {{ title path cover {{ alt }}
        breadcrumbs {{ title }} translations {{ path }}
        ... on NewsPage {{ body {{ id }} categories {{ name }} tags {{ name }} members {{ title }} }} }} }} }}"""
    assert query_of(document).tags() == {
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


def test_a_list_is_tagged_with_its_kind_and_what_else_it_shows(site: StartedSite) -> None:
    image, category = CmsImageFactory(), CategoryFactory()
    NewsPageFactory(cover=image, categories=[category])
    found = query_of("{ news { nodes { title cover { alt } categories { name } } } }").tags()
    assert found == {"site", "news", f"image:{image.pk}", "collection", f"category:{category.pk}"}
    assert query_of(TITLES).tags() == {"site", "news"}
    assert query_of("{ members { totalCount } }").tags() == {"site", "member"}


def test_the_layout_is_tagged_with_menus_and_settings(site: StartedSite) -> None:
    page = StandardPageFactory()
    MenuFactory(items=[{"label": "", "page": page, "url": ""}])
    menu = '{ menu(name: "main") { label path } }'
    assert query_of(menu).tags() == {"site", "menu:main", f"standard:{page.pk}"}
    assert query_of("{ siteSettings { name phone } }").tags() == {"site", "settings"}
    layout = query_of(operation("layout"), language="DE").tags()
    assert {"menu:main", "menu:footer", "settings"} <= layout
    assert not {"news", "member", "gallery", "menu"} & layout


def test_an_album_and_a_form(site: StartedSite) -> None:
    album = GalleryPageFactory(title="Album", pictures=[CmsImageFactory()])
    pictures = f'{{ page(id: "page-{album.pk}") {{ title ... on GalleryPage {{ imageCount }} }} }}'
    # Any picture of it may become public.
    assert query_of(pictures).tags() == {"site", f"gallery:{album.pk}", "collection", "image"}
    form = FormPageFactory()
    fields = f'{{ page(id: "page-{form.pk}") {{ ... on FormPage {{ formFields {{ label }} }} }} }}'
    assert query_of(fields).tags() == {"site", f"form:{form.pk}"}


def test_answers_without_tags(site: StartedSite) -> None:
    StandardPageFactory(slug="da")
    for document in (
        '{ search(query: "fest") { totalCount } }',
        '{ news(filter: { query: "fest" }) { totalCount } }',
        "{ changes { cursor } }",
        "{ siteSettings { changeCursor } }",
        '{ route(path: "/de/nirgends/") { status } }',
    ):
        assert query_of(document).answer()[1] is None, document
    assert query_of('{ route(path: "/de/da/") { status } }').tags() >= {"site"}


# --- Nothing private


def test_no_tag_names_a_hidden_page_or_file(site: StartedSite) -> None:
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
    names = {f"{kind}:{one.pk}" for kind, one in hidden.items()}
    files = {f"image:{image.pk}", f"document:{document.pk}"}
    documents = [
        query_of(operation("route"), path="/de/news/fest/"),
        query_of(operation("layout"), language="DE"),
        *(query_of(f'{{ page(id: "page-{one.pk}") {{ title }} }}') for one in hidden.values()),
        *(query_of(f'{{ newsPage(slug: "{one.slug}") {{ title }} }}') for one in hidden.values()),
    ]
    tags = set().union(*(one.tags() for one in documents))
    assert tags >= names, "the test would see nothing"
    assert not tags & files
    for way, hide in WAYS.items():
        with undone():
            for one in hidden.values():
                hide(fresh(one))
            tags = set().union(*(one.tags() for one in documents))
            assert not tags & (names | files), way
            assert tags >= {*hidden, "image", "document", f"news:{page.pk}"}, way


# --- Cached and shared


def test_cached_values_bring_their_tags(site: StartedSite) -> None:
    NewsPageFactory(categories=[CategoryFactory()], tags=["Hof"])
    menu = '{ menu(name: "main") { label } siteSettings { name } }'
    # Facets are loaded in one batch: each has the tags of that batch.
    for document, expected in ((COUNTS, {"news", "category", "tag"}), (menu, {"menu:main", "settings"})):
        first = query_of(document).tags()
        with CaptureQueriesContext(connection) as captured:
            # Another document, so another answer, of the same edition.
            second = query_of(f"{document} # again").tags()
        assert not [one for one in captured.captured_queries if "COUNT" in one["sql"]]
        assert first == second == {"site", *expected}


def test_a_cached_value_has_the_tags_of_what_was_loaded_before(site: StartedSite) -> None:
    NewsPageFactory(categories=[CategoryFactory()])
    edition = current_edition()
    context = RequestContext(edition=edition)

    def fetch(context: RequestContext, keys: list[int]) -> dict[int, Any]:
        return dict.fromkeys(
            keys, context.rows(None, lambda placeholders: NewsPage.objects.values_list("pk"))
        )

    values = context.loader(fetch)
    values.get(1)
    context.version_cache.get("what", lambda: values.get(1) or "nothing")
    later = RequestContext(edition=edition)
    assert later.version_cache.get("what", lambda: pytest.fail("it is not cached"))
    assert later.tag_collector.tags() == ("news", "site")


def test_tags_are_the_same_from_every_cache(site: StartedSite, client: Client, settings: Settings) -> None:
    NewsPageFactory()
    first = client.get(URL, {"query": TITLES})
    second = client.get(URL, {"query": TITLES})
    assert first.headers["X-Cache-Tags"] == second.headers["X-Cache-Tags"] == "news,site"
    settings.CMS_ANSWER_CACHE_MB = 0
    assert client.get(URL, {"query": TITLES}).headers["X-Cache-Tags"] == "news,site"


def test_the_size_of_an_answer_includes_its_tags() -> None:
    tags = tuple(f"image:{number}" for number in range(100))
    assert StoredAnswer(b"{}", 9e9, tags).size > StoredAnswer(b"{}", 9e9).size + len(",".join(tags))
    assert StoredAnswer(b"{}", 9e9, None).size == StoredAnswer(b"{}", 9e9).size


@pytest.mark.needs_redis
def test_tags_come_along_from_another_process(
    site: StartedSite, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    NewsPageFactory()
    documents = (TITLES, '{ search(query: "x") { totalCount } }')
    headers = []
    for _ in range(2):
        store = AnswerCache(1)
        for module in (views, execution):
            monkeypatch.setattr(module, "answer_cache", lambda store=store: store)
        headers.append([client.get(URL, {"query": one}).headers.get("X-Cache-Tags") for one in documents])
        monkeypatch.setattr(execution, "_run", lambda *arguments: pytest.fail("it is not shared"))
    assert headers == [["news,site", None]] * 2


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


def test_client_input_never_reaches_a_header(site: StartedSite, ask: Ask, client: Client) -> None:
    for name in ("a,b", "a b", "a\r\nX: 1", "ü", "x" * 100, "", "?"):
        query = "query ($name: String!) { menu(name: $name) { label } }"
        body = {"query": query, "variables": {"name": name}}
        response = client.post(URL, body, content_type="application/json")
        assert response.headers["X-Cache-Tags"] == "menu,site", name


def test_the_header_is_bounded(site: StartedSite) -> None:
    things = {f"image:{number}" for number in range(100_000, 100_600)}
    members = {f"member:{number}" for number in range(50)}
    found = fitting({"site", "news", "news:1", *things, *members})
    assert len(",".join(found)) <= MAX_CHARACTERS
    assert found == tuple(sorted({"site", "news", "image", *members, "news:1"} - {"news:1"}))
    assert fitting({"site", "news", "news:1"}) == ("news", "news:1", "site")
    whole = fitting({f"{kind}:{number}" for kind in ("a", "b", "c") for number in range(10_000)})
    assert whole == ("a", "b", "c")


def test_a_sitemap_of_many_fits(site: StartedSite) -> None:
    sitemap = query_of("{ sitemap(first: 1000) { nodes { path translations { path } } } }").tags()
    assert sitemap >= every_page()


# --- Defaults are wide


def test_a_statement_without_tags_has_those_of_its_tables() -> None:
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
def test_statements_outside_the_loaders_are_tagged() -> None:
    tags = TagCollector()
    with connection.execute_wrapper(tags.around_sql):
        list(NewsPage.objects.all())
        with tags.tagged("home:3"):
            list(MemberPageFactory._meta.model.objects.all())
        with connection.cursor() as cursor:
            cursor.execute(TaggedSQL("SELECT id FROM media_cmsimage WHERE 1 = 0"))
    assert tags.tags() == ("home:3", "news", "site")


def test_every_watched_table_has_tags_and_every_shared_record_those_of_its_log() -> None:
    of_tables = tags_of_tables()
    silent = {table for table in watched_tables() if of_tables.get(table) is None}
    # Searches have no tags, the log does not log itself, and no answer reads trusted documents.
    assert silent == {"wagtailsearch_indexentry", "delivery_change", "api_trusteddocument"}
    kinds = {model._meta.db_table: of_tables[model._meta.db_table] for model in SHARED_RECORDS}
    assert all(tags is not None for tags in kinds.values())


def test_changes_names_the_tags_to_purge(site: StartedSite, ask: Ask) -> None:
    """As a purging script does it: the tags of a write in `changes` meet those of an earlier GET."""
    page = NewsPageFactory(title="Eins")
    query = f'{{ page(id: "page-{page.pk}") {{ title }} }}'
    cursor = ask("{ siteSettings { changeCursor } }")["siteSettings"]["changeCursor"]
    had = query_of(query).tags()
    page.title = "Zwei"
    page.save_revision().publish()
    items = ask("query ($since: String) { changes(since: $since) { items { tags } } }", since=cursor)
    touched = {tag for item in items["changes"]["items"] for tag in item["tags"]}
    assert touched == {"news", f"news:{page.pk}"}
    assert touched & had == {f"news:{page.pk}"}
    assert json.loads(query_of(query).answer()[0])["data"]["page"]["title"] == "Zwei"
