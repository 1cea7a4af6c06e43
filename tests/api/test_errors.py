"""Error masking: unexpected errors are logged under an id; a client gets the id and nothing else."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from graphql import GraphQLError

from cms.api.news import neighbours
from cms.api.schema.build import get_schema
from cms.api.terms import loaders as terms
from cms.home.sites import StartedSite
from tests.factories.pages import MemberPageFactory, NewsPageFactory

from .conftest import Ask

pytestmark = pytest.mark.once

SECRET = "SELECT secret FROM /srv/cms/app.py cms.news.models"
#: What no error text may hold: paths, tracebacks, SQL, names of models and columns.
SIGNS = ("secret", "SELECT", "Traceback", "/srv", ".py", "cms.", "django", "wagtail", "NewsPage object")


@pytest.fixture
def resolve_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a resolver in place of a field's own."""

    def put(kind: str, field: str, resolver: Any) -> None:
        monkeypatch.setattr(get_schema().type_map[kind].fields[field], "resolve", resolver)  # type: ignore[attr-defined]

    return put


def raising(error: Exception) -> Any:
    def resolve(*args: Any, **kwargs: Any) -> Any:
        raise error

    return resolve


def check_masked(error: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    assert error["extensions"].keys() == {"code", "id"}
    assert error["extensions"]["code"] == "INTERNAL"
    error_id = error["extensions"]["id"]
    assert error_id in error["message"]
    assert [sign for sign in SIGNS if sign.lower() in str(error).lower()] == []
    logged = [record for record in caplog.records if error_id in record.getMessage()]
    assert [record.levelno for record in logged] == [logging.ERROR]
    assert logged[0].exc_info


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(SECRET),
        OperationalError(SECRET),
        KeyError(SECRET),
        RecursionError(SECRET),
        GraphQLError(SECRET),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_unexpected_error_is_masked(
    site: StartedSite,
    post: Ask,
    resolve_with: Callable[..., None],
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    NewsPageFactory(title="a")
    resolve_with("NewsPage", "newer", raising(error))
    body = post('{ newsPage(slug: "a") { title newer { title } } }')
    assert body["data"] == {"newsPage": {"title": "a", "newer": None}}
    assert len(body["errors"]) == 1
    assert body["errors"][0]["path"] == ["newsPage", "newer"]
    check_masked(body["errors"][0], caplog)


@pytest.mark.parametrize(
    ("kind", "field", "value", "query"),
    [
        ("NewsPage", "title", None, "title"),
        ("NewsPage", "date", "no date", "date"),
        ("NewsPage", "tags", 5, "tags { id }"),
        ("NewsPage", "language", "FR", "language"),
        ("NewsPage", "body", [object()], "body { id }"),
        ("NewsPage", "featured", "x", "featured"),
    ],
)
def test_a_wrong_value_of_ours_is_masked(
    site: StartedSite,
    post: Ask,
    resolve_with: Callable[..., None],
    caplog: pytest.LogCaptureFixture,
    kind: str,
    field: str,
    value: Any,
    query: str,
) -> None:
    NewsPageFactory(title="a")
    resolve_with(kind, field, lambda *args, **kwargs: value)
    body = post(f'{{ newsPage(slug: "a") {{ id {query} }} siteSettings {{ name }} }}')
    # A field that is never null takes its page with it, and nothing else.
    assert body["data"] == {"newsPage": None, "siteSettings": {"name": "Verein"}}
    assert len(body["errors"]) == 1
    check_masked(body["errors"][0], caplog)


@pytest.mark.parametrize(
    ("module", "function"),
    [(terms, "fetch_terms"), (neighbours, "fetch_neighbours")],
)
def test_what_cannot_be_fetched_is_masked(
    site: StartedSite,
    post: Ask,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    module: Any,
    function: str,
) -> None:
    """The database fails while several fields wait for it."""
    NewsPageFactory(title="a")
    NewsPageFactory(title="b")
    monkeypatch.setattr(module, function, raising(OperationalError(SECRET)))
    body = post("{ news { nodes { tags { id } newer { title } } } }")
    assert body["errors"]
    for error in body["errors"]:
        check_masked(error, caplog)


def test_an_error_of_the_clients_is_not_logged_as_ours(
    site: StartedSite, post: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    post("{ news(first: 0) { totalCount } }")
    post("{ nothing }")
    post("{")
    post("query ($first: Int!) { news(first: $first) { totalCount } }", first="x")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_errors_of_two_fields_stand_side_by_side(site: StartedSite, post: Ask) -> None:
    MemberPageFactory(title="m")
    body = post(
        """{
          a: memberPage(slug: "m") { name news(first: 0) { id } }
          b: memberPage(slug: "m") { name }
          c: memberPage(slug: "m", site: "unknown.example") { name }
        }"""
    )
    assert body["data"] == {"a": None, "b": {"name": "m"}, "c": None}
    codes = {error["path"][0]: error["extensions"]["code"] for error in body["errors"]}
    assert codes == {"a": "ARGUMENT_OUT_OF_RANGE", "c": "SITE_UNKNOWN"}


def test_no_documents_error_reveals_more_than_the_schema(post: Ask) -> None:
    for query in (
        "{ news { nodes { owner { password } } } }",
        "{ __type }",
        "{",
        "query ($x: Secret) { news { id } }",
    ):
        for error in post(query)["errors"]:
            assert error["extensions"]["code"] in ("VALIDATION_FAILED", "PARSE_FAILED")
            assert [sign for sign in SIGNS[2:] if sign in str(error)] == []


def test_without_any_site(db: None, post: Ask) -> None:
    """Before `start_site` there is nothing, and that is no fault."""
    from wagtail.models import Site

    Site.objects.all().delete()
    body = post('{ route(path: "/") { status } }')
    assert body["errors"][0]["extensions"]["code"] == "SITE_UNKNOWN"
