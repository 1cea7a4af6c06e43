"""What a rolled back transaction must not take away: the time that a statement of the endpoint may take."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from cms.api.execution import timeouts as deadlines
from cms.home.sites import StartedSite
from tests.api.conftest import Ask
from tests.api.forms import SUBMIT

pytestmark = pytest.mark.needs_postgresql


def statement_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


def test_a_mutation_that_fails_leaves_the_next_request_its_limit(
    site: StartedSite, client: Client, settings: Settings, ask: Ask
) -> None:
    settings.CMS_GRAPHQL_TIMEOUT = 7
    deadlines.lift_statement_limit()
    given = {"pageId": "page-999999", "values": [], "submissionId": "12345678", "elapsedMs": 9_000}
    answer = client.post(
        "/graphql/", {"query": SUBMIT, "variables": {"input": given}}, content_type="application/json"
    ).json()
    assert answer["errors"][0]["extensions"]["argument"] == "input.pageId"
    ask("{ news { totalCount } }")
    assert statement_timeout() == "7s"
    deadlines.lift_statement_limit()
