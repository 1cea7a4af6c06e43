"""A started site, and a client that asks over HTTP."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from cms.home.models import HomePage
from cms.home.sites import StartedSite, start_site

Ask = Callable[..., Any]


@pytest.fixture(scope="package")
def started_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[StartedSite]:
    """Start the site once for all tests here; what a test changes of it is rolled back with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        started = start_site(name="Verein", hostname="localhost", port=3000)
        with django_db_blocker.block():
            yield started
        transaction.set_rollback(True)


@pytest.fixture
def site(started_once: StartedSite, db: None) -> StartedSite:
    """German and English trees with their sections, at http://localhost:3000."""
    homes = {code: HomePage.objects.get(pk=home.pk) for code, home in started_once.homes.items()}
    return StartedSite(Site.objects.get(pk=started_once.site.pk), homes)


@pytest.fixture
def post(client: Client) -> Ask:
    """Post an operation; return the JSON of the answer."""

    def send(query: str, **variables: Any) -> Any:
        response = client.post(
            "/graphql/", {"query": query, "variables": variables}, content_type="application/json"
        )
        assert response["Content-Type"].startswith("application/json"), response.content
        return response.json()

    return send


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
    """Post an operation that must succeed; return the SQL statements it took."""

    def count(query: str, **variables: Any) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            ask(query, **variables)
        return [one["sql"] for one in captured.captured_queries]

    return count
