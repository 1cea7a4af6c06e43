"""Query plans on PostgreSQL use indexes: no operation scans all pages of a large site.

Twenty thousand articles are enough for the planner to prefer what it will prefer with a hundred thousand. How many
rows a plan has touched is counted, so that going through a whole index is no way out either.

Counts and facets are not here: they have to see every page that they count.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page

from cms.home.sites import StartedSite
from cms.news.models import NewsPage, NewsTag

from .conftest import Ask
from .growing import CARD, DOCUMENTS, add_what_is_rare, first_article, multiply, statements_of

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
MAX_ROWS = 1_500


@pytest.fixture
def large_site(site: StartedSite) -> NewsPage:
    """One article, and 20,000 copies: each of another day, some with its category, tag and member."""
    article = first_article()
    add_what_is_rare(article)
    multiply(article, 1, ARTICLES)
    with connection.cursor() as cursor:
        # All tables: of one that nobody has counted the planner thinks much.
        cursor.execute("ANALYZE")
    return article


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
        if rows > MAX_ROWS
    ]


def test_no_answer_goes_through_all_pages(ask: Ask, large_site: NewsPage) -> None:
    # Fill the version cache first.
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


def test_the_check_finds_scans_of_all_pages(large_site: NewsPage) -> None:
    for rows in (
        Page.objects.filter(title="Nirgends"),
        NewsPage.objects.order_by("-date", "-pk")[9_000:9_001],
        NewsTag.objects.all(),
    ):
        assert too_much([rows.query.sql_with_params()]), rows.query
