"""The address of the website: made right from the start, told where it differs, and changed on demand."""

from io import StringIO
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.models import Site

from cms.foundation.addresses import website_address
from cms.navigation.models import SiteText

pytestmark = pytest.mark.django_db


def start(**options: Any) -> str:
    said = StringIO()
    call_command("start_site", stdout=said, no_color=True, **options)
    return said.getvalue()


def test_a_new_site_is_the_website_that_may_read_the_api(settings: Settings) -> None:
    settings.CMS_FRONTEND_ORIGINS = ["https://www.verein.example", "https://next.verein.example:8443"]
    said = start(name="Verein")
    assert "The site is https://www.verein.example in de, en." in said
    assert "CMS_FRONTEND_ORIGINS" not in said
    assert run_checks(databases=["default"], tags=["database"]) == []


def test_a_port_that_is_not_given_is_that_of_the_origin(settings: Settings) -> None:
    settings.CMS_FRONTEND_ORIGINS = ["https://www.verein.example", "https://next.verein.example:8443"]
    assert "https://next.verein.example:8443" in start(name="Verein", host="next.verein.example")


def test_run_again_with_other_values_it_says_what_differs_and_changes_it_on_demand(
    settings: Settings,
) -> None:
    settings.CMS_FRONTEND_ORIGINS = ["http://localhost:3000"]
    assert "The site is http://localhost:3000" in start(name="Verein")
    assert "It stays" not in start()
    assert "It stays" not in start(name="Verein", host="localhost", port=3000)
    wanted = {"name": "Neuer Verein", "host": "www.verein.example", "port": 443}
    said = start(**wanted)
    for line in (
        "It stays as it was: --name is Verein, not Neuer Verein.",
        "It stays as it was: --host is localhost, not www.verein.example.",
        "It stays as it was: --port is 3000, not 443.",
        "with --update",
    ):
        assert line in said
    assert Site.objects.get().hostname == "localhost"
    said = start(**wanted, update=True)
    assert "The site is https://www.verein.example" in said
    assert "which is none of CMS_FRONTEND_ORIGINS (http://localhost:3000)" in said
    assert set(SiteText.objects.values_list("name", flat=True)) == {"Neuer Verein"}
    (warning,) = run_checks(databases=["default"], tags=["database"])
    assert warning.id == "cms.W010"


@pytest.mark.parametrize(
    ("root_url", "address"),
    [
        ("http://next.verein.example:8443", "https://next.verein.example:8443"),
        ("http://next.verein.example:8444", "http://next.verein.example:8444"),
        ("https://www.verein.example", "https://www.verein.example"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_the_scheme_is_that_of_the_origin(settings: Settings, root_url: str, address: str) -> None:
    settings.CMS_FRONTEND_ORIGINS = ["https://next.verein.example:8443", "http://localhost:3000"]
    assert website_address(root_url) == address


def test_a_server_that_would_redirect_for_ever_does_not_start(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = None
    with pytest.raises(CommandError, match="SECURE_PROXY_SSL_HEADER=X-Forwarded-Proto"):
        call_command("serve")


def test_what_is_done_daily_is_done_although_one_job_fails(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def fail(**options: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cms.delivery.management.commands.prune_changes.prune", lambda days: fail())
    said, errors = StringIO(), StringIO()
    with pytest.raises(CommandError, match=r"Not everything was done: prune_changes\."):
        call_command("daily_jobs", stdout=said, stderr=errors)
    assert "prune_changes failed: RuntimeError: the disk is full" in errors.getvalue()
    assert "0 tasks forgotten." in said.getvalue()
    assert "manage.py purge_revisions --days 365" in said.getvalue()
