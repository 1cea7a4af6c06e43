"""What is asked of PostgreSQL goes by indexes: no answer goes through the pages of a large site.

Twenty thousand articles are enough for the planner to prefer what it will prefer with a hundred thousand. How many
rows a plan has touched is counted, so that going through a whole index is no way out either.

Counts and facets are not here: they have to see every page that they count.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.delivery.models import Change
from cms.home.sites import StartedSite
from cms.news.models import NewsMember, NewsPage, NewsTag
from tests.factories.pages import MemberPageFactory, NewsPageFactory
from tests.factories.snippets import CategoryFactory

from .conftest import Ask

pytestmark = pytest.mark.needs_postgresql

ARTICLES = 20_000
#: What grows with a site, and how much of it one answer may touch: a list of twenty, its joins, what it skips.
LARGE = (
    "wagtailcore_page",
    "news_newspage",
    "news_newspage_categories",
    "news_newstag",
    "news_newsmember",
    "delivery_change",
    "delivery_publicpage",
    "wagtailredirects_redirect",
)
MOST_ROWS = 1_500

CARD = "{ id title path date teaser categories { slug name } }"
NEWS = {
    "newest": "",
    "oldest": "order: OLDEST",
    "by title": "order: TITLE",
    "of the other language": "language: EN",
    "of a category": 'filter: {categories: ["messe"]}',
    "of a tag": 'filter: {tags: ["laser"]}',
    "about a member": 'filter: {members: ["optik"]}',
    "of a year": "filter: {year: 2024}",
    "of a month": 'filter: {from: "2023-02-01", to: "2023-02-28"}',
}
DOCUMENTS = {
    **{
        f"news {name}": f"{{ news(first: 20{', ' if given else ''}{given}) {{ nodes {CARD} pageInfo {{ endCursor }} }} }}"
        for name, given in NEWS.items()
    },
    "members": "{ members { nodes { id name path } } }",
    "galleries": "{ galleries { nodes { id title path } } }",
    "search": '{ search(query: "quantenkaskade") { nodes { id title path } } }',
    "search for nothing": '{ search(query: "gibtesnicht") { nodes { id title path } } }',
    "sitemap": "{ sitemap { nodes { path lastModified translations { path } } } }",
    "changes": "{ changes(first: 20) { items { id path } } }",
    "an article by its path": '{ route(path: "/de/news/artikel-9000/") { page { id title } } }',
    "no page at a path": '{ route(path: "/de/news/nirgends/") { status } }',
    "a redirect": '{ route(path: "/alt-3000") { status redirect { to } } }',
    "an article by its slug": '{ newsPage(slug: "artikel-9000") { id title } }',
    "its neighbours": '{ newsPage(slug: "artikel-9000") { newer { path } older { path } } }',
    "related articles": '{ newsPage(slug: "artikel-9000") { related { title } } }',
    "news of a member": '{ memberPage(slug: "optik") { news(first: 5) { title } } }',
    "places": "{ siteSettings { places { kind link { path } } } }",
}


@pytest.fixture
def large_site(site: StartedSite) -> NewsPage:
    """One article, and 20,000 copies: each of another day, some with its category, tag and member."""
    member = MemberPageFactory(title="Optik")
    article: NewsPage = NewsPageFactory(
        title="Quantenkaskade",
        date=date(2025, 12, 31),
        categories=[CategoryFactory(name="Messe")],
        tags=["Laser"],
        members=[member],
    )
    first = Page.objects.latest("pk").pk + 1
    section = article.path[: -article.steplen]
    _copy(
        Page,
        article.pk,
        id=f"{first} + n",
        path=f"'{section}' || lpad(upper(to_hex(n + 4096)), 4, '0')",
        slug="'artikel-' || n",
        url_path="replace(url_path, 'quantenkaskade', 'artikel-' || n)",
        translation_key="gen_random_uuid()",
    )
    _copy(NewsPage, article.pk, page_ptr_id=f"{first} + n", date="date - n / 5", sort_title="md5(n::text)")
    _copy(NewsTag, article.pk, every=3, id=f"{first} + n", content_object_id=f"{first} + n")
    _copy(NewsMember, article.pk, every=500, id=f"{first} + n", page_id=f"{first} + n")
    _copy(NewsPage.categories.through, article.pk, every=2, id=f"{first} + n", newspage_id=f"{first} + n")
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/alt-{number}", redirect_link="/de/") for number in range(ARTICLES)
    )
    last = Change.objects.latest("sequence")
    Change.objects.bulk_create(
        Change(sequence=last.sequence + 1 + number, kind=last.kind, at=last.at, site=last.site, tags=[])
        for number in range(ARTICLES)
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE delivery_contentversion SET number = number + %s", [ARTICLES])
        # All tables: of one that nobody has counted the planner thinks much.
        cursor.execute("ANALYZE")
    return article


def _copy(model: Any, article: int, *, every: int = 1, **columns: str) -> None:
    """Copy the row of an article `ARTICLES` times: `columns` are SQL for what differs, `n` counts."""
    fields = [field.column for field in model._meta.local_concrete_fields]
    page = next(
        name
        for name in ("content_object_id", "page_id", "newspage_id", "page_ptr_id", "id")
        if name in fields
    )
    values = ", ".join(columns.get(field, field) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(fields)}) "
            f"SELECT {values} FROM {model._meta.db_table}, generate_series(1, {ARTICLES}, {every}) n "
            f"WHERE {page} = {article}"
        )


def touched(statement: str, values: Any) -> Iterator[tuple[str, str, float]]:
    """Yield (table, kind of scan, rows) of what a statement touches of `LARGE` tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
        (found,) = cursor.fetchone()
    plans = [one["Plan"] for one in (json.loads(found) if isinstance(found, str) else found)]
    while plans:
        plan = plans.pop()
        plans.extend(plan.get("Plans", ()))
        if plan.get("Relation Name") in LARGE:
            rows = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
            yield plan["Relation Name"], plan["Node Type"], rows * plan["Actual Loops"]


