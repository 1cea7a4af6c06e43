"""Passwords can't be guessed: how often they are tried is limited, and nobody is kept out for ever."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.home.sites import StartedSite
from cms.logins.counting import Attempt
from cms.logins.forms import LOGIN
from cms.logins.models import Tries
from cms.logins.views import DOCUMENT, RESET
from cms.serving.jobs import daily_jobs
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 2, 30, tzinfo=UTC)
RIGHT = "Kirschbaum am Fluss 7"
TOO_OFTEN = "Zu viele Versuche. Bitte versuchen Sie es in 8 Minuten noch einmal."

Post = Callable[..., Any]


@pytest.fixture(autouse=True)
def editor() -> Any:
    return get_user_model().objects.create_superuser("anna", "anna@example.org", RIGHT)


@pytest.fixture(autouse=True)
def at_start() -> Any:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture(params=["/admin/login/", "/de/_util/login/"])
def log_in(request: pytest.FixtureRequest) -> Post:
    def post(name: str = "anna", password: str = "falsch", address: str = "203.0.113.5") -> Any:
        # Each try may come to another process, which has a memory of its own.
        cache.clear()
        data = {"username": name, "password": password}
        return Client().post(request.param, data, REMOTE_ADDR=address)

    return post


def errors(response: Any) -> list[str]:
    return response.context["form"].non_field_errors() if response.status_code == 200 else []


def test_wrong_passwords_of_a_visitor_are_limited_and_the_page_says_until_when(
    log_in: Post, at_start: Any
) -> None:
    for _ in range(LOGIN.per_visitor_and_thing.most):
        (told,) = errors(log_in())
        assert told != TOO_OFTEN
    assert errors(log_in()) == errors(log_in(password=RIGHT)) == [TOO_OFTEN]
    assert log_in(password=RIGHT, address="203.0.113.6").status_code == 302
    at_start.shift(timedelta(minutes=8))
    assert log_in(password=RIGHT).status_code == 302


def test_an_account_that_there_is_not_is_answered_as_one_that_there_is(log_in: Post) -> None:
    told = [
        [[str(error) for error in errors(log_in(name, address=address))] for _ in range(12)]
        for name, address in (("anna", "203.0.113.5"), ("berta", "203.0.113.6"))
    ]
    assert told[0] == told[1]
    assert told[0][-1] == [TOO_OFTEN]


def test_a_visitor_does_not_go_on_with_other_accounts(log_in: Post) -> None:
    for number in range(LOGIN.per_visitor.most):
        assert errors(log_in(f"name{number}", address=f"2001:db8::{number:x}")) != [TOO_OFTEN]
    assert errors(log_in("anna", RIGHT, "2001:db8::ffff")) == [TOO_OFTEN]


def test_one_account_tried_from_everywhere_still_opens_to_its_owner(log_in: Post) -> None:
    for number in range(LOGIN.per_thing.most):
        log_in("ANNA", address=f"203.0.{number}.1")
    for number in range(3):
        assert errors(log_in(address="198.51.100.1")) != [TOO_OFTEN], number
    assert "Zu viele Versuche" in errors(log_in(address="198.51.100.1"))[0]
    # Its owner comes from elsewhere, and mistypes it twice.
    for password, status in (("falsch", 200), ("falsch", 200), (RIGHT, 302)):
        assert log_in(password=password, address="198.51.100.2").status_code == status


def test_right_passwords_do_not_count(log_in: Post) -> None:
    for _ in range(LOGIN.per_visitor.most + 5):
        assert log_in(password=RIGHT).status_code == 302


def test_neither_address_nor_name_is_kept_and_old_tries_go(log_in: Post, at_start: Any) -> None:
    log_in()
    kept = " ".join(Tries.objects.values_list("key", flat=True))
    assert kept and "203.0" not in kept and "anna" not in kept
    at_start.shift(timedelta(hours=2))
    log_in()
    assert Tries.objects.count() == 3


def test_mails_with_new_passwords_are_limited_the_same_for_all(settings: Settings) -> None:
    for address in ("anna@example.org", "nobody@example.org"):
        answers = [
            Client().post(
                "/admin/password_reset/", {"email": address}, REMOTE_ADDR=f"203.0.113.{len(address)}"
            )
            for _ in range(RESET.per_visitor_and_thing.most + 1)
        ]
        assert [one.status_code for one in answers] == [302, 302, 302, 200]
        assert "Zu viele Versuche" in answers[-1].content.decode()
    assert len(mail.outbox) == RESET.per_visitor_and_thing.most


def test_passwords_of_documents_are_limited(editor: Any) -> None:
    collection = Collection.get_first_root_node().add_child(name="Intern")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="geheim"
    )
    url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])

    def post(password: str, address: str = "203.0.113.5") -> Any:
        cache.clear()
        return Client().post(url, {"password": password, "return_url": "/"}, REMOTE_ADDR=address)

    for _ in range(DOCUMENT.per_visitor.most):
        assert post("falsch").status_code == 200
    refused = post("geheim")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "450")
    assert refused.content.decode() == TOO_OFTEN
    assert post("geheim", "203.0.113.6").status_code == 302
    assert Client().post(url.replace(str(restriction.pk), "999")).status_code == 404


def test_pages_are_opened_on_the_frontend_alone(site: StartedSite) -> None:
    page = StandardPageFactory(title="Vorstand")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="geheim"
    )
    with translation.override("de"):
        url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    for password in ("falsch", "geheim"):
        assert Client().post(url, {"password": password, "return_url": "/"}).status_code == 404
    response = Client().get(page.url, headers={"Host": "localhost:3000"})
    assert (response.status_code, response.url) == (302, page.full_url)


def test_counters_whose_time_is_over_are_forgotten_every_day() -> None:
    with time_machine.travel(START, tick=False):
        Attempt("login", "ada", "192.0.2.1", LOGIN).count()
        call_command("prune_tries")
        assert Tries.objects.exists()
    with time_machine.travel(START + timedelta(hours=2), tick=False):
        call_command("prune_tries")
    assert not Tries.objects.exists()
    assert "prune_tries" in map(str, daily_jobs())
