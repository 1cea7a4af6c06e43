"""Who is refused for too many passwords stands in the log: fail2ban reads it there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from cms.logins.forms import LOGIN
from cms.logins.views import DOCUMENT, RESET

pytestmark = pytest.mark.django_db
DEPLOYMENT = Path(__file__).resolve().parents[2] / "deploy" / "README.md"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    return lambda: [
        f"{one.levelname} {one.getMessage()}" for one in caplog.records if one.name == "cms.logins"
    ]


def log_in(name: str, address: str = "203.0.113.5") -> Any:
    return Client().post("/admin/login/", {"username": name, "password": "falsch"}, REMOTE_ADDR=address)


def test_a_blocked_login_is_one_warning_with_its_address_and_no_name(
    lines: Callable[[], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    get_user_model().objects.create_superuser("anna", "anna@verein.example", "richtig")
    for _ in range(LOGIN.per_visitor_and_thing.most):
        log_in("anna")
    assert lines() == [], "a mistyped password is nobody's business"
    log_in("Anna")
    log_in("anna", "2001:db8::1")
    (line,) = lines()
    found = re.fullmatch(
        r"WARNING Too many attempts: login refused, address=(\S+) thing=([0-9a-f]{12})", line
    )
    assert found and found[1] == "203.0.113.5"
    assert "anna" not in caplog.text.lower()
    log_in("anna")
    assert lines() == [line] * 2, "one name is one hash in every spelling"


def test_so_are_the_others(lines: Callable[[], list[str]], settings: Any) -> None:
    for _ in range(RESET.per_visitor_and_thing.most + 1):
        Client().post("/admin/password_reset/", {"email": "anna@verein.example"}, REMOTE_ADDR="203.0.113.6")
    collection = Collection.get_first_root_node().add_child(name="Intern")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="geheim"
    )
    url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    for _ in range(DOCUMENT.per_visitor.most + 1):
        Client().post(url, {"password": "falsch", "return_url": "/"}, REMOTE_ADDR="203.0.113.7")
    body = {"query": 'mutation { unlockPage(input: {pageId: "page-1", password: "x"}) { ok } }'}
    while True:
        answer = Client().post("/graphql/", body, content_type="application/json", REMOTE_ADDR="203.0.113.8")
        if "errors" in answer.json():
            break
    assert [re.findall(r"attempts: (.+) refused, address=(\S+)", line) for line in lines()] == [
        [("password reset", "203.0.113.6")],
        [("document", "203.0.113.7")],
        [("unlockPage", "203.0.113.8")],
    ]


def test_the_filter_that_is_documented_finds_the_address(lines: Callable[[], list[str]]) -> None:
    (rule,) = re.findall(r"^ *failregex = (.+)$", DEPLOYMENT.read_text(), re.MULTILINE)
    for address in ("203.0.113.5", "2001:db8::7"):
        for _ in range(LOGIN.per_visitor_and_thing.most + 1):
            log_in("berta", address)
        found = re.search(rule.replace("<ADDR>", "(?P<address>[0-9a-f.:]+)"), lines()[-1])
        assert found and found["address"] == address
