"""Client address of a request: that of the connection, or the one that our own proxies report."""

from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from cms.api.checks import check_trusted_proxies
from cms.serving.client_address import client_address, rate_limit_key


@pytest.mark.parametrize(
    ("proxies", "nearest", "forwarded", "expected"),
    [
        (0, "192.0.2.1", "203.0.113.1", "192.0.2.1"),
        (0, "", "203.0.113.1", ""),
        (1, "192.0.2.1", None, "192.0.2.1"),
        (1, "192.0.2.1", "", "192.0.2.1"),
        (1, "192.0.2.1", "203.0.113.1", "203.0.113.1"),
        (1, "", "203.0.113.1", "203.0.113.1"),
        (1, "192.0.2.1", "invented, 203.0.113.1", "203.0.113.1"),
        (1, "192.0.2.1", "203.0.113.1:4711", "203.0.113.1"),
        (1, "192.0.2.1", "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "192.0.2.1", "fe80::1%eth0", "fe80::1"),
        (1, "192.0.2.1", "::ffff:203.0.113.1", "203.0.113.1"),
        (1, "192.0.2.1", "unknown", "192.0.2.1"),
        (2, "192.0.2.1", "10.0.0.1, 203.0.113.1, 192.0.2.9", "203.0.113.1"),
        (3, "192.0.2.1", "203.0.113.1", "203.0.113.1"),
    ],
)
def test_the_address_of_a_client(
    settings: Settings, proxies: int, nearest: str, forwarded: str | None, expected: str
) -> None:
    settings.CMS_TRUSTED_PROXIES = proxies
    headers: Any = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().post("/graphql/", REMOTE_ADDR=nearest, headers=headers)
    assert client_address(request) == expected


def test_a_network_counts_as_one_client() -> None:
    assert rate_limit_key("2001:db8:1:2::1") == rate_limit_key("2001:db8:1:2:ffff::") == "2001:db8:1:2::/64"
    assert rate_limit_key("2001:db8:1:3::1") != rate_limit_key("2001:db8:1:2::1")
    assert rate_limit_key("192.0.2.1") == "192.0.2.1"
    assert rate_limit_key("") == ""


def test_proxies_that_nobody_counted_are_complained_of(settings: Settings) -> None:
    assert check_trusted_proxies(None) == []
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert [message.id for message in check_trusted_proxies(None)] == ["api.W001"]
    settings.CMS_TRUSTED_PROXIES = 1
    assert check_trusted_proxies(None) == []
