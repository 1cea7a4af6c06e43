"""How the log is read: in slices, from a cursor on, for each site, as long as it is kept."""

import base64
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery import content_version
from cms.delivery.models import Change, ContentVersion, PublicPage
from cms.home.sites import StartedSite
from tests.api.conftest import Ask
from tests.api.test_sites import SECOND, second  # noqa: F401  fixture
from tests.factories.pages import NewsPageFactory, StandardPageFactory
from tests.factories.snippets import MenuFactory

from .conftest import CHANGES, CURSOR, Log

FEED = """query ($since: String, $first: Int! = 100) {
  changes(since: $since, first: $first) { items { id } cursor hasMore }
}"""


def test_slices_follow_one_another_without_gap_or_repetition(site: StartedSite, ask: Ask) -> None:
    for _ in range(7):
        StandardPageFactory()
    whole = ask(FEED)["changes"]
    assert not whole["hasMore"]
    cursor, items, slices = None, [], 0
    while True:
        feed = ask(FEED, since=cursor, first=4)["changes"]
        items += feed["items"]
        cursor, slices = feed["cursor"], slices + 1
        if not feed["hasMore"]:
            break
        assert len(feed["items"]) == 4
    assert slices > 2
    assert items == whole["items"]
    assert len({item["id"] for item in items}) == len(items) > 7
    assert ask(FEED, since=cursor)["changes"] == {"items": [], "cursor": cursor, "hasMore": False}


def test_the_settings_say_where_the_log_stands(log: Log, ask: Ask) -> None:
    assert log.new() == []
    StandardPageFactory(title="Neu")
    cursor = ask(CURSOR)["siteSettings"]["changeCursor"]
    assert log.new() == [("PUBLISHED", "/de/neu/")]
    assert log.cursor == cursor


def test_exactly_as_many_as_there_are_is_no_more(log: Log, ask: Ask) -> None:
    for _ in range(3):
        StandardPageFactory()
    feed = ask(FEED, since=log.cursor, first=3)["changes"]
    assert (len(feed["items"]), feed["hasMore"]) == (3, False)


@pytest.mark.parametrize("first", [0, -1, 101])
def test_first_has_limits(site: StartedSite, refuse: Ask, first: int) -> None:
    error = refuse(FEED, first=first)
    assert (error["code"], error["argument"], error["limit"]) == ("ARGUMENT_OUT_OF_RANGE", "first", 100)


def forged(text: str) -> str:
    from cms.api.vocabulary.cursors import encode_cursor

    return encode_cursor(text)


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("", id="empty"),
        pytest.param("x", id="no cursor"),
        pytest.param("ä" * 5_000, id="long"),
        pytest.param(base64.urlsafe_b64encode(b"1").decode(), id="unsealed"),
        pytest.param(forged('["changes",999999,1]'), id="another site's"),
        pytest.param(forged('["news-newest",1,1]'), id="another list's"),
        pytest.param(forged('["changes"]'), id="short"),
        pytest.param(forged('["changes",1,true]'), id="no number"),
        pytest.param(forged('["changes",1,-1]'), id="below zero"),
        pytest.param(forged(f'["changes",1,{2**70}]'), id="beyond all numbers"),
        pytest.param(forged("{}"), id="no list"),
        pytest.param(forged("[" * 1_000), id="nested"),
    ],
)
def test_what_is_no_cursor_is_refused(site: StartedSite, refuse: Ask, cursor: str) -> None:
    error = refuse(FEED, since=cursor)
    assert (error["code"], error["argument"]) == ("CURSOR_INVALID", "since")
    assert "siteSettings.changeCursor" in error["message"]


def test_an_edited_cursor_is_refused(log: Log, refuse: Ask) -> None:
    for place in range(len(log.cursor)):
        letter = "A" if log.cursor[place] != "A" else "B"
        edited = f"{log.cursor[:place]}{letter}{log.cursor[place + 1 :]}"
        assert refuse(FEED, since=edited)["code"] == "CURSOR_INVALID"


def test_a_cursor_from_the_future_is_refused(log: Log, refuse: Ask) -> None:
    """As after a backup was put back: what it stood for has not happened."""
    StandardPageFactory()
    log.new()
    Change.objects.order_by("-sequence")[0].delete()
    ContentVersion.objects.update(number=ContentVersion.objects.get().number - 1)
    assert refuse(FEED, since=log.cursor)["code"] == "CURSOR_INVALID"


def prune(*arguments: str) -> str:
    printed = StringIO()
    call_command("prune_changes", *arguments, stdout=printed)
    return printed.getvalue()


