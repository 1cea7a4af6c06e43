"""Which pages the public may see: by naming hidden branches, and by comparing them in the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.foundation import querysets
from cms.foundation.querysets import hidden_branches
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from tests.factories.pages import StandardPageFactory


@pytest.fixture
def tree(site: StartedSite) -> dict[str, Any]:
    """a > a1 > a2, and b, c, d each with one below."""
    a = StandardPageFactory(title="a")
    a1 = StandardPageFactory(title="a1", parent=a)
    found = {"a": a, "a1": a1, "a2": StandardPageFactory(title="a2", parent=a1)}
    for name in "bcd":
        found[name] = StandardPageFactory(title=name)
        found[f"{name}1"] = StandardPageFactory(title=f"{name}1", parent=found[name])
    return found


def titles(**arguments: Any) -> str:
    return " ".join(
        StandardPage.objects.published(**arguments).order_by("path").values_list("title", flat=True)
    )


def hide_three_ways(tree: dict[str, Any]) -> None:
    tree["a1"].unpublish()
    Page.objects.filter(pk=tree["b"].pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    PageViewRestriction.objects.create(page=tree["c"], restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("most_named", [100, 0])
def test_what_stands_below_a_hidden_page_is_hidden(
    tree: dict[str, Any], monkeypatch: pytest.MonkeyPatch, most_named: int
) -> None:
    monkeypatch.setattr(querysets, "MAX_BRANCHES_NAMED", most_named)
    assert titles() == "a a1 a2 b b1 c c1 d d1"
    hide_three_ways(tree)
    assert titles() == "a d d1"
    tree["a"].unpublish()
    assert titles() == "d d1"


def test_more_hidden_branches_than_are_named(site: StartedSite) -> None:
    shown = StandardPageFactory(title="shown")
    StandardPageFactory(title="below", parent=shown)
    hidden = []
    for number in range(3):
        page = StandardPageFactory(title=f"h{number}")
        StandardPageFactory(title=f"h{number}-below", parent=page)
        hidden.append(page)
    Page.objects.filter(pk__in=[page.pk for page in hidden]).update(live=False)
    branches = hidden_branches(timezone.now())
    many = [*branches, *(f"9999{number:04}" for number in range(200))]
    assert titles() == titles(branches=many) == "shown below"
    sql = str(StandardPage.objects.published(branches=many).query)
    assert "99990001" not in sql


def test_only_the_outermost_branches_are_named(tree: dict[str, Any]) -> None:
    hide_three_ways(tree)
    tree["a"].unpublish()
    tree["d1"].unpublish()  # nothing stands below it
    assert hidden_branches(timezone.now()) == [tree[name].path for name in "abc"]


def test_a_moment_may_be_given(tree: dict[str, Any]) -> None:
    """What expires, expires in the middle of nobody's request."""
    moment = timezone.now()
    Page.objects.filter(pk=tree["b"].pk).update(expire_at=moment)
    assert "b" not in titles(now=moment)
    assert "b b1" in titles(now=moment - timedelta(seconds=1))


def test_one_statement_finds_the_branches_and_one_the_pages(tree: dict[str, Any]) -> None:
    hide_three_ways(tree)
    with CaptureQueriesContext(connection) as captured:
        titles()
    assert len(captured) == 2


def test_languages_and_sites(site: StartedSite) -> None:
    StandardPageFactory(title="deutsch")
    StandardPageFactory(title="english", language="en")
    pages = StandardPage.objects.published()
    assert [page.title for page in pages.in_language("de")] == ["deutsch"]
    assert [page.title for page in pages.in_language("en")] == ["english"]
    assert {page.title for page in pages.in_site(site.site)} == {"deutsch", "english"}
    stray = (
        site.homes["de"]
        .get_parent()
        .add_child(
            instance=type(site.homes["de"])(title="Anderswo", slug="x", locale=site.homes["de"].locale)
        )
    )
    StandardPageFactory(title="anderswo", parent=stray)
    assert {page.title for page in StandardPage.objects.in_site(site.site)} == {"deutsch", "english"}
