"""Rate limits of `submitForm`, its minimum time, and the privacy of client addresses."""

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cms.home.sites import StartedSite
from tests.factories.pages import FormPageFactory

from .conftest import Ask
from .forms import GOOD, SUBMIT, filled_in, stored


def test_a_submission_too_fast_is_rate_limited_and_can_be_sent_again(
    site: StartedSite, ask: Ask, refuse: Ask
) -> None:
    page = FormPageFactory()
    error = refuse(SUBMIT, **filled_in(page, *GOOD, elapsedMs=700))
    assert error.pop("message").startswith("The form was sent 700 ms after it was shown")
    assert error == {
        "code": "RATE_LIMITED",
        "argument": "input.elapsedMs",
        "limit": 2000,
        "value": 700,
        "retryAfter": 2,
    }
    assert stored() == []
    assert ask(SUBMIT, **filled_in(page, *GOOD, elapsedMs=2700))["submitForm"]["ok"]
    # What has arrived has arrived, however soon it is asked for again.
    assert ask(SUBMIT, **filled_in(page, *GOOD, elapsedMs=0))["submitForm"]["ok"]


def send(client: Client, page: Any, number: int, address: str, **headers: str) -> Any:
    body = {"query": SUBMIT, "variables": filled_in(page, *GOOD, submissionId=f"submission-{number}")}
    response = client.post(
        "/graphql/", body, content_type="application/json", REMOTE_ADDR=address, headers=headers
    )
    return response.json()


def codes(answers: list[Any]) -> list[str]:
    return [answer["errors"][0]["extensions"]["code"] if "errors" in answer else "" for answer in answers]


def test_an_address_sends_ten_forms_in_ten_minutes_and_sixty_in_an_hour(
    site: StartedSite, client: Client
) -> None:
    page = FormPageFactory()
    begin = timezone.now().replace(minute=0, second=1)
    number = 0
    taken = []
    for part in range(6):
        with time_machine.travel(begin + timedelta(minutes=10 * part), tick=False):
            answers = [send(client, page, number + each, "192.0.2.1") for each in range(11)]
            number += 11
            taken.append(codes(answers).count(""))
            extensions = answers[-1]["errors"][0]["extensions"]
            assert (extensions["code"], extensions["limit"]) == ("RATE_LIMITED", 10)
            assert 598 <= extensions["retryAfter"] <= 600
            assert codes([send(client, page, number, "192.0.2.2")]) == [""]
            number += 1
    assert taken == [10] * 6


def test_the_hour_is_limited_too(site: StartedSite, client: Client, settings: Settings) -> None:
    settings.CMS_FORM_HOURLY_LIMIT = 12
    page = FormPageFactory()
    begin = timezone.now().replace(minute=0, second=1)
    with time_machine.travel(begin, tick=False):
        assert codes([send(client, page, number, "192.0.2.1") for number in range(10)]) == [""] * 10
    with time_machine.travel(begin + timedelta(minutes=15), tick=False):
        answers = [send(client, page, 10 + number, "192.0.2.1") for number in range(3)]
    assert codes(answers) == ["", "", "RATE_LIMITED"]
    extensions = answers[-1]["errors"][0]["extensions"]
    assert extensions["limit"] == 12
    assert 2698 <= extensions["retryAfter"] <= 2700
    assert len(stored()) == 12


def test_sending_again_what_was_stored_does_not_count(site: StartedSite, client: Client) -> None:
    page = FormPageFactory()
    assert codes([send(client, page, 1, "192.0.2.1") for _ in range(15)]) == [""] * 15


@pytest.mark.parametrize(
    ("proxies", "address", "forwarded", "is_one_client"),
    [
        (0, "192.0.2.{}", "203.0.113.1", False),
        (0, "192.0.2.1", "203.0.113.{}", True),
        (1, "192.0.2.1", "203.0.113.{}", False),
        (1, "192.0.2.1", "203.0.113.{}, 203.0.113.1", True),
        (2, "192.0.2.1", "203.0.113.{}, 192.0.2.9", False),
        (2, "192.0.2.1", "10.0.0.{}, 203.0.113.1, 192.0.2.9", True),
        (0, "2001:db8:1:1::{}", "", True),
        (0, "2001:db8:1:{}::1", "", False),
    ],
)
def test_what_counts_as_one_client(
    site: StartedSite,
    client: Client,
    settings: Settings,
    proxies: int,
    address: str,
    forwarded: str,
    is_one_client: bool,
) -> None:
    settings.CMS_TRUSTED_PROXIES = proxies
    settings.CMS_FORM_BURST_LIMIT = 2
    page = FormPageFactory()
    answers = [
        send(
            client,
            page,
            number,
            address.format(number + 1),
            **{"X-Forwarded-For": forwarded.format(number + 1)},
        )
        for number in range(3)
    ]
    assert codes(answers) == ["", "", "RATE_LIMITED" if is_one_client else ""]


class Broken:
    def __getattr__(self, name: str) -> Any:
        raise ConnectionError


def test_without_a_cache_forms_still_arrive(
    site: StartedSite,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = FormPageFactory()
    monkeypatch.setattr("cms.serving.rate_limits.cache", Broken())
    with caplog.at_level(logging.WARNING, "cms.api"):
        assert codes([send(client, page, number, "192.0.2.1") for number in range(11)]) == [""] * 11
    assert "submitForm is not limited: the cache does not answer" in caplog.text
    assert "192.0.2.1" not in caplog.text


def test_the_cache_holds_no_address(
    site: StartedSite, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[str] = []
    add = cache.add

    def noting(key: str, *arguments: Any, **more: Any) -> Any:
        keys.append(key)
        return add(key, *arguments, **more)

    monkeypatch.setattr(cache, "add", noting)
    send(client, FormPageFactory(), 1, "192.0.2.77")
    assert len(keys) == 2
    assert "192.0.2.77" not in "".join(keys)
