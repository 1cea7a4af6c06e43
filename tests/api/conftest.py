"""Fixtures: a started site, and functions that post operations over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cms.api.documents.limits import limits
from tests.started_site import site, started_once  # noqa: F401  fixtures

from .shared_fixtures import article, board, edited_article, runs, searchable  # noqa: F401

Ask = Callable[..., Any]


def content_statements(captured: CaptureQueriesContext) -> list[str]:
    """Return the SQL statements for content: without those for the edition and, once per edition, its expiry."""
    return [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(("SELECT edition FROM", 'SELECT "wagtailcore_page"."expire_at" AS'))
    ]


@pytest.fixture
def post(client: Client) -> Ask:
    """Post an operation; return the JSON of the response."""

    def send(query: str, **variables: Any) -> Any:
        response = client.post(
            "/graphql/", {"query": query, "variables": variables}, content_type="application/json"
        )
        assert response["Content-Type"].startswith("application/json"), response.content
        return response.json()

    return send


@pytest.fixture
def wide_limits(settings: Settings) -> None:
    """Limits for documents that select more at once than any frontend may."""
    settings.CMS_GRAPHQL_MAX_COST = settings.CMS_GRAPHQL_MAX_COMPARISONS = 10_000_000
    settings.CMS_GRAPHQL_MAX_TOKENS = settings.CMS_GRAPHQL_MAX_ALIASES = 100_000
    settings.CMS_GRAPHQL_MAX_DEPTH = 30
    # graphql-core's own bound is set when the limits are read.
    limits()


@pytest.fixture
def ask(post: Ask) -> Ask:
    """Post an operation that must succeed; return its data."""

    def send(query: str, **variables: Any) -> Any:
        body = post(query, **variables)
        assert "errors" not in body, body["errors"]
        return body["data"]

    return send


@pytest.fixture
def refuse(post: Ask) -> Ask:
    """Post an operation that must fail; return the first error's extensions, with its message."""

    def send(query: str, **variables: Any) -> Any:
        body = post(query, **variables)
        assert "errors" in body, body
        error = body["errors"][0]
        return {**error["extensions"], "message": error["message"]}

    return send


@pytest.fixture
def sql(ask: Ask) -> Ask:
    """Post an operation that must succeed; return the SQL statements it took.

    One run before it has filled the version cache.
    """

    def count(query: str, **variables: Any) -> list[str]:
        ask('{ newsPage(slug: "-") { id } }')
        with CaptureQueriesContext(connection) as captured:
            ask(query, **variables)
        return content_statements(captured)

    return count
