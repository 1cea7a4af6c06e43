"""The demo keeps to its own database, and its passwords stay in it."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from cms.demo import static_files
from cms.demo.building import build
from cms.demo.drawing import Studio
from cms.demo.ledger import ForeignContent, Ledger, refuse_foreign_content
from cms.demo.logins import LOGINS, make_logins
from cms.demo.models import MadeObject
from cms.demo.protection import PASSWORD, protect, protected_pages
from cms.home.sites import start_site

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def errors(code: str = "demo.E001") -> list[str]:
    return [message.msg for message in run_checks(databases=["default"]) if message.id == code]


def test_an_empty_database_is_the_demo_s() -> None:
    refuse_foreign_content()


def test_a_started_site_without_content_is_the_demo_s() -> None:
    start_site(name="Somebody")
    refuse_foreign_content()


def test_somebody_s_login_is_not_joined_by_known_ones() -> None:
    get_user_model().objects.create_user("somebody", password="a secret of their own")
    with (
        pytest.raises(ForeignContent, match=r"it holds 1 users\. Nothing was changed\."),
        Studio([]) as studio,
    ):
        build(studio, website="http://localhost:3000", is_moving=False, tell=lambda what, done, total: None)
    assert get_user_model().objects.count() == 1
    assert not MadeObject.objects.exists()


def test_what_the_demo_has_begun_it_may_go_on_with() -> None:
    start_site(name="Prismatal")
    make_logins(Ledger())
    refuse_foreign_content()


def test_logins_are_made_once() -> None:
    start_site(name="Prismatal")
    users = make_logins(Ledger())
    users["admin"].delete()
    changed = users["editor"]
    changed.set_password("a secret of their own")
    changed.save()
    again = make_logins(Ledger())
    assert again.keys() == {"editor", "moderator"}, "what somebody has deleted stays deleted"
    assert again["editor"].check_password("a secret of their own")


def test_known_passwords_stop_another_installation() -> None:
    start_site(name="Prismatal")
    make_logins(Ledger())
    assert len(errors()) == len(LOGINS)
    assert "“admin”" in "".join(errors())
    with pytest.raises(SystemCheckError, match="E001"):
        call_command("migrate", verbosity=0, skip_checks=False)


def test_changed_passwords_are_nobody_s_business() -> None:
    start_site(name="Prismatal")
    for user in make_logins(Ledger()).values():
        user.set_password("a secret of their own")
        user.save()
    assert errors() == []


def test_the_demo_itself_may_know_them(settings: Settings) -> None:
    start_site(name="Prismatal")
    make_logins(Ledger())
    settings.CMS_IS_DEMO = True
    assert errors() == []


def test_the_known_password_of_a_page_stops_another_installation(settings: Settings) -> None:
    home = start_site(name="Prismatal").homes["de"]
    make_logins(Ledger())
    protect(home, Ledger(), "password/home/de")
    protect(home, Ledger(), "password/home/de")
    assert [page.pk for page in protected_pages()] == [home.pk]
    assert len(errors("demo.E002")) == 1
    assert PASSWORD not in errors("demo.E002")[0]
    settings.CMS_IS_DEMO = True
    assert errors("demo.E002") == []
    settings.CMS_IS_DEMO = False
    home.get_view_restrictions().update(password="a secret of their own")
    assert errors("demo.E002") == []


def test_somebody_else_s_editor_is_not_meant() -> None:
    get_user_model().objects.create_user(LOGINS[0].username, password=LOGINS[0].password)
    assert errors() == []


def test_static_files_are_collected_again_when_they_change(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    state = static_files.current_state()
    assert static_files.current_state() == state
    assert not static_files.are_collected(state)
    (tmp_path / "staticfiles.json").write_text("{}")
    static_files.note_collected(state)
    assert static_files.are_collected(state)
    assert not static_files.are_collected("another state")
