"""What the log says of records that many pages show."""

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale

from cms.home.models import HomePage
from cms.home.sites import StartedSite
from cms.media.models import CmsDocument, CmsImage
from cms.media.services.rendition_files import generate_renditions
from cms.media.texts import ImageTextData
from cms.navigation.models import SiteText
from cms.news.models import Tag
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, ImageTextFactory
from tests.factories.pages import NewsPageFactory
from tests.factories.snippets import CategoryFactory, MenuFactory, SectorFactory

from .conftest import Log


def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Vorstand")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return collection


def test_an_entry_names_no_page(log: Log) -> None:
    MenuFactory(name="footer", language="en").save()
    entry = log.entries()[-1]
    assert entry.pop("id") and entry.pop("at")
    assert entry == {
        "kind": "SHARED",
        "pageId": None,
        "language": "EN",
        "path": None,
        "previousPath": None,
        "tags": ["menu", "menu:footer"],
    }


def test_a_menu_with_another_name_touches_both(log: Log) -> None:
    menu = MenuFactory(name="main")
    log.new()
    menu.name = "top"
    menu.save()
    menu.delete()
    assert log.tags() == [
        ("SHARED", ["menu", "menu:main"]),
        ("SHARED", ["menu", "menu:top"]),
        ("SHARED", ["menu", "menu:top"]),
    ]


def test_settings_and_their_texts(log: Log, site: StartedSite) -> None:
    settings = site.site.sitesettings
    settings.phone = "+49 341 555000"
    settings.save()
    text = SiteText.objects.get(settings=settings, locale__language_code="en")
    text.claim = "Onwards together"
    text.save()
    entries = log.entries()
    assert {tuple(entry["tags"]) for entry in entries} == {("settings",)}
    assert entries[0]["language"] is None
    assert entries[-1]["language"] == "EN"


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        pytest.param(CategoryFactory, "category", id="category"),
        pytest.param(SectorFactory, "sector", id="sector"),
        pytest.param(Tag.objects.create, "tag", id="tag"),
        pytest.param(CmsDocumentFactory, "document", id="document"),
        pytest.param(CmsImageFactory, "image", id="picture"),
    ],
)
def test_what_nobody_shows_yet_is_no_change_and_a_new_name_is_one(log: Log, make: Any, kind: str) -> None:
    name = "title" if kind in ("document", "image") else "name"
    made = make(**{name: "Eins"})
    assert log.new() == []
    setattr(made, name, "Zwei")
    made.save()
    number = made.pk
    made.delete()
    assert log.tags() == [("SHARED", [kind, f"{kind}:{number}"])] * 2


def test_a_picture_and_its_words(log: Log) -> None:
    image = CmsImageFactory()
    text = ImageTextFactory(image=image, language="de", alt="Drei Frauen")
    tags = ["image", f"image:{image.pk}"]
    assert log.tags() == [("SHARED", tags)]
    text.alt = "Drei Frauen vor einer Halle"
    text.save()
    assert log.tags() == [("SHARED", tags)]
    text.delete()
    assert log.tags() == [("SHARED", tags)]


def test_words_that_are_saved_with_their_picture_are_no_change_of_their_own(log: Log) -> None:
    german, english = (Locale.objects.get(language_code=code).pk for code in ("de", "en"))
    image = CmsImageFactory.build()
    image.pending_texts = {german: ImageTextData(alt="Drei Frauen")}
    image.save()
    # Nobody shows it yet.
    assert log.entries() == []
    image.pending_texts = {english: ImageTextData(alt="Three women")}
    image.save()
    assert (image.alt_in("de"), image.alt_in("en")) == ("Drei Frauen", "Three women")
    assert log.tags() == [("SHARED", ["image", f"image:{image.pk}"])]


