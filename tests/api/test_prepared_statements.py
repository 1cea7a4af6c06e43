"""Prepared statements: compiled once per key, then run with values for their placeholders."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import FloatField, Value
from django.db.models.functions import TruncDate
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from cms.api.loading import prepared_statements
from cms.api.loading.context import RequestContext
from cms.api.loading.prepared_statements import BoundQuery, Placeholders, statement
from cms.api.loading.unions import union_all
from cms.foundation.bounded import BoundedStore

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def run(key: Any, build: Any, now: datetime = NOW, **lists: Any) -> list[Any]:
    return statement(key, build, lists).run(now, lists)


@pytest.fixture
def pages(db: None) -> list[Page]:
    root = Page.objects.get(depth=1)
    return [root.add_child(instance=Page(title=title, slug=title)) for title in ("a", "b", "c")]


def titles(placeholders: Placeholders) -> Any:
    return Page.objects.filter(pk__in=placeholders.ids()).order_by("pk").values_list("title")


def test_one_statement_serves_lists_of_many_lengths(pages: list[Page]) -> None:
    ids = [page.pk for page in pages]
    assert run(titles, titles, ids=ids) == [("a",), ("b",), ("c",)]
    assert run(titles, titles, ids=[*reversed(ids), 0]) == [("a",), ("b",), ("c",)]
    assert run(titles, titles, ids=ids[1:2]) == [("b",)]
    three, four = (statement(titles, titles, {"ids": range(count)}) for count in (3, 4))
    assert three is four


@pytest.mark.parametrize("length", [1_024, 1_025, 2_500])
def test_a_long_list_is_not_cut(pages: list[Page], length: int) -> None:
    ids = [page.pk for page in pages]
    unknown = range(1_000_000, 1_000_000 + length - len(ids))
    assert run(titles, titles, ids=[ids[0], *unknown, *ids[1:]]) == [("a",), ("b",), ("c",)]


def test_placeholders_for_moments_texts_and_uuids(pages: list[Page]) -> None:
    def live(placeholders: Placeholders) -> Any:
        rows = Page.objects.filter(expire_at__gt=placeholders.now, slug__in=placeholders.texts("slugs"))
        return rows.filter(translation_key__in=placeholders.uuids("keys")).values_list("slug", "expire_at")

    Page.objects.filter(slug="a").update(expire_at=NOW)
    keys = [pages[0].translation_key, uuid4()]
    before, after = NOW.replace(hour=11), NOW.replace(hour=13)
    expected = [("a", NOW)]
    assert [tuple(row) for row in run(live, live, before, slugs=["a", "b"], keys=keys)] == expected
    assert run(live, live, after, slugs=["a", "b"], keys=keys) == []
    assert run(live, live, before, slugs=["a", "b"], keys=[uuid4()]) == []
    assert run(live, live, before, slugs=["b"], keys=keys) == []


def test_an_empty_queryset_runs_no_statement(db: None) -> None:
    with connection.execute_wrapper(lambda *arguments: pytest.fail("a statement was run")):
        assert run("none", lambda placeholders: Page.objects.none().values_list("pk")) == []


def test_a_bounded_store_drops_the_least_recently_used() -> None:
    store = BoundedStore(2)
    store.keep("a", 1)
    store.keep("b", 2)
    assert store.get("a") == 1
    store.keep("c", 3)
    assert [store.get(key) for key in "abc"] == [1, None, 3]


def test_a_key_that_leaves_something_out_is_found(pages: list[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    """In tests: a cached statement is compared with what its builder would make now."""
    monkeypatch.setattr(prepared_statements, "checks_keys", True)

    def below(depth: int) -> Any:
        return lambda placeholders: Page.objects.filter(depth=depth).values_list("title")

    run("pages of a depth", below(2))
    with pytest.raises(AssertionError, match="pages of a depth"):
        run("pages of a depth", below(3))


def test_rows_are_compiled_once_for_a_key_and_each_time_without_one(
    pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared_statements, "checks_keys", False)
    compiled = []

    def of(slug: str) -> Any:
        def build(placeholders: Placeholders) -> Any:
            compiled.append(slug)
            return Page.objects.filter(slug=slug).values_list("slug")

        return build

    context = RequestContext()
    for key, slug in (("a page", "a"), ("a page", "a"), (None, "b"), (None, "c"), (None, "c")):
        assert context.rows(key, of(slug)) == [(slug,)]
    assert compiled == ["a", "b", "c", "c"]


def bound(rows: Any) -> BoundQuery:
    return BoundQuery(statement(None, lambda placeholders: rows, {}), NOW, {})


def test_queries_with_the_same_types_of_columns_are_one_statement(
    pages: list[Page], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """An id and a depth are both whole numbers, a title and an address texts."""
    queries = [
        bound(Page.objects.filter(slug="a").values_list("pk", "title")),
        bound(Page.objects.filter(slug="b").values_list("depth", "url_path")),
        bound(Page.objects.filter(slug="c").values_list("locale", "slug")),
        bound(Page.objects.none().values_list("pk", "title")),
        bound(Page.objects.none().values_list("pk")),
    ]
    with django_assert_num_queries(1):
        found = union_all(queries)
    assert [[tuple(row) for row in rows] for rows in found] == [
        [(pages[0].pk, "a")],
        [(2, pages[1].url_path)],
        [(pages[2].locale_id, "c")],
        [],
        [],
    ]


def test_queries_of_as_many_columns_of_other_types_are_not_united(pages: list[Page]) -> None:
    """PostgreSQL refuses a number beside a text; a date beside a moment would become one."""
    Page.objects.filter(slug="a").update(first_published_at=NOW)
    rows = Page.objects.filter(slug="a")
    columns = ("pk", "title", "live", "translation_key", "first_published_at", "day", "empty")
    queries = [
        bound(
            rows.annotate(
                day=TruncDate("first_published_at", tzinfo=UTC), empty=Value(None, output_field=FloatField())
            ).values_list(column)
        )
        for column in columns
    ]
    assert [rows[0][0] for rows in union_all(queries)] == [
        pages[0].pk,
        "a",
        True,
        pages[0].translation_key,
        NOW,
        NOW.date(),
        None,
    ]
