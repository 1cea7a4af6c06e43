"""What the log says of pages: every way in which one comes, changes, moves and goes."""

from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, PageViewRestriction

from cms.home.sites import StartedSite
from tests.api.conftest import Ask
from tests.factories.pages import MemberPageFactory, NewsPageFactory, StandardPageFactory

from .conftest import Log
from .publishing import publish, publish_scheduled, rename


def test_an_entry_says_what_a_build_needs(log: Log, ask: Ask) -> None:
    page = NewsPageFactory(title="Neue Räume")
    (entry,) = log.entries()
    assert ask("query ($id: ID!) { page(id: $id) { path } }", id=entry["pageId"]) == {
        "page": {"path": entry["path"]}
    }
    assert entry.pop("id") and entry.pop("at").endswith("Z")
    assert entry == {
        "kind": "PUBLISHED",
        "pageId": f"page-{page.pk}",
        "language": "DE",
        "path": "/de/news/neue-raeume/",
        "previousPath": None,
        "tags": ["news", f"news:{page.pk}"],
    }


def test_tags_are_named_for_the_type(log: Log, site: StartedSite) -> None:
    member = MemberPageFactory()
    page = StandardPageFactory()
    home = site.homes["en"]
    publish(home)
    section = member.get_parent().specific
    publish(section)
    assert log.tags() == [
        ("PUBLISHED", ["member", f"member:{member.pk}"]),
        ("PUBLISHED", ["standard", f"standard:{page.pk}"]),
        ("UPDATED", ["home", f"home:{home.pk}"]),
        ("UPDATED", ["member-index", f"member-index:{section.pk}"]),
    ]


def test_a_life(log: Log) -> None:
    page = NewsPageFactory(title="Eins")
    page.title = "Zwei"
    publish(page)
    rename(page, "zwei")
    page.unpublish()
    page.refresh_from_db()
    publish(page)
    page.delete()
    assert log.new() == [
        ("PUBLISHED", "/de/news/eins/"),
        ("UPDATED", "/de/news/eins/"),
        ("MOVED", "/de/news/zwei/"),
        ("UNPUBLISHED", "/de/news/zwei/"),
        ("PUBLISHED", "/de/news/zwei/"),
        ("DELETED", "/de/news/zwei/"),
    ]


def test_what_was_never_public_leaves_nothing(log: Log) -> None:
    draft = StandardPageFactory(title="Geheim", is_live=False)
    below = StandardPageFactory(title="Darunter", parent=draft)
    other = StandardPageFactory(title="Anderswo", is_live=False)
    draft.title = "Immer noch geheim"
    draft.save_revision()
    draft.save()
    publish(below)
    draft.move(other, "last-child")
    below.refresh_from_db()
    below.unpublish()
    below.delete()
    Page.objects.get(pk=draft.pk).delete()
    assert log.new() == []


def test_a_draft_of_a_public_page_leaves_nothing(log: Log) -> None:
    page = StandardPageFactory()
    log.new()
    page.title = page.slug = "entwurf"
    page.save_revision()
    page.locked = True
    page.save(update_fields=["locked", "locked_by", "locked_at"])
    assert log.new() == []


def test_a_slug_moves_everything_public_below(log: Log) -> None:
    top = StandardPageFactory(title="Oben")
    middle = StandardPageFactory(title="Mitte", parent=top)
    below = StandardPageFactory(title="Unten", parent=middle)
    StandardPageFactory(title="Entwurf", parent=middle, is_live=False)
    log.new()
    rename(top, "ganz-oben")
    assert [(entry["kind"], entry["previousPath"], entry["path"]) for entry in log.entries()] == [
        ("MOVED", "/de/oben/", "/de/ganz-oben/"),
        ("MOVED", "/de/oben/mitte/", "/de/ganz-oben/mitte/"),
        ("MOVED", "/de/oben/mitte/unten/", "/de/ganz-oben/mitte/unten/"),
    ]
    assert Page.objects.get(pk=below.pk).url_path == "/de/ganz-oben/mitte/unten/"


