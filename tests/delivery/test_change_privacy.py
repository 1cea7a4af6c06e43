"""What the log must not say: anything of what was never public, and no words of what is public no longer."""

import json
from itertools import product

import pytest

from cms.home.sites import StartedSite
from tests.api.conftest import Ask
from tests.api.editing import fresh
from tests.api.hiding import WAYS, Hide, undone
from tests.factories.media import CmsImageFactory
from tests.factories.pages import NewsPageFactory, StandardPageFactory

from .conftest import Log

EVERYTHING = """{
  changes { items { id kind at pageId language path previousPath tags } }
  siteSettings { changeCursor }
  sitemap(first: 1000) {
    totalCount
    nodes { pageId pageType path url lastModified noindex translations { path url } }
    edges { cursor }
    pageInfo { startCursor endCursor }
  }
}"""


@pytest.mark.parametrize("hide", WAYS.values(), ids=WAYS)
def test_what_happens_under_cover_leaves_nothing(log: Log, ask: Ask, hide: Hide) -> None:
    top = StandardPageFactory(title="Oben")
    page = StandardPageFactory(title="Seite", parent=top)
    hide(top)
    if hide is WAYS["expired"]:
        # Nobody has looked yet; the next look at the branch notices.
        top.refresh_from_db()
        top.save()
    log.new()
    top.refresh_from_db()
    page.refresh_from_db()
    page.title, page.slug = "Geheim", "geheim"
    page.save_revision().publish()
    below = StandardPageFactory(title="Geheimes Kind", parent=page)
    below.delete()
    below = StandardPageFactory(title="Geheimes Kind", parent=page)
    below.move(top, "last-child")
    page.refresh_from_db()
    page.delete()
    assert log.new() == []
    assert "geheim" not in json.dumps(ask(EVERYTHING)).lower()


def test_the_sitemap_holds_nothing_hidden(site: StartedSite, ask: Ask) -> None:
    top = StandardPageFactory(title="Geheim oben")
    page = StandardPageFactory(title="Geheim", parent=top)
    NewsPageFactory(title="Open", language="en", translation_key=page.translation_key)
    before = ask(EVERYTHING)["sitemap"]
    assert json.dumps(before).lower().count("geheim-oben/geheim/") >= 4
    for (way, hide), (hidden, fewer) in product(WAYS.items(), ((page, 1), (top, 2))):
        with undone():
            hide(fresh(hidden))
            after = ask(EVERYTHING)["sitemap"]
            assert "geheim-oben/geheim/" not in json.dumps(after), way
            assert f"page-{page.pk}" not in json.dumps(after), way
            assert after["totalCount"] == before["totalCount"] - fewer, way
            assert len(after["nodes"]) == len(after["edges"]) == after["totalCount"], way


def test_of_a_deleted_page_its_address_is_left_and_none_of_its_words(log: Log, ask: Ask) -> None:
    draft = NewsPageFactory(title="Geheimer Entwurf", is_live=False)
    page = NewsPageFactory(
        title="Ein Titel", slug="adresse", teaser="Ein Anfang", cover=CmsImageFactory(title="Ein Bild")
    )
    log.new()
    page_id = f"page-{page.pk}"
    draft.delete()
    page.delete()
    (entry,) = log.entries()
    assert (entry["kind"], entry["pageId"], entry["path"]) == ("DELETED", page_id, "/de/news/adresse/")
    said = json.dumps(ask(EVERYTHING)).lower()
    for word in ("titel", "anfang", "bild", "entwurf"):
        assert word not in said


def test_the_draft_of_a_public_page_is_not_told(log: Log, ask: Ask) -> None:
    page = StandardPageFactory(title="Seite")
    page.slug = "geheim"
    page.save_revision()
    page.refresh_from_db()
    page.unpublish()
    assert [path for _, path in log.new()] == ["/de/seite/", "/de/seite/"]
    assert "geheim" not in json.dumps(ask(EVERYTHING)).lower()


def test_pages_outside_every_site_are_told_nowhere(log: Log, site: StartedSite, ask: Ask) -> None:
    root = site.homes["de"].get_parent()
    stray = type(site.homes["de"])(title="Geheim", slug="geheim", heading="x", locale=site.homes["de"].locale)
    root.add_child(instance=stray)
    stray.save_revision().publish()
    StandardPageFactory(title="Geheime Waise", parent=stray)
    assert log.new() == []
    assert "geheim" not in json.dumps(ask(EVERYTHING)).lower()