def too_much(statements: list[tuple[str, Any]]) -> list[str]:
    return [
        f"{kind} of {rows:.0f} rows of {table} for {statement[:3000]}"
        for statement, values in statements
        for table, kind, rows in touched(statement, values)
        if rows > MOST_ROWS
    ]


def test_no_answer_goes_through_all_pages(ask: Ask, large_site: NewsPage) -> None:
    # What is asked once for each edition of the content is asked now.
    first = too_much(statements_of(ask, DOCUMENTS["places"]))
    deep = ask("{ news(offset: 9000, first: 1) { pageInfo { endCursor } } }")
    by_title = ask("{ news(order: TITLE, offset: 9000, first: 1) { pageInfo { endCursor } } }")
    documents = {
        **DOCUMENTS,
        "an article by its id": f'{{ page(id: "page-{large_site.pk}") {{ id title }} }}',
        "onwards from deep in the list": f"""{{
          news(after: "{deep["news"]["pageInfo"]["endCursor"]}") {{ nodes {CARD} }} }}""",
        "onwards by title": f"""{{
          news(order: TITLE, after: "{by_title["news"]["pageInfo"]["endCursor"]}") {{ nodes {CARD} }} }}""",
    }
    found = {name: too_much(statements_of(ask, document)) for name, document in documents.items()}
    found["the first of an edition"] = first
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_plans_tell_what_goes_through_all_pages(large_site: NewsPage) -> None:
    for rows in (
        Page.objects.filter(title="Nirgends"),
        NewsPage.objects.order_by("-date", "-pk")[9_000:9_001],
        NewsTag.objects.all(),
    ):
        assert too_much([rows.query.sql_with_params()]), rows.query


def statements_of(ask: Ask, document: str) -> list[tuple[str, Any]]:
    """Return the statements of an answer, with their values."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        ask(document)
    return asked
