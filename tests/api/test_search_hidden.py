"""A search reveals no text of hidden pages: by no hit, count, facet or cursor.

That hidden pages themselves are found nowhere is in `test_hidden_pages`.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Collection, CollectionViewRestriction, Comment, Site

from cms.home.sites import StartedSite
from cms.media.models import CmsImage
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, ImageTextFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory

from .conftest import Ask
from .editing import fresh
from .hiding import WAYS, undone
from .searching import SEARCH, paragraph, titles
from .test_search import EMPTY, find


def test_numbers_facets_and_cursors_do_not_count_what_is_hidden(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Laser offen")
    pages = [
        NewsPageFactory(title="Laser"),
        MemberPageFactory(title="Laser"),
        GalleryPageFactory(title="Laser"),
        StandardPageFactory(title="Laser"),
    ]
    below = StandardPageFactory(title="Laser darunter", parent=pages[-1])
    assert find(ask, "laser")["totalCount"] == 6
    for way, hide in WAYS.items():
        with undone():
            for page in pages:
                hide(fresh(page))
            found = find(ask, "laser", first=1)
            assert titles(found) == ["Laser offen"], way
            assert found["totalCount"] == 1, way
            assert found["facets"] == [{"value": "NEWS", "label": "News", "count": 1}], way
            assert not found["pageInfo"]["hasNextPage"], way
            assert find(ask, below.title) == EMPTY, way


def test_a_newer_draft_of_a_live_page_is_not_found(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Laser", body=[paragraph("Licht")], tags=["Optik"])
    page.title, page.teaser, page.body = "Entwurf", "Entwurf", [paragraph("Entwurf")]
    page.tags.add("Entwurf")
    page.contacts = [("person", {"name": "Entwurf", "role": "", "email": "", "phone": "", "websites": []})]
    page.save_revision()
    assert find(ask, "entwurf") == EMPTY
    assert "ntwurf" not in json.dumps(find(ask, "laser"))
    page.save_revision().publish()
    assert titles(find(ask, "entwurf")) == ["Entwurf"]


def test_another_language_and_another_site_are_not_found(site: StartedSite, ask: Ask) -> None:
    home = site.homes["de"]
    other = type(home)(title="Andere", slug="andere", locale=home.locale)
    home.get_parent().add_child(instance=other)
    other.save_revision().publish()
    Site.objects.create(hostname="other.example", port=443, root_page=other, site_name="Andere")
    StandardPageFactory(title="Laser drüben", parent=other)
    NewsPageFactory(title="Laser abroad", language="en")
    assert find(ask, "laser") == EMPTY
    assert titles(find(ask, "laser", site="other.example")) == ["Laser drüben"]
    assert titles(find(ask, "laser", language="EN")) == ["Laser abroad"]
    assert find(ask, "laser", language="EN", site="other.example") == EMPTY


def test_a_page_outside_every_site_is_not_found(site: StartedSite, ask: Ask) -> None:
    home = site.homes["de"]
    stray = type(home)(title="Laser", slug="stray", locale=home.locale)
    home.get_parent().add_child(instance=stray)
    stray.save_revision().publish()
    StandardPageFactory(title="Laser", parent=stray)
    assert find(ask, "laser") == EMPTY


def test_people_who_write_are_not_found(site: StartedSite, ask: Ask) -> None:
    user = get_user_model().objects.create_user(
        "geheimname", email="geheim@verein.example", first_name="Geheim", last_name="Geheimer"
    )
    page = NewsPageFactory(title="Laser")
    page.owner = user
    page.save()
    page.save_revision(user=user).publish()
    Comment.objects.create(page=page, user=user, text="Geheimes", contentpath="title")
    for words in ("geheim", "geheimname", "Geheimer", "geheim@verein.example"):
        assert find(ask, words) == EMPTY


def test_the_librarys_own_words_are_not_searched(site: StartedSite, ask: Ask) -> None:
    """They are for every place where a picture is used, and change without the page."""
    image = CmsImageFactory(title="Geheimer Titel", credit="Geheime Quelle")
    ImageTextFactory(image=image, alt="Geheime Beschreibung", caption="Geheime Legende")
    document = CmsDocumentFactory(title="Geheime Datei", file_name="geheim.pdf")
    NewsPageFactory(
        title="Laser",
        cover=image,
        pictures=[image],
        body=[
            ("image", {"image": image, "caption": "", "credit": ""}),
            ("downloads", {"files": [document]}),
        ],
    )
    assert find(ask, "geheim") == EMPTY
    assert "geheim" not in json.dumps(find(ask, "laser")).lower()


def test_contacts_are_not_found_by_address_or_number(site: StartedSite, ask: Ask) -> None:
    person = {
        "name": "Jo Muster",
        "role": "Presse",
        "email": "postfach@verein.example",
        "phone": "+49 341 555987",
        "websites": ["https://profil.example/"],
    }
    NewsPageFactory(title="Laser", contacts=[("person", person)])
    for words in ("postfach", "postfach@verein.example", "555987", "profil"):
        assert find(ask, words) == EMPTY
    assert titles(find(ask, "jo muster presse")) == ["Laser"]


def test_a_button_to_a_hidden_page_is_not_searched(site: StartedSite, ask: Ask) -> None:
    hidden = StandardPageFactory(title="Versteckt", is_live=False)
    button = {"text": "Zum geheimen Vorhaben", "link": {"title": "Geheimes", "page": hidden}}
    NewsPageFactory(title="Laser", body=[("call_to_action", button)])
    assert find(ask, "geheim") == EMPTY


# --- Captions: public as long as their pictures are ---------------------------------------------------------


def in_body(image: Any) -> None:
    body = [
        paragraph("Bühne"),
        ("image", {"image": image, "caption": "Geheime Legende", "credit": ""}),
    ]
    NewsPageFactory(title="Laser", body=body)


def in_gallery_block(image: Any) -> None:
    picture = {"image": image, "caption": "Geheime Legende", "credit": ""}
    StandardPageFactory(
        title="Laser", teaser="Bühne", body=[("gallery", {"images": [picture], "gallery": None})]
    )


def in_news_pictures(image: Any) -> None:
    page = NewsPageFactory(title="Laser", teaser="Bühne", pictures=[image])
    caption(page)


def in_album(image: Any) -> None:
    page = GalleryPageFactory(title="Laser", teaser="Bühne", pictures=[image])
    caption(page)


def caption(page: Any) -> None:
    picture = page.pictures.first()
    picture.caption = "Geheime Legende"
    page.pictures = [picture]
    page.save_revision().publish()
    # The tests' tasks run at once, before the rows of a page are written; a worker's run after it.
    page.save()


PLACES: dict[str, Callable[[Any], None]] = {
    "body": in_body,
    "gallery block": in_gallery_block,
    "pictures of news": in_news_pictures,
    "album": in_album,
}


def restrict(image: Any) -> None:
    CollectionViewRestriction.objects.create(
        collection=image.collection, restriction_type=CollectionViewRestriction.LOGIN
    )


def restrict_above(image: Any) -> None:
    CollectionViewRestriction.objects.create(
        collection=image.collection.get_parent(), restriction_type=CollectionViewRestriction.PASSWORD
    )


def move_image(image: Any) -> None:
    """As the admin does with many at once: no signal is sent."""
    private = Collection.get_first_root_node().add_child(name="Vorstand")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    CmsImage.objects.filter(pk=image.pk).update(collection=private)


def move_collection(image: Any) -> None:
    private = Collection.get_first_root_node().add_child(name="Vorstand")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    image.collection.refresh_from_db()
    image.collection.move(private, "sorted-child")


@pytest.fixture
def image(site: StartedSite) -> Any:
    outer = Collection.get_first_root_node().add_child(name="Öffentlich")
    return CmsImageFactory(collection=outer.add_child(name="Feste"))


@pytest.mark.parametrize("hide", [restrict, restrict_above, move_image, move_collection])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_caption_is_found_as_long_as_its_picture_is_public(
    ask: Ask, image: Any, place: Callable[[Any], None], hide: Callable[[Any], None]
) -> None:
    place(image)
    for words in ("geheime legende", "laser geheim", "bühne geheim"):
        assert titles(find(ask, words)) == ["Laser"], words
    hide(image)
    for words in ("geheime legende", "laser geheim", "bühne geheim"):
        assert find(ask, words) == EMPTY
    found = find(ask, "laser bühne")
    assert titles(found) == ["Laser"]
    assert "geheim" not in json.dumps(found).lower()
    data = ask(
        '{ news(filter: { query: "geheim" }) { totalCount } galleries(filter: { query: "geheim" }) { totalCount } }'
    )
    assert data == {"news": {"totalCount": 0}, "galleries": {"totalCount": 0}}


def test_the_caption_of_a_deleted_picture_is_not_found(ask: Ask, image: Any) -> None:
    in_body(image)
    image.delete()
    assert find(ask, "geheim") == EMPTY
    assert titles(find(ask, "laser")) == ["Laser"]


def test_a_draft_that_drops_a_private_picture_does_not_open_its_caption(ask: Ask, image: Any) -> None:
    page = NewsPageFactory(
        title="Laser", body=[("image", {"image": image, "caption": "Geheime Legende", "credit": ""})]
    )
    restrict(image)
    page.body = [paragraph("Ohne")]
    page.save_revision()
    assert find(ask, "geheim") == EMPTY


def test_errors_do_not_repeat_what_was_found(site: StartedSite, refuse: Ask) -> None:
    StandardPageFactory(title="Geheim", is_live=False)
    assert "geheim" not in json.dumps(refuse(SEARCH, words="geheim", after="x")).lower()


def test_a_page_without_its_private_picture_is_found_by_its_captions_again(ask: Ask, image: Any) -> None:
    other = CmsImageFactory()
    open_block = ("image", {"image": other, "caption": "Offene Legende", "credit": ""})
    page = NewsPageFactory(
        title="Laser",
        body=[open_block, ("image", {"image": image, "caption": "Geheime Legende", "credit": ""})],
    )
    restrict(image)
    assert find(ask, "offene legende") == EMPTY
    page.body = [open_block]
    page.save_revision().publish()
    assert find(ask, "geheim") == EMPTY
    assert titles(find(ask, "offene legende")) == ["Laser"]