def test_a_move_moves_everything_public_below(log: Log, ask: Ask) -> None:
    top, target = StandardPageFactory(title="Oben"), StandardPageFactory(title="Ziel")
    below = StandardPageFactory(title="Unten", parent=top)
    log.new()
    top.refresh_from_db()
    top.move(target, "last-child")
    entries = log.entries()
    assert [(entry["kind"], entry["previousPath"], entry["path"]) for entry in entries] == [
        ("MOVED", "/de/oben/", "/de/ziel/oben/"),
        ("MOVED", "/de/oben/unten/", "/de/ziel/oben/unten/"),
    ]
    found = ask("query ($id: ID!) { page(id: $id) { path } }", id=f"page-{below.pk}")
    assert found == {"page": {"path": entries[1]["path"]}}


def test_another_place_among_siblings_is_an_update(log: Log) -> None:
    first, second = StandardPageFactory(title="Eins"), StandardPageFactory(title="Zwei")
    log.new()
    second.move(first, "left")
    assert log.new() == [("UPDATED", "/de/zwei/")]
    # The others' places in the tree are others now; their addresses are not.
    first.refresh_from_db()
    rename(first, "erste")
    assert log.new() == [("MOVED", "/de/erste/")]


def test_a_move_below_a_draft_and_back(log: Log) -> None:
    home = StandardPageFactory(title="Hier")
    page = StandardPageFactory(title="Seite", parent=home)
    draft = StandardPageFactory(title="Entwurf", is_live=False)
    log.new()
    page.move(draft, "last-child")
    page.refresh_from_db()
    page.move(Page.objects.get(pk=home.pk), "last-child")
    assert log.new() == [("UNPUBLISHED", "/de/hier/seite/"), ("PUBLISHED", "/de/hier/seite/")]


def test_a_move_into_another_language(log: Log, site: StartedSite) -> None:
    page = StandardPageFactory(title="Seite")
    log.new()
    page.move(site.homes["en"], "last-child")
    (entry,) = log.entries()
    assert (entry["kind"], entry["language"], entry["previousPath"], entry["path"]) == (
        "MOVED",
        "EN",
        "/de/seite/",
        "/en/seite/",
    )


def test_a_draft_above_takes_everything_below_away(log: Log) -> None:
    top = StandardPageFactory(title="Oben")
    StandardPageFactory(title="Unten", parent=top)
    log.new()
    top.refresh_from_db()
    top.unpublish()
    assert log.new() == [("UNPUBLISHED", "/de/oben/"), ("UNPUBLISHED", "/de/oben/unten/")]
    top.refresh_from_db()
    publish(top)
    assert log.new() == [("PUBLISHED", "/de/oben/"), ("PUBLISHED", "/de/oben/unten/")]


def test_unpublishing_with_what_is_below_says_each_once(log: Log, admin_user: Any) -> None:
    top = StandardPageFactory(title="Oben")
    StandardPageFactory(title="Unten", parent=top)
    log.new()
    top.refresh_from_db()
    UnpublishPageAction(top, include_descendants=True, user=admin_user).execute()
    assert log.new() == [("UNPUBLISHED", "/de/oben/"), ("UNPUBLISHED", "/de/oben/unten/")]


def test_deleting_a_branch_says_each_once(log: Log) -> None:
    top = StandardPageFactory(title="Oben")
    middle = StandardPageFactory(title="Mitte", parent=top)
    below = StandardPageFactory(title="Unten", parent=middle)
    StandardPageFactory(title="Entwurf", parent=middle, is_live=False)
    log.new()
    Page.objects.get(pk=top.pk).delete()
    entries = log.entries()
    assert [(entry["kind"], entry["path"]) for entry in entries] == [
        ("DELETED", "/de/oben/"),
        ("DELETED", "/de/oben/mitte/"),
        ("DELETED", "/de/oben/mitte/unten/"),
    ]
    assert [entry["pageId"] for entry in entries] == [f"page-{page.pk}" for page in (top, middle, below)]


def test_deleting_several_branches_at_once(log: Log) -> None:
    pages = [StandardPageFactory(title=title) for title in ("Eins", "Zwei")]
    StandardPageFactory(title="Unten", parent=pages[0])
    log.new()
    Page.objects.filter(pk__in=[page.pk for page in pages]).delete()
    assert sorted(log.new()) == [
        ("DELETED", "/de/eins/"),
        ("DELETED", "/de/eins/unten/"),
        ("DELETED", "/de/zwei/"),
    ]


