"""What the log says where one change touches many pages: branches, translations, home pages, languages."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms.delivery.models import Change, ContentVersion, PublicPage
from cms.delivery.public_pages import begin_or_sync_log
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from tests.factories.pages import NewsPageFactory, StandardPageFactory

from .conftest import Log
from .publishing import grow, publish, rename


def test_a_large_branch_costs_no_statement_for_each_page(log: Log) -> None:
    top = StandardPageFactory(title="Oben")

    def statements(slug: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            rename(top, slug)
        return [one["sql"] for one in captured.captured_queries if '"delivery_' in one["sql"]]

    grow(top, 1)
    log.new()
    for_one = statements("eins")
    assert len(log.entries()) == 2
    grow(top, 40)
    log.new()
    for_many = statements("viele")
    assert len(log.entries(first=30)) == 30
    assert log.entries()[-1]["path"] == "/de/viele/seite-40/"
    # SQLite takes less at once; either way a statement writes many rows.
    assert len(for_many) <= len(for_one) + 4, "\n".join(one[:100] for one in for_many)


def test_what_links_to_its_translations_is_told_when_one_comes_moves_or_goes(
    log: Log, site: StartedSite
) -> None:
    german = NewsPageFactory(title="Fest")
    log.new()
    english = NewsPageFactory(title="Party", language="en", translation_key=german.translation_key)
    rename(english, "feast")
    publish(english)
    english.unpublish()
    english.refresh_from_db()
    publish(english)
    english.delete()
    own, both = ["news", f"news:{english.pk}"], ["news", f"news:{english.pk}", f"news:{german.pk}"]
    assert log.tags() == [
        ("PUBLISHED", both),
        ("MOVED", both),
        # Its address is the same.
        ("UPDATED", own),
        ("UNPUBLISHED", both),
        ("PUBLISHED", both),
        ("DELETED", both),
    ]


def test_a_home_page_that_comes_moves_or_goes_touches_everything(log: Log, site: StartedSite) -> None:
    home = site.homes["en"]
    home.unpublish()
    home.refresh_from_db()
    publish(home)
    own = ["home", f"home:{home.pk}"]
    assert [one for one in log.tags() if "home" in one[1]] == [
        ("UNPUBLISHED", [*own, f"home:{site.homes['de'].pk}", "site"]),
        ("PUBLISHED", [*own, f"home:{site.homes['de'].pk}", "site"]),
    ]
    # Its path is its language's, whatever its slug.
    rename(home, "english")
    assert log.tags() == [("UPDATED", own)]
    home.move(site.homes["de"], "left")
    assert log.tags() == [("UPDATED", own), ("SHARED", ["site"])]
    home = type(home).objects.get(pk=home.pk)
    home.delete()
    assert ("SHARED", ["site"]) in log.tags()


def test_a_language_that_begins_touches_everything_and_says_nothing_of_its_page(
    log: Log, site: StartedSite
) -> None:
    site.homes["en"].delete()
    log.new()
    home = site.homes["de"]
    draft = type(home)(
        title="Geheim",
        slug="geheim",
        locale=Locale.objects.get(language_code="en"),
        translation_key=home.translation_key,
        live=False,
    )
    home.get_parent().add_child(instance=draft)
    assert log.tags() == [("SHARED", ["site"])]
    draft.title = "Noch geheim"
    draft.save()
    assert log.tags() == []
    draft.delete()
    assert log.tags() == [("SHARED", ["site"])]


def test_a_deleted_branch_is_written_at_once(log: Log) -> None:
    """Wagtail deletes page by page; the log is locked and written for all of them together."""
    parent = StandardPageFactory(title="Abteilung")
    for number in range(3):
        StandardPageFactory(title=f"Team {number}", parent=parent)
    log.new()
    parent.refresh_from_db()
    with CaptureQueriesContext(connection) as captured:
        parent.delete()
    written = [one["sql"] for one in captured if one["sql"].startswith('INSERT INTO "delivery_change"')]
    assert len(written) == 1
    assert sorted(log.new()) == [
        ("DELETED", "/de/abteilung/"),
        *(("DELETED", f"/de/abteilung/team-{number}/") for number in range(3)),
    ]


def test_an_update_of_the_cms_tells_what_it_hides_and_a_log_that_begins_tells_nothing(log: Log) -> None:
    page = StandardPageFactory(title="Abteilung")
    log.new()
    # As a migration writes: no signal tells of it.
    StandardPage.objects.filter(pk=page.pk).update(live=False)
    begin_or_sync_log()
    assert log.new() == [("UNPUBLISHED", "/de/abteilung/")]
    StandardPage.objects.filter(pk=page.pk).update(live=True)
    for model in (ContentVersion, PublicPage, Change):
        model.objects.all().delete()
    begin_or_sync_log()
    assert not Change.objects.exists()
    assert PublicPage.objects.filter(page_id=page.pk).exists()
