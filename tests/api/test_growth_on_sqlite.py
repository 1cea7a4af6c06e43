"""Statements on SQLite take no more steps in a site of five times as many articles.

It counts the instructions that it runs, so a small fill shows what grows. It does so without statistics, which
nobody has it make, and with them.

Counts and facets of news are not here: they have to see every article that they count.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from cms.home.sites import StartedSite
from cms.news.models import NewsPage

from .conftest import Ask
from .growing import DOCUMENTS, add_what_is_rare, first_article, multiply

pytestmark = pytest.mark.needs_sqlite

FEWER, MORE = 1_200, 6_000
#: As the promise of the benchmark `growth` has it; and what hardly counts, in steps.
MAX_GROWTH, OF_NO_ACCOUNT = 1.3, 500
GRANULARITY = 10

COUNTS = {
    "count of members": "{ members { totalCount facets { kinds { value } sectors { value } } } }",
    "count of galleries": "{ galleries { totalCount } }",
    "count of a rare category": '{ news(filter: {categories: ["selten"]}) { totalCount } }',
}


class Steps:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += GRANULARITY
        return 0


@contextmanager
def counted_steps() -> Iterator[Steps]:
    """Count the instructions that SQLite runs meanwhile."""
    connection.ensure_connection()
    raw: Any = connection.connection
    steps = Steps()
    raw.set_progress_handler(steps, GRANULARITY)
    try:
        yield steps
    finally:
        raw.set_progress_handler(None, 0)


def steps_of(ask: Ask, document: str) -> int:
    with counted_steps() as steps:
        ask(document)
    return steps.count


@pytest.mark.parametrize("is_analyzed", [False, True], ids=["without statistics", "with statistics"])
def test_no_answer_takes_longer_in_a_larger_site(ask: Ask, site: StartedSite, is_analyzed: bool) -> None:
    documents = {**DOCUMENTS, **COUNTS}
    article = first_article()
    add_what_is_rare(article)
    steps: list[dict[str, int]] = []
    for first, last in ((1, FEWER), (FEWER, MORE)):
        multiply(article, first, last)
        if is_analyzed:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        # The statements that fill the version cache are among them.
        steps.append({name: steps_of(ask, document) for name, document in documents.items()})
    before, after = steps
    assert all(before.values())
    grown = {
        name: (before[name], after[name])
        for name in documents
        if after[name] > MAX_GROWTH * before[name] + OF_NO_ACCOUNT
    }
    assert grown == {}


def test_the_check_finds_scans_of_all_articles(site: StartedSite) -> None:
    article = first_article()
    counts = []
    for first, last in ((1, FEWER), (FEWER, MORE)):
        multiply(article, first, last)
        with counted_steps() as steps:
            list(NewsPage.objects.filter(title="Nirgends"))
        counts.append(steps.count)
    assert counts[1] > 4 * counts[0] > 4 * FEWER
