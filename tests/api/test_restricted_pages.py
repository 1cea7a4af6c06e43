"""Pages with view restrictions: `route` returns their restriction and nothing else."""

import json
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.home.sites import StartedSite
from tests.factories.pages import StandardPageFactory

from .conftest import Ask
from .hiding import expire, restrict_by_group, restrict_by_login, restrict_by_password, schedule, unpublish
from .unlocking import CLOSED, ROUTE, opened, restricted, route, unlock


@pytest.mark.parametrize(
    ("restrict", "kind"),
    [(restrict_by_password, "PASSWORD"), (restrict_by_login, "LOGIN"), (restrict_by_group, "GROUPS")],
)
def test_a_restricted_page_and_those_below_say_what_they_take(
    site: StartedSite, ask: Ask, restrict: Any, kind: str
) -> None:
    page = StandardPageFactory(title="Intern")
    below = StandardPageFactory(title="Darunter", parent=page)
    restrict(page)
    assert route(ask, "/de/intern/") == restricted(kind, page)
    assert route(ask, "/de/intern/darunter/?a=1#b") == restricted(kind, below)


def test_nothing_else_of_a_restricted_page_leaves(board: Any, post: Ask) -> None:
    answer = json.dumps(post(ROUTE, path="/de/vorstand-intern/"), ensure_ascii=False)
    assert "Vorstand" not in answer and "StandardPage" not in answer and "geheim" not in answer


def test_another_spelling_of_a_restricted_path_redirects(board: Any, ask: Ask) -> None:
    for path in ("/de/vorstand-intern", "/DE/Vorstand-Intern/", "//de//vorstand-intern/"):
        found = route(ask, path)
        assert (found["status"], found["restriction"]) == ("REDIRECT", None)
        assert found["redirect"] == {"to": "/de/vorstand-intern/", "permanent": True}


def test_what_no_password_opens_wins_over_a_password(site: StartedSite, ask: Ask) -> None:
    outer = StandardPageFactory(title="Aussen")
    inner = StandardPageFactory(title="Innen", parent=outer)
    innermost = StandardPageFactory(title="Ganz innen", parent=inner)
    restrict_by_login(outer)
    restrict_by_password(inner)
    assert route(ask, "/de/aussen/innen/")["restriction"]["kind"] == "LOGIN"
    restrict_by_group(innermost)
    assert route(ask, "/de/aussen/innen/ganz-innen/") == restricted("GROUPS", innermost)


def test_an_alias_takes_what_its_original_takes(site: StartedSite, ask: Ask) -> None:
    """Also the password that the original has now; Wagtail gives an alias a copy of the one that it had."""
    section = StandardPageFactory(title="Bereich")
    page = StandardPageFactory(title="Intern", parent=section)
    before = page.create_alias(parent=site.homes["de"], update_slug="vorher")
    restrict_by_password(page)
    after = page.create_alias(parent=site.homes["en"], update_slug="nachher")
    below = StandardPageFactory(title="Darunter", parent=before)
    assert route(ask, "/de/vorher/") == restricted("PASSWORD", before)
    assert route(ask, "/de/vorher/darunter/") == restricted("PASSWORD", below)
    token = unlock(ask, before)["token"]
    assert opened(ask, token)["page"]["path"] == "/de/vorher/"
    assert unlock(ask, before, "falsch") == CLOSED
    page.view_restrictions.update(password="neu")
    assert opened(ask, token) is None
    for alias in (before, after, below):
        assert unlock(ask, alias) == CLOSED
        assert opened(ask, unlock(ask, alias, "neu")["token"])["page"]["id"] == f"page-{alias.pk}"
    restrict_by_login(section)
    assert route(ask, "/de/vorher/")["restriction"]["kind"] == "LOGIN"
    assert unlock(ask, before, "neu") == CLOSED
    unpublish(section)
    assert route(ask, "/de/vorher/")["status"] == "NOT_FOUND"
    assert unlock(ask, before, "neu") == CLOSED


@pytest.mark.parametrize("hide", [unpublish, expire, schedule])
def test_what_is_hidden_otherwise_is_not_found(board: Any, ask: Ask, hide: Any) -> None:
    below = StandardPageFactory(title="Darunter", parent=board)
    assert route(ask, "/de/vorstand-intern/darunter/") == restricted("PASSWORD", below)
    hide(board)
    for path in ("/de/vorstand-intern/", "/de/vorstand-intern/darunter/", "/de/Vorstand-Intern"):
        assert route(ask, path)["status"] == "NOT_FOUND"
    assert unlock(ask, board) == unlock(ask, below) == CLOSED


@pytest.mark.parametrize("hide", [unpublish, expire, schedule])
def test_a_hidden_page_below_a_restricted_one_is_not_found(board: Any, ask: Ask, hide: Any) -> None:
    below = StandardPageFactory(title="Darunter", parent=board)
    hide(below)
    assert route(ask, "/de/vorstand-intern/darunter/")["status"] == "NOT_FOUND"
    assert route(ask, "/de/vorstand-intern/")["status"] == "RESTRICTED"


def test_a_restricted_site_still_leads_home(site: StartedSite, ask: Ask) -> None:
    restrict_by_password(site.homes["de"])
    assert route(ask, "/")["redirect"] == {"to": "/de/", "permanent": False}
    assert route(ask, "/de/") == restricted("PASSWORD", site.homes["de"])
    assert route(ask, "/de/news/")["status"] == "RESTRICTED"
    assert route(ask, "/en/")["status"] == "FOUND"


def test_a_restricted_page_comes_before_a_redirect_and_no_redirect_tells_of_it(board: Any, ask: Ask) -> None:
    Redirect.add_redirect("/de/vorstand-intern", "/de/news/")
    Redirect.add_redirect("/alt", board)
    assert route(ask, "/de/vorstand-intern/")["status"] == "RESTRICTED"
    assert route(ask, "/alt")["status"] == "NOT_FOUND"
