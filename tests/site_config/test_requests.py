"""What every answer carries, whatever the address."""

import logging
import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

from site_config import cors, services
from site_config.request_ids import RequestIdFilter

pytestmark = pytest.mark.django_db


def test_a_request_id_is_made(client: Client) -> None:
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert re.fullmatch(r"[0-9a-f]{32}", first)
    assert first != second


@pytest.mark.parametrize("path", ["/healthz", "/admin/login/", "/nothing-here/", "/graphql/nothing"])
def test_a_request_id_is_taken_over(client: Client, path: str) -> None:
    answer = client.get(path, headers={"X-Request-ID": "edge-7f.3_A"})
    assert answer.headers["X-Request-ID"] == "edge-7f.3_A"


@pytest.mark.parametrize("sent", ["a" * 65, "a b", "a\tb", "<script>", "-x", "ü", "%0a", ""])
def test_a_malformed_request_id_is_replaced(client: Client, sent: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": sent})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_a_request_is_logged_with_its_id_and_without_its_query(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(RequestIdFilter())
    with caplog.at_level(logging.INFO, logger="cms.requests"):
        client.get("/healthz?token=secret", headers={"X-Request-ID": "abc"})
    (record,) = [record for record in caplog.records if record.name == "cms.requests"]
    assert re.fullmatch(r"GET /healthz 200 [0-9.]+ ms", record.getMessage())
    assert record.request_id == "abc"  # type: ignore[attr-defined]


def test_healthz_answers_while_the_database_does(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "cache": "ok"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Vary" not in answer.headers
    assert not answer.cookies


def test_healthz_asks_for_no_host_and_no_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/admin/login/").status_code == 301


def test_healthz_says_when_the_database_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise DatabaseError("connection to server at db.internal, user cms, failed")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "unavailable", "cache": "ok"}
    assert "db.internal" in caplog.text


def test_a_missing_cache_fails_nothing(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CACHES = {"default": services.cache("redis://127.0.0.1:1/0")}
    assert client.get("/admin/login/").status_code == 200
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "cache": "unavailable"}
    assert "The cache does not answer" in caplog.text


def test_healthz_is_read_only(client: Client) -> None:
    answer = client.post("/healthz")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_what_programs_read_does_not_vary_by_language(client: Client) -> None:
    answer = client.get("/graphql/nothing", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "Accept-Language" not in answer.headers.get("Vary", "")
    assert "Content-Language" not in answer.headers


def test_the_admin_speaks_the_readers_language(client: Client) -> None:
    assert "Anmelden" in client.get("/admin/login/", headers={"Accept-Language": "de"}).content.decode()
    assert "Sign in" in client.get("/admin/login/", headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.parametrize("path", ["/graphql/", "/media/x", "/documents/1/x"])
def test_the_frontend_may_read_across_origins_without_cookies(client: Client, path: str) -> None:
    headers = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"}
    answer = client.options(path, headers=headers)
    assert answer.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_refused_website_is_told_how_to_be_allowed(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cors, "_named", set())
    for is_demo in (False, True):
        settings.CMS_IS_DEMO = is_demo
        # Only what is refused, once; and a browser at the explorer names our own origin.
        for origin in (
            "http://localhost:5173",
            "http://localhost:5173",
            "http://localhost:3000",
            "http://testserver",
        ):
            client.get("/graphql/", headers={"Origin": origin})
        told = [record.getMessage() for record in caplog.records if record.name == "cms.origins"]
        assert len(told) == is_demo
    assert "CMS_FRONTEND_ORIGINS=http://localhost:3000,http://localhost:5173" in told[0]


@pytest.mark.parametrize(
    ("path", "origin"),
    [
        ("/graphql/", "https://elsewhere.example"),
        ("/admin/login/", "http://localhost:3000"),
        ("/graphql/", "null"),
    ],
)
def test_nothing_else_is_read_across_origins(client: Client, path: str, origin: str) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    assert "Access-Control-Allow-Origin" not in client.options(path, headers=headers).headers
