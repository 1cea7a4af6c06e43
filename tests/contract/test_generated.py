"""Documents that schemathesis makes of the schema: none breaks the server, none breaks the schema."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from graphql import FieldNode, IntValueNode, Visitor, parse, print_ast, visit
from hypothesis import HealthCheck, Phase, Verbosity, given, settings, strategies
from pytest_django import Settings
from wagtail.models import Page

from cms.api.cache import response_cache
from cms.api.schema.build import get_schema
from site_config.response_cache import ResponseCachingApplication
from tests.api.answers import problems_of

#: In all; the gate asks for the whole thousand, once: on the database of production.
IS_WHOLE = os.environ.get("CMS_TEST_REQUIRE_ALL") == "1" and connection.vendor == "postgresql"
EXAMPLES = 1_000 if IS_WHOLE else 100
#: What is refused though the schema allows it: the values of an argument are fewer than those of its type.
CODES = {
    "ARGUMENT_OUT_OF_RANGE",
    "ARGUMENT_INVALID",
    "ARGUMENT_CONFLICT",
    "CURSOR_INVALID",
    "CURSOR_EXPIRED",
    "SITE_UNKNOWN",
    "RATE_LIMITED",
}
#: Beyond a limit; nothing has run.
LIMITS = {"ALIAS_LIMIT", "COST_LIMIT", "DEPTH_LIMIT", "TOKEN_LIMIT"}


def text(value: str) -> Any:
    return schemathesis.graphql.nodes.String(value)


schemathesis.graphql.scalar("Date", strategies.dates(date(1990, 1, 1), date(2035, 1, 1)).map(str).map(text))
schemathesis.graphql.scalar(
    "DateTime", strategies.datetimes().map(lambda one: text(f"{one:%Y-%m-%dT%H:%M:%SZ}"))
)


class Plausible(Visitor):
    """Puts values that name something in place of random ones, which hardly ever do."""

    def __init__(self, choice: random.Random) -> None:
        super().__init__()
        self.choice = choice
        pages = Page.objects.live().filter(depth__gt=1)
        self.values: dict[str, list[Any]] = {
            "site": [],
            "after": [],
            "since": [],
            "offset": [],
            "filter": [],
            "first": [IntValueNode(value=str(number)) for number in (1, 3, 12)],
            "slug": [text(slug) for slug in pages.values_list("slug", flat=True)],
            "path": [text(page.url_path[5:]) for page in pages],
            "id": [text(f"page-{pk}") for pk in pages.values_list("pk", flat=True)],
            "name": [text("main"), text("footer")],
            "query": [text("fest"), text("verein")],
        }

    def leave_field(self, node: FieldNode, *args: Any) -> None:
        kept = []
        for argument in node.arguments:
            values = self.values.get(argument.name.value)
            if values:
                argument.value = self.choice.choice(values)
            if values != [] or self.choice.random() < 0.2:
                kept.append(argument)
        node.arguments = tuple(kept)


@pytest.fixture
def operations(example_site: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Every field of Query and Mutation, as schemathesis reads them from the endpoint."""
    settings.CMS_GRAPHQL_INTROSPECTION = True
    # As Django's own test client does: the example site stands in a transaction of this connection.
    monkeypatch.setattr(response_cache, "close_old_connections", lambda: None)
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    schema = schemathesis.graphql.from_wsgi("/graphql/", ResponseCachingApplication(get_wsgi_application()))
    yield [result.ok() for result in schema.get_all_operations()]
    for end in ends:
        end.connect(close_old_connections)


def runs_without_error(case: Any) -> bool:
    """Post a document; return whether it ran without an error. The response must be valid."""
    # In process nobody decodes what is compressed.
    response = case.call(headers={"Accept-Encoding": "identity"})
    assert response.status_code == 200, (case.body, response.text)
    answer = response.json()
    codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
    if "data" not in answer:
        assert codes and codes <= LIMITS, (case.body, answer)
        return False
    assert codes <= CODES, (case.body, answer)
    if answer["data"] is not None:
        assert problems_of(answer["data"], case.body, get_schema()) == [], case.body
    return not codes


def test_no_document_breaks_the_server_or_the_schema(operations: Any) -> None:
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for operation in operations:

        @settings(
            max_examples=-(-EXAMPLES // len(operations)),
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
        )
        @given(case=operation.as_strategy(), seed=strategies.integers(0, 2**32))
        def ask(case: Any, seed: int) -> None:
            choice = random.Random(seed)
            if choice.random() < 0.7:
                case.body = print_ast(visit(parse(case.body), Plausible(choice)))
            asked[case.operation.label] += 1
            answered[case.operation.label] += runs_without_error(case)

        ask()
    assert asked.total() >= EXAMPLES
    # Where nothing is ever answered, nothing was tried.
    assert answered.total() > EXAMPLES // 3, answered