def test_a_deleted_page_that_was_hidden_before_leaves_nothing_more(log: Log) -> None:
    page = StandardPageFactory(title="Seite")
    page.unpublish()
    log.new()
    page.delete()
    assert log.new() == []


def test_a_restriction_closes_a_branch_and_its_end_opens_it(log: Log) -> None:
    top = StandardPageFactory(title="Oben")
    below = StandardPageFactory(title="Unten", parent=top)
    log.new()
    restriction = PageViewRestriction.objects.create(
        page_id=top.pk, restriction_type=PageViewRestriction.LOGIN
    )
    assert log.new() == [("UNPUBLISHED", "/de/oben/"), ("UNPUBLISHED", "/de/oben/unten/")]
    restriction.restriction_type = PageViewRestriction.PASSWORD
    restriction.password = "geheim"
    restriction.save()
    below.title = "Unten im Geheimen"
    publish(below)
    rename(below, "geheim")
    assert log.new() == []
    restriction.delete()
    assert log.new() == [("PUBLISHED", "/de/oben/"), ("PUBLISHED", "/de/oben/geheim/")]


def test_a_restriction_that_goes_with_its_page_opens_nothing(log: Log) -> None:
    page = StandardPageFactory(title="Geheim")
    StandardPageFactory(title="Unten", parent=page)
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)
    log.new()
    Page.objects.get(pk=page.pk).delete()
    assert log.new() == []


def test_a_page_expires(log: Log) -> None:
    page = StandardPageFactory(title="Seite")
    page.expire_at = timezone.now() + timedelta(hours=1)
    publish(page)
    log.new()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_scheduled()
        assert log.new() == [("UNPUBLISHED", "/de/seite/")]


def test_a_page_goes_live_as_planned(log: Log) -> None:
    page = StandardPageFactory(title="Seite", is_live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    publish(page)
    assert log.new() == []
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_scheduled()
        assert log.new() == [("PUBLISHED", "/de/seite/")]


def test_a_planned_change_of_a_live_page(log: Log) -> None:
    page = StandardPageFactory(title="Seite")
    log.new()
    page.title, page.go_live_at = "Morgen anders", timezone.now() + timedelta(hours=1)
    publish(page)
    assert log.new() == []
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_scheduled()
        assert log.new() == [("UPDATED", "/de/seite/")]


def test_a_copied_branch_is_published_where_it_is_kept_live(log: Log, site: StartedSite) -> None:
    top = StandardPageFactory(title="Oben")
    StandardPageFactory(title="Unten", parent=top)
    StandardPageFactory(title="Entwurf", parent=top, is_live=False)
    log.new()
    top.refresh_from_db()
    CopyPageAction(top, recursive=True, keep_live=True, update_attrs={"slug": "kopie"}).execute()
    assert log.new() == [("PUBLISHED", "/de/kopie/"), ("PUBLISHED", "/de/kopie/unten/")]
    CopyPageAction(top, recursive=True, keep_live=False, update_attrs={"slug": "entwurf"}).execute()
    assert log.new() == []


def test_an_alias_follows_its_page(log: Log) -> None:
    page = StandardPageFactory(title="Seite")
    log.new()
    CreatePageAliasAction(page, update_slug="spiegel").execute()
    assert log.new() == [("PUBLISHED", "/de/spiegel/")]
    page.title = "Anders"
    publish(page)
    assert log.new() == [("UPDATED", "/de/seite/"), ("UPDATED", "/de/spiegel/")]
    page.unpublish()
    assert log.new() == [("UNPUBLISHED", "/de/seite/"), ("UNPUBLISHED", "/de/spiegel/")]


def test_a_translation_is_a_page_of_its_own(log: Log) -> None:
    page = NewsPageFactory(title="Eins")
    log.new()
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    assert log.new() == []
    publish(english)
    (entry,) = log.entries()
    assert (entry["kind"], entry["language"], entry["path"]) == ("PUBLISHED", "EN", "/en/news/eins/")


def test_a_hidden_home_page_hides_its_language(log: Log, site: StartedSite, ask: Ask) -> None:
    total = ask("{ sitemap(languages: [EN]) { totalCount } }")["sitemap"]["totalCount"]
    site.homes["en"].unpublish()
    entries = log.entries()
    assert len(entries) == total
    assert {(entry["kind"], entry["language"]) for entry in entries} == {("UNPUBLISHED", "EN")}
