"""Who gets which file, and with which headers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from cms.media.models import CmsDocument, CmsImage
from cms.media.renditions import rendition, sources
from cms.media.services.rendition_files import generate_renditions
from cms.media.visibility import private_collection_ids
from tests.factories.media import LOGO_SVG, CmsDocumentFactory, CmsImageFactory

pytestmark = pytest.mark.django_db

Restrict = Callable[..., Collection]


@pytest.fixture
def private() -> Restrict:
    """Call it for a collection that only some may see."""

    def collection(kind: str = CollectionViewRestriction.LOGIN, **options: Any) -> Collection:
        made = Collection.get_first_root_node().add_child(name=f"Board {Collection.objects.count()}")
        CollectionViewRestriction.objects.create(collection=made, restriction_type=kind, **options)
        return made

    return collection


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


# --- What the public gets


def test_renditions_are_served_for_ever_and_without_guessing(client: Client) -> None:
    image = CmsImageFactory()
    generate_renditions(image)
    for source in sources(image, "CARD"):
        response = client.get(source.candidates[0][0])
        assert response.status_code == 200
        assert response["Content-Type"] == source.mime_type
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Cookie" not in response.get("Vary", "")
        assert "Set-Cookie" not in response
        assert int(response["Content-Length"]) == len(body(response))


def test_a_head_request_says_the_same_without_the_bytes(client: Client) -> None:
    url = rendition(CmsImageFactory(), "CARD").url
    response = client.head(url)
    assert response.status_code == 200
    assert int(response["Content-Length"]) > 0
    response.close()
    assert client.post(url).status_code == 405


def test_a_logo_is_served_and_may_only_draw(client: Client) -> None:
    url = rendition(CmsImageFactory(data=LOGO_SVG, extension="svg"), "LOGO").url
    response = client.get(url)
    assert response["Content-Type"] == "image/svg+xml"
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert b"linearGradient" in body(response)


def test_another_logo_has_another_address() -> None:
    first = CmsImageFactory(file=ContentFile(LOGO_SVG, name="logo.svg"))
    second = CmsImageFactory(file=ContentFile(LOGO_SVG.replace(b"#036", b"#630"), name="logo.svg"))
    first.delete()
    assert first.file.name != second.file.name


def test_a_public_picture_takes_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = rendition(CmsImageFactory(), "CARD").url
    with django_assert_num_queries(1):
        response = client.get(url)
    assert response.status_code == 200
    body(response)


# --- What the public does not get


def test_originals_and_admin_previews_are_for_editors(client: Client, admin_client: Client) -> None:
    image = CmsImageFactory()
    for url in (image.file.url, image.get_rendition("max-165x165").url):
        assert client.get(url).status_code == 404
        response = admin_client.get(url)
        assert response.status_code == 200
        assert response["Cache-Control"].startswith("private")
        body(response)


def test_an_editor_without_rights_on_pictures_gets_none(client: Client, writer: Any) -> None:
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(writer)
    image = CmsImageFactory()
    assert client.get(image.file.url).status_code == 404
    group = Group.objects.create(name="Pictures")
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="choose_image"),
    )
    writer.groups.add(group)
    response = client.get(image.file.url)
    assert response.status_code == 200
    body(response)


@pytest.mark.parametrize(
    "path",
    [
        "documents/secret.pdf",
        "wagtail_uploads/raw.jpg",
        "somewhere/else.txt",
        "original_images/gone.jpg",
        "renditions/1/0a-1x1.svg",
        "renditions/1/../../secret.jpg",
        "renditions/1/0a-1x1.jpg",
        "../secret.txt",
        "..%2fsecret.txt",
        "original_images/..%2f..%2fsecret.svg",
        "original_images/%2e%2e/documents/secret.pdf",
        "original_images/a%00.svg",
        "/etc/passwd",
        "C:%5Cwindows",
    ],
)
def test_nothing_else_is_served(client: Client, admin_client: Client, path: str) -> None:
    default_storage.save("documents/secret.pdf", ContentFile(b"secret"))
    default_storage.save("wagtail_uploads/raw.jpg", ContentFile(b"secret"))
    default_storage.save("somewhere/else.txt", ContentFile(b"secret"))
    for browser in (client, admin_client):
        assert browser.get(f"/media/{path}").status_code in (400, 404)


# --- Private collections


@pytest.mark.parametrize("extension", ["jpg", "svg"])
def test_pictures_of_a_private_collection_are_not_served(
    client: Client, admin_client: Client, private: Restrict, extension: str
) -> None:
    options = {"data": LOGO_SVG} if extension == "svg" else {}
    image = CmsImageFactory(collection=private(), extension=extension, **options)
    public = CmsImageFactory()
    url = rendition(image, "CARD").url
    assert client.get(url).status_code == 404
    response = client.get(rendition(public, "CARD").url)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public")
    body(response)
    response = admin_client.get(url)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("private")
    body(response)


def test_a_collection_below_a_private_one_is_private(client: Client, private: Restrict) -> None:
    below = private().add_child(name="Minutes").add_child(name="2025")
    image = CmsImageFactory(collection=below)
    assert client.get(rendition(image, "CARD").url).status_code == 404


def test_whoever_meets_the_restriction_gets_the_picture(
    client: Client, private: Restrict, writer: Any
) -> None:
    collection = private(CollectionViewRestriction.PASSWORD, password="melon")
    image = CmsImageFactory(collection=collection)
    url = rendition(image, "CARD").url
    assert client.get(url).status_code == 404
    restriction = collection.view_restrictions.get()
    client.post(
        f"/documents/authenticate_with_password/{restriction.pk}/", {"password": "melon", "return_url": "/"}
    )
    response = client.get(url)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("private")
    body(response)


def test_public_querysets_leave_private_collections_out(private: Restrict) -> None:
    collection = private()
    below = collection.add_child(name="Minutes")
    open_ = Collection.get_first_root_node().add_child(name="Press")
    for place in (collection, below, open_):
        CmsImageFactory(collection=place)
        CmsDocumentFactory(collection=place)
    assert private_collection_ids() == {collection.pk, below.pk}
    assert [image.collection_id for image in CmsImage.objects.public()] == [open_.pk]
    assert [document.collection_id for document in CmsDocument.objects.public()] == [open_.pk]


def test_asking_for_private_collections_takes_one_query(
    private: Restrict, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    private().add_child(name="Minutes")
    with django_assert_num_queries(1):
        assert len(private_collection_ids()) == 2
    with django_assert_num_queries(1):
        assert list(CmsImage.objects.public()) == []


# --- Documents


def test_a_document_is_an_attachment_that_can_do_nothing(client: Client) -> None:
    document = CmsDocumentFactory(file_name="statute.pdf")
    assert document.url == f"/documents/{document.pk}/statute.pdf"
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "statute.pdf" in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert body(response).startswith(b"%PDF")


def test_a_document_knows_its_size_and_type() -> None:
    document = CmsDocumentFactory(data=b"12345", file_name="list.pdf")
    assert document.file_size == 5
    assert document.content_type == "application/pdf"
    assert len(document.file_hash) == 40


def test_a_document_of_a_private_collection_is_not_served(client: Client, private: Restrict) -> None:
    document = CmsDocumentFactory(collection=private().add_child(name="Minutes"))
    response = client.get(document.url)
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_a_document_of_a_password_collection_asks_for_the_password(client: Client, private: Restrict) -> None:
    document = CmsDocumentFactory(collection=private(CollectionViewRestriction.PASSWORD, password="melon"))
    response = client.get(document.url)
    assert b"password" in body(response)
    assert b"%PDF" not in body(response)