def test_a_picture_with_other_files_is_another(log: Log) -> None:
    image = CmsImageFactory(width=640, height=480)
    generate_renditions(image)
    log.new()
    image = CmsImage.objects.get(pk=image.pk)
    image.focal_point_x, image.focal_point_y = 10, 10
    image.focal_point_width = image.focal_point_height = 10
    image.save()
    generate_renditions(image)
    assert log.tags() == [("SHARED", ["image", f"image:{image.pk}"])] * 2


def test_files_of_a_private_collection_leave_nothing(log: Log) -> None:
    below = private_collection().add_child(name="Protokolle")
    image = CmsImageFactory(collection=below)
    document = CmsDocumentFactory(collection=below)
    log.new()
    for file in (image, document):
        file.title = "Geheim"
        file.save()
    ImageTextFactory(image=image, alt="Geheim")
    generate_renditions(CmsImage.objects.get(pk=image.pk))
    image.delete()
    document.delete()
    assert log.new() == []


def test_a_file_that_becomes_private_or_public_is_a_change(log: Log) -> None:
    image, private = CmsImageFactory(), private_collection()
    log.new()
    image.collection = private
    image.save()
    assert log.tags() == [("SHARED", ["image", f"image:{image.pk}"])]
    image.title = "Geheim"
    image.save()
    assert log.tags() == []
    image.collection = Collection.get_first_root_node()
    image.save()
    assert log.tags() == [("SHARED", ["image", f"image:{image.pk}"])]


def test_a_collection_that_becomes_private_or_public_is_a_change(log: Log) -> None:
    collection = Collection.get_first_root_node().add_child(name="Vorstand")
    assert log.new() == []
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert log.tags() == [("SHARED", ["collection", "document", "image"])]
    restriction.delete()
    assert log.tags() == [("SHARED", ["collection", "document", "image"])]


def test_redirects_of_editors(log: Log, site: StartedSite) -> None:
    redirect = Redirect.objects.create(old_path="/de/alt", redirect_link="/de/neu/", site=site.site)
    redirect.delete()
    assert log.tags() == [("SHARED", ["redirect"])] * 2


def test_the_records_of_sites_and_languages_touch_everything(log: Log, site: StartedSite) -> None:
    site.site.hostname = "www.verein.example"
    site.site.save()
    Locale.objects.get(language_code="en").save()
    assert log.tags() == [("SHARED", ["site"])] * 2


def test_a_site_that_begins_elsewhere_has_other_pages(log: Log, site: StartedSite) -> None:
    NewsPageFactory(title="Bleibt")
    root = site.homes["de"].get_parent()
    other = HomePage(title="Andere", slug="andere", heading="Andere", locale=site.homes["de"].locale)
    root.add_child(instance=other)
    other.save_revision().publish()
    log.new()
    site.site.root_page = other
    site.site.save()
    entries = log.entries()
    assert entries[0]["tags"] == ["site"]
    assert ("PUBLISHED", "/de/") in {(entry["kind"], entry["path"]) for entry in entries}
    assert ("UNPUBLISHED", "/de/news/bleibt/") in {(entry["kind"], entry["path"]) for entry in entries}


def test_files_that_are_put_elsewhere_at_once_are_told_as_far_as_they_were_public(log: Log) -> None:
    private = private_collection()
    image, hidden, document = CmsImageFactory(), CmsImageFactory(collection=private), CmsDocumentFactory()
    log.new()
    below = private.add_child(name="Protokolle")
    for model in (CmsImage, CmsDocument):
        model.objects.filter(collection__in=[image.collection, private]).update(collection=below)
    assert log.tags() == [
        ("SHARED", ["image", f"image:{image.pk}"]),
        ("SHARED", ["document", f"document:{document.pk}"]),
    ]
    CmsImage.objects.filter(pk=hidden.pk).update(collection=private)
    assert log.tags() == []
    CmsImage.objects.filter(pk=hidden.pk).update(collection=Collection.get_first_root_node())
    assert log.tags() == [("SHARED", ["image", f"image:{hidden.pk}"])]
