"""Pictures and documents of private collections are left out, wherever they were chosen."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from cms.home.sites import StartedSite
from cms.media.models import CmsImage
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory

from .conftest import Ask

PICTURE = "{ id alt credit rendition(preset: CARD) { url } }"
#: Every path of the API by which a picture or a document could be seen.
PATHS = {
    "cover": f'newsPage(slug: "offen") {{ cover {PICTURE} }}',
    "social": f'newsPage(slug: "offen") {{ seo {{ image {PICTURE} jsonLd }} }}',
    "gallery of news": f'newsPage(slug: "offen") {{ gallery {{ credit image {PICTURE} }} }}',
    "portrait": f'newsPage(slug: "offen") {{ contacts {{ portrait {PICTURE} }} }}',
    "image block": f"BODY ... on ImageBlock {{ image {PICTURE} }}",
    "gallery block": f"BODY ... on GalleryBlock {{ images {{ image {PICTURE} }} }}",
    "thumbnail": f"BODY ... on VideoBlock {{ thumbnail {PICTURE} }}",
    "contact block": f"BODY ... on ContactBlock {{ contacts {{ portrait {PICTURE} }} }}",
    "downloads": "BODY ... on DownloadsBlock { files { title url fileName } }",
    "link to a document": "BODY ... on ParagraphBlock { html }",
    "button to a document": "BODY ... on CallToActionBlock { link { title url } }",
    "logo": f'memberPage(slug: "mitglied") {{ logo {PICTURE} }}',
    "album": f'galleryPage(slug: "album") {{ images {{ nodes {{ image {PICTURE} }} edges {{ cursor node {{ image {PICTURE} }} }} }} }}',
    "hero": f'route(path: "/de/") {{ page {{ ... on HomePage {{ hero {PICTURE} cover {PICTURE} }} }} }}',
    "site logo": f"siteSettings {{ logo {PICTURE} }}",
    "list": f"news {{ nodes {{ cover {PICTURE} }} }}",
}
BODY = 'newsPage(slug: "offen") { body { %s } }'


@pytest.fixture
def world(site: StartedSite) -> SimpleNamespace:
    """One picture and one document of a collection, everywhere; every file name and title has "geheim"."""
    collection = Collection.get_first_root_node().add_child(name="Vorstand")
    below = collection.add_child(name="Protokolle")
    image = CmsImageFactory(title="Geheimes Bild", credit="Geheimfoto", collection=below)
    document = CmsDocumentFactory(title="Geheimer Bericht", file_name="geheim.pdf", collection=below)
    target = StandardPageFactory(title="Ziel")
    person = ("person", {"name": "Ada", "portrait": image})
    body = every_block(
        images=[image, image], document=document, members=[], news=[], gallery=None, page=target
    )
    body += [
        ("paragraph", {"text": f'<p><a linktype="document" id="{document.pk}">Bericht</a></p>'}),
        ("call_to_action", {"text": "", "link": {"title": "", "document": document}}),
    ]
    news = NewsPageFactory(
        title="Offen", cover=image, social_image=image, pictures=[image], body=body, contacts=[person]
    )
    MemberPageFactory(title="Mitglied", logo=image)
    GalleryPageFactory(title="Album", pictures=[image, CmsImageFactory(), image])
    home = site.homes["de"]
    home.refresh_from_db()
    home.hero = image
    home.save_revision().publish()
    settings = site.site.sitesettings
    settings.logo = image
    settings.save()
    return SimpleNamespace(collection=collection, below=below, image=image, document=document, news=news)


def showing(ask: Ask, world: SimpleNamespace) -> set[str]:
    """Return the names of the paths that show anything of the collection."""
    parts = [part if not part.startswith("BODY") else BODY % part[4:] for part in PATHS.values()]
    data = ask(f"{{ {' '.join(f'p{number}: {part}' for number, part in enumerate(parts))} }}")
    signs = ("geheim", f'"{world.image.pk}-de"', f"/{world.image.pk}/", f"documents/{world.document.pk}/")
    answers = {name: json.dumps(data[f"p{number}"]).lower() for number, name in enumerate(PATHS)}
    return {name for name, answer in answers.items() if any(sign in answer for sign in signs)}


def restrict(collection: Any, kind: str) -> None:
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, password="geheim")


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_private_collection_is_seen_nowhere(ask: Ask, world: SimpleNamespace, kind: str) -> None:
    assert showing(ask, world) == set(PATHS), "the test would see nothing"
    restrict(world.below, kind)
    assert showing(ask, world) == set()


def test_a_collection_below_a_private_one_is_private_too(ask: Ask, world: SimpleNamespace) -> None:
    restrict(world.collection, "login")
    assert showing(ask, world) == set()


def test_a_sibling_of_a_private_collection_stays_public(ask: Ask, world: SimpleNamespace) -> None:
    other = world.collection.add_sibling(name="Andere")
    restrict(other, "login")
    assert showing(ask, world) == set(PATHS)


def test_private_pictures_are_not_counted(ask: Ask, world: SimpleNamespace) -> None:
    restrict(world.below, "login")
    query = """{ galleryPage(slug: "album") {
      imageCount
      images(first: 1) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage } }
    } }"""
    page = ask(query)["galleryPage"]
    assert page["imageCount"] == page["images"]["totalCount"] == len(page["images"]["nodes"]) == 1
    assert page["images"]["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": False}


def test_blocks_that_lost_what_they_show(ask: Ask, world: SimpleNamespace) -> None:
    """A block that is nothing without its pictures, files or target is left out, the others are emptied."""
    restrict(world.below, "login")
    body = ask(
        """{ newsPage(slug: "offen") { body {
          __typename
          ... on VideoBlock { thumbnail { id } }
          ... on CallToActionBlock { link { title } }
          ... on ParagraphBlock { html }
        } } }"""
    )["newsPage"]["body"]
    kinds = [block["__typename"] for block in body]
    assert not {"ImageBlock", "GalleryBlock", "DownloadsBlock"}.intersection(kinds)
    assert kinds.count("CallToActionBlock") == 1
    emptied = {block["__typename"]: block for block in body}
    assert emptied["VideoBlock"]["thumbnail"] is None
    assert emptied["ParagraphBlock"]["html"] == "<p>Bericht</p>"


def test_a_deleted_picture_and_document_leave_no_error(ask: Ask, world: SimpleNamespace) -> None:
    """Those in a body are held by no foreign key."""
    image = CmsImageFactory()
    document = CmsDocumentFactory()
    NewsPageFactory(
        title="Lücken",
        body=[
            ("image", {"image": image}),
            ("downloads", {"files": [document]}),
            ("paragraph", {"text": f'<p><a linktype="document" id="{document.pk}">Weg</a></p>'}),
        ],
    )
    CmsImage.objects.filter(pk=image.pk).delete()
    document.delete()
    body = ask(
        '{ newsPage(slug: "luecken") { cover { id } body { __typename ... on ParagraphBlock { html } } } }'
    )["newsPage"]
    assert body == {
        "cover": None,
        "body": [
            {"__typename": "ParagraphBlock", "html": "<p>Weg</p>"},
        ],
    }


def test_a_page_can_be_saved_after_a_picture_of_its_body_was_deleted(site: StartedSite) -> None:
    image = CmsImageFactory()
    second = CmsImageFactory()
    page = NewsPageFactory(body=[("image", {"image": image}), ("image", {"image": second})])
    assert page.card_image_id == image.pk
    CmsImage.objects.filter(pk=image.pk).delete()
    page.refresh_from_db()
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.card_image_id == second.pk
