"""The GraphiQL page: there in development and in the demo, nowhere else, and complete without the network."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.contrib.staticfiles import finders
from django.test import Client
from graphql import get_introspection_query
from pytest_django import Settings

from cms.home.sites import StartedSite

from .conftest import Ask

FILES = ("graphiql.js", "graphiql.css", "LICENSE.txt", "VERSION")
BUILD = Path(site_settings.BASE_DIR, ".ci", "graphiql")


# Every view runs in a transaction.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shipped(name: str) -> str:
    found = finders.find(f"api/graphiql/{name}")
    assert isinstance(found, str), f"{name} is missing"
    return Path(found).read_text(encoding="utf-8")


def test_where_it_is_switched_on_the_page_is_served(client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHIQL = True
    response = client.get("/graphiql/")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert 'data-endpoint="/graphql/"' in response.content.decode()


def test_elsewhere_there_is_no_page(client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHIQL = False
    assert client.get("/graphiql/").status_code == 404


def test_a_browser_at_the_endpoint_is_led_to_the_page(
    site: StartedSite, client: Client, settings: Settings
) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    settings.CMS_GRAPHIQL = True
    response = client.get("/graphql/", headers=browser)
    assert (response.status_code, response["Location"]) == (302, "/graphiql/")
    assert response["Cache-Control"] == "no-store"
    query = {"query": "{ siteSettings { name } }"}
    assert client.get("/graphql/", query, headers=browser).json() == {
        "data": {"siteSettings": {"name": "Verein"}}
    }
    settings.CMS_GRAPHIQL = False
    assert client.get("/graphql/", headers=browser).json()["errors"][0]["extensions"]["argument"] == "query"


def test_the_page_is_only_read(client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHIQL = True
    assert client.post("/graphiql/").status_code == 405


def test_the_page_loads_its_own_files_alone(client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHIQL = True
    response = client.get("/graphiql/")
    page = response.content.decode()
    loaded = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert sorted(loaded) == [
        "/static/api/graphiql/graphiql.css",
        "/static/api/graphiql/graphiql.js",
        "data:,",
    ]
    assert re.findall(r"<script[^>]*>([^<]*)", page) == [""], "a script within the page"
    assert "script-src 'self';" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_shipped(name: str) -> None:
    assert shipped(name).strip()


@pytest.mark.parametrize(
    "name, loading",
    [
        ("graphiql.js", r"\bimport\(|\bimportScripts\(|\bnew (?:Shared)?Worker\(|sourceMappingURL"),
        ("graphiql.css", r"""@import|\burl\((?!["']?data:)|sourceMappingURL"""),
    ],
)
def test_the_files_load_no_others(name: str, loading: str) -> None:
    assert not re.findall(loading, shipped(name))


def test_the_versions_are_those_that_are_pinned() -> None:
    package = (BUILD / "package.json").read_text(encoding="utf-8")
    for line in shipped("VERSION").splitlines():
        name, version = line.split()
        assert f'"{name}": "{version}"' in package


def test_its_first_query_is_answered(site: StartedSite, ask: Ask) -> None:
    data = ask((BUILD / "welcome.graphql").read_text(encoding="utf-8"))
    assert data["siteSettings"]["languages"][0] == {"code": "de", "homePath": "/de/"}


def test_the_schema_is_read_in_development_only(
    site: StartedSite, ask: Ask, refuse: Ask, settings: Settings
) -> None:
    # As GraphiQL asks for it.
    question = get_introspection_query(input_value_deprecation=True, schema_description=True)
    settings.CMS_GRAPHQL_INTROSPECTION = False
    assert refuse(question)["code"] == "VALIDATION_FAILED"
    settings.CMS_GRAPHQL_INTROSPECTION = True
    assert ask(question)["__schema"]["queryType"]["name"] == "Query"
