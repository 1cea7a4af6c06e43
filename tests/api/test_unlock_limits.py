"""Rate limits of `unlockPage`: how often passwords can be tried."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from cms.api.pages.unlocking import AT_BUSY_PAGE, AT_PAGE, OF_ADDRESS
from tests.factories.pages import StandardPageFactory

from .conftest import Ask
from .hiding import restrict_by_password
from .unlocking import CLOSED, UNLOCK


def tries(client: Client, page: Any, password: str, address: str = "203.0.113.5") -> Any:
    body = {"query": UNLOCK, "variables": {"page": f"page-{page.pk}", "password": password}}
    response = client.post("/graphql/", body, content_type="application/json", REMOTE_ADDR=address)
    return response.json()


def test_wrong_tries_of_an_address_are_limited(board: Any, client: Client) -> None:
    start = datetime(2026, 3, 2, 9, 0, 30, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        for _ in range(OF_ADDRESS.most):
            assert tries(client, board, "falsch") == {"data": {"unlockPage": CLOSED}}
        answer = tries(client, board, "geheim")
        assert answer["data"] is None
        extensions = answer["errors"][0]["extensions"]
        assert extensions == {
            "code": "RATE_LIMITED",
            "limit": OF_ADDRESS.most,
            "retryAfter": OF_ADDRESS.seconds - 30,
        }
        assert tries(client, board, "geheim", "203.0.113.6")["data"]["unlockPage"]["ok"]
    with time_machine.travel(start + timedelta(seconds=OF_ADDRESS.seconds - 30), tick=False):
        assert tries(client, board, "geheim")["data"]["unlockPage"]["ok"]


def test_wrong_tries_at_a_page_are_limited_from_wherever(board: Any, client: Client) -> None:
    other = StandardPageFactory(title="Andere")
    restrict_by_password(other)
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        for number in range(AT_PAGE.most):
            tries(client, board, "falsch", f"203.0.113.{number}")
        for _ in range(AT_BUSY_PAGE.most):
            assert not tries(client, board, "falsch", "198.51.100.1")["data"]["unlockPage"]["ok"]
        error = tries(client, board, "geheim", "198.51.100.1")["errors"][0]
        assert error["extensions"]["code"] == "RATE_LIMITED"
        assert tries(client, other, "geheim", "198.51.100.1")["data"]["unlockPage"]["ok"]


def test_wrong_tries_of_others_keep_nobody_out(board: Any, client: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        for number in range(AT_PAGE.most + 5):
            tries(client, board, "falsch", f"203.0.113.{number}")
        for _ in range(AT_BUSY_PAGE.most + 1):
            assert tries(client, board, "geheim", "198.51.100.1")["data"]["unlockPage"]["ok"]


def test_the_right_password_does_not_count(board: Any, client: Client) -> None:
    for _ in range(OF_ADDRESS.most + 5):
        assert tries(client, board, "geheim")["data"]["unlockPage"]["ok"]


@pytest.mark.usefixtures("wide_limits")
def test_aliases_of_one_request_count_each(board: Any, post: Ask) -> None:
    fields = " ".join(
        f'a{number}: unlockPage(input: {{ pageId: "page-{board.pk}", password: "{number}" }}) {{ ok }}'
        for number in range(OF_ADDRESS.most + 1)
    )
    answer = post(f"mutation {{ {fields} }}")
    assert answer["data"] is None
    assert answer["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


def test_without_a_cache_the_page_still_opens(
    board: Any, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*args: Any, **kwargs: Any) -> Any:
        raise ConnectionError("down")

    for name in ("add", "incr", "decr"):
        monkeypatch.setattr(type(cache._connections[cache._alias]), name, down)  # type: ignore[attr-defined]
    assert tries(client, board, "geheim")["data"]["unlockPage"]["ok"]
    assert "not limited" in caplog.text