def test_old_changes_are_forgotten(log: Log, ask: Ask, refuse: Ask) -> None:
    before = log.cursor
    StandardPageFactory(title="Alt")
    log.new()
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        StandardPageFactory(title="Neu")
        assert prune().endswith("changes forgotten.\n")
        assert refuse(FEED, since=before)["code"] == "CURSOR_EXPIRED"
        assert log.new() == [("PUBLISHED", "/de/neu/")]
        # From the beginning of what is kept.
        assert len(ask(FEED)["changes"]["items"]) == 1
        assert prune("--days", "1") == "0 changes forgotten.\n"
    with pytest.raises(CommandError):
        prune("--days", "0")


def test_changes_that_are_younger_are_kept(log: Log, ask: Ask) -> None:
    before = log.cursor
    StandardPageFactory(title="Jung")
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        assert prune() == "0 changes forgotten.\n"
        assert len(ask(FEED, since=before)["changes"]["items"]) == 1


def test_a_log_pruned_while_it_is_read_is_noticed(
    log: Log, refuse: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    StandardPageFactory()
    from cms.delivery import change_log

    def pruned_meanwhile() -> ContentVersion:
        version = content_version.current_version()
        change_log.prune(1, now=timezone.now() + timedelta(days=2))
        return version

    monkeypatch.setattr(change_log, "current_version", pruned_meanwhile)
    assert refuse(FEED, since=log.cursor)["code"] == "CURSOR_EXPIRED"


def test_each_site_has_its_own_changes(second: dict[str, Any], ask: Ask, refuse: Ask) -> None:  # noqa: F811
    first, other = Log(ask), Log(ask, SECOND)
    page = NewsPageFactory(title="Eins")
    NewsPageFactory(title="Zwei", parent=second["news"])
    MenuFactory(site=second["site"]).save()
    assert first.new() == [("PUBLISHED", "/de/news/eins/")]
    entries = other.entries()
    assert [(entry["kind"], entry["path"]) for entry in entries[:1]] == [("PUBLISHED", "/de/presse/zwei/")]
    assert {tuple(entry["tags"]) for entry in entries[1:]} == {("menu", "menu:main")}
    MenuFactory(name="footer")
    assert {tuple(entry["tags"]) for log in (first, other) for entry in log.entries()} == {
        ("menu", "menu:footer")
    }
    page.move(second["news"], "last-child")
    assert first.new() == [("UNPUBLISHED", "/de/news/eins/")]
    assert other.new() == [("PUBLISHED", "/de/presse/eins/")]
    assert refuse(FEED, since=other.cursor)["code"] == "CURSOR_INVALID"
    assert refuse(CHANGES, since=None, first=1, site="unbekannt.example")["code"] == "SITE_UNKNOWN"


def test_a_site_that_is_deleted_takes_its_log_along(second: dict[str, Any], ask: Ask) -> None:  # noqa: F811
    first = Log(ask)
    second["home"].delete()
    assert not Change.objects.filter(site_id=second["site"].pk).exists()
    assert not PublicPage.objects.filter(site_id=second["site"].pk).exists()
    assert {kind for kind, _ in first.new()} <= {"SHARED"}


def test_a_site_inside_another_is_part_of_both(site: StartedSite, ask: Ask) -> None:
    inner = StandardPageFactory(title="Innen")
    from wagtail.models import Site

    Site.objects.create(hostname="innen.example", port=80, root_page_id=inner.pk)
    outer_log, inner_log = Log(ask), Log(ask, "innen.example")
    StandardPageFactory(title="Seite", parent=inner)
    assert outer_log.new() == [("PUBLISHED", "/de/innen/seite/")]
    assert inner_log.new() == [("PUBLISHED", "/de/seite/")]


def test_an_answer_costs_the_same_for_one_and_for_many(log: Log, sql: Ask) -> None:
    StandardPageFactory()
    for_one = sql(CHANGES, since=log.cursor, first=100)
    for _ in range(20):
        StandardPageFactory()
    for_many = sql(CHANGES, since=log.cursor, first=100)
    assert len(for_many) == len(for_one) <= 4, "\n".join(for_many)


def test_a_log_that_begins_later_knows_what_was_public(site: StartedSite, ask: Ask) -> None:
    """As in a database that is older than the log: its pages are not told, and the next change is right."""
    page = StandardPageFactory(title="Seite")
    StandardPageFactory(title="Entwurf", is_live=False)
    known = PublicPage.objects.count()
    for model in (Change, PublicPage, ContentVersion):
        model.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert PublicPage.objects.count() == known
    assert ask(FEED)["changes"]["items"] == []
    log = Log(ask)
    page.unpublish()
    assert log.new() == [("UNPUBLISHED", "/de/seite/")]
    call_command("migrate", verbosity=0)
    assert log.new() == []


def test_publishing_costs_few_statements(log: Log) -> None:
    page = StandardPageFactory()
    page.title = "Anders"
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    ours = [one["sql"] for one in captured.captured_queries if '"delivery_' in one["sql"]]
    assert len(ours) <= 4, "\n".join(ours)
