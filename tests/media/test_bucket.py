"""Media in a store that speaks S3: what lies where, who reads it, and what happens while it is away."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.tasks import delete_file_from_storage_task

from cms.home.sites import start_site
from cms.media.bucket import BucketStorage
from cms.media.models import CmsDocument, CmsImage
from cms.media.renditions import rendition, sources
from cms.media.services import public_copies
from cms.media.services.missing_renditions import complete_images, incomplete_image_ids
from cms.media.services.stale_files import delete_file
from cms.tasks.retries import RetryLater
from site_config.content_policy import policy
from tests.factories.media import LOGO_SVG, CmsDocumentFactory, CmsImageFactory, draw, picture_bytes
from tests.factories.pages import MemberPageFactory

from .stores import BUCKET, KEY, SECRET, Store, asked, running_store
from .test_forms import edit_fields, upload
from .test_serving import body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales"), pytest.mark.once]

Commits = DjangoCaptureOnCommitCallbacks
#: Nobody listens there.
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def running() -> Iterator[Store]:
    with running_store() as store:
        yield store


@pytest.fixture
def store(running: Store, settings: Settings, fresh_surroundings: None) -> Iterator[Store]:
    """The media store of this test, empty."""
    running.use(settings)
    yield running
    running.empty()


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Commits) -> Any:
    """`with commits():` does what follows a commit, the worker's tasks too."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def close(collection: Collection) -> CollectionViewRestriction:
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )


def new_collection() -> Collection:
    return Collection.get_first_root_node().add_child(name=f"Board {Collection.objects.count()}")


def picture(commits: Any, **values: Any) -> CmsImage:
    # Small: each size is a file to be made, written and copied.
    with commits():
        made = CmsImageFactory(**{"width": 64, "height": 48, **values})
    image: CmsImage = CmsImage.objects.get(pk=made.pk)
    return image


def addresses(image: CmsImage) -> list[str]:
    found = [url for source in sources(image, "CARD") for url, _width in source.candidates]
    return [*found, rendition(image, "CARD").url]


# --- What lies where


def test_an_uploaded_picture_is_read_at_its_own_addresses(
    store: Store,
    editor_client: Client,
    client: Client,
    commits: Any,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A machine without lists of types, as in a small container.
    monkeypatch.setattr("mimetypes.guess_type", lambda *args, **kwargs: (None, None))
    with commits():
        assert upload(editor_client, picture_bytes(picture=draw(120, 90)))["success"]
    image = CmsImage.objects.get()
    found = addresses(image)
    assert len({url.rpartition(".")[2] for url in found}) == 3
    for url in found:
        assert url.startswith(f"{store.public_url}/renditions/{image.pk}/")
        status, data, headers = asked(url)
        assert status == 200 and data
        assert headers["Content-Type"] == {
            "avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"
        }[url.rpartition(".")[2]]  # fmt: skip
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    original = str(image.file.name)
    assert f"private/{original}" in store.names() and f"public/{original}" not in store.names()
    assert asked(f"{store.endpoint}/{BUCKET}/private/{original}")[0] == 403
    # Originals and the admin's previews come from the CMS, after it has asked who reads.
    for url in (image.file.url, image.get_rendition("max-165x165").url):
        assert url.startswith("/media/")
        assert client.get(url).status_code == 404
        assert body(editor_client.get(url))
    assert not any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))


def test_the_api_names_these_addresses(store: Store, client: Client, commits: Any) -> None:
    start_site(name="Verein", hostname="localhost", port=3000)
    image = picture(commits)
    logo = picture(commits, data=LOGO_SVG, extension="svg")
    with commits():
        MemberPageFactory(title="M", cover=image, logo=logo)
    query = """{ memberPage(slug: "m") {
      cover { sources(preset: CARD) { srcSet } rendition(preset: CARD) { url } }
      logo { rendition(preset: LOGO) { url } }
    } }"""
    answer = client.post("/graphql/", json.dumps({"query": query}), content_type="application/json")
    member = answer.json()["data"]["memberPage"]
    assert member["cover"]["rendition"]["url"] == rendition(image, "CARD").url
    assert member["cover"]["sources"][0]["srcSet"].startswith(store.public_url)
    assert member["logo"]["rendition"]["url"] == f"{store.public_url}/{logo.file.name}"


def test_a_logo_is_shown_in_pages_and_is_no_document_of_the_store(store: Store, commits: Any) -> None:
    logo = picture(commits, data=LOGO_SVG, extension="svg")
    status, data, headers = asked(rendition(logo, "LOGO").url)
    assert status == 200 and b"linearGradient" in data
    assert headers["Content-Type"] == "image/svg+xml"
    assert headers["Content-Disposition"] == "attachment"


def test_documents_pass_wagtails_check(store: Store, client: Client) -> None:
    document = CmsDocumentFactory(file_name="statute.pdf")
    response = client.get(document.url)
    assert body(response).startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("attachment")
    assert store.names() == [f"private/{document.file.name}"]
    assert asked(f"{store.endpoint}/{BUCKET}/private/{document.file.name}")[0] == 403
    close(Collection.get_first_root_node())
    assert client.get(document.url).status_code == 302


def test_without_a_public_address_the_cms_serves_all(
    store: Store, client: Client, commits: Any, settings: Settings
) -> None:
    settings.CMS_MEDIA_PUBLIC_URL = ""
    image = picture(commits)
    for url in addresses(image):
        assert url.startswith("/media/renditions/")
        assert body(client.get(url))
    assert store.names("public/") == []


def test_of_two_that_write_one_name_none_is_lost(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = BucketStorage.exists
    seen: list[str] = []
    # The other machine asks before the first has written.
    monkeypatch.setattr(
        BucketStorage,
        "exists",
        lambda self, name: bool(seen.append(name)) or (len(seen) > 1 and real(self, name)),
    )
    default_storage.save("documents/a.pdf", ContentFile(b"second"))
    seen.clear()
    other = default_storage.save("documents/a.pdf", ContentFile(b"first"))
    assert other != "documents/a.pdf"
    with default_storage.open("documents/a.pdf") as first, default_storage.open(other) as second:
        assert (first.read(), second.read()) == (b"second", b"first")


def test_the_admin_may_show_pictures_of_the_store(store: Store) -> None:
    assert f"; img-src 'self' data: blob: {store.endpoint};" in policy(is_framed_here=False)


# --- Private


@pytest.mark.parametrize(
    ("way", "extension"), [("restriction", "jpg"), ("above", "svg"), ("moved", "svg"), ("saved", "jpg")]
)
def test_a_picture_that_becomes_private_is_read_no_longer(
    store: Store, client: Client, editor_client: Client, commits: Any, way: str, extension: str
) -> None:
    collection = new_collection()
    home = collection.add_child(name="Minutes") if way == "above" else collection
    options = {"data": LOGO_SVG} if extension == "svg" else {}
    image = picture(commits, collection=home, extension=extension, **options)
    other = picture(commits)
    found = addresses(image)
    assert all(asked(url)[0] == 200 for url in found)
    with commits():
        if way in ("restriction", "above"):
            restriction = close(collection)
        elif way == "moved":
            private = new_collection()
            close(private)
            CmsImage.objects.filter(pk=image.pk).update(collection=private)
        else:
            private = new_collection()
            close(private)
            image.collection = private
            image.save()
    assert all(asked(url)[0] in (403, 404) for url in found)
    assert asked(rendition(other, "CARD").url)[0] == 200
    image.refresh_from_db()
    url = rendition(image, "CARD").url
    assert url.startswith("/media/")
    assert client.get(url).status_code == 404
    assert body(editor_client.get(url))
    with commits():
        if way in ("restriction", "above"):
            restriction.delete()
        else:
            CmsImage.objects.filter(pk=image.pk).update(collection=home)
    image.refresh_from_db()
    assert addresses(image) == found
    assert all(asked(url)[0] == 200 for url in found)


@pytest.mark.parametrize("extension", ["jpg", "svg"])
def test_a_picture_closed_while_its_copies_are_made_keeps_none(
    store: Store, commits: Any, monkeypatch: pytest.MonkeyPatch, settings: Settings, extension: str
) -> None:
    options = {"data": LOGO_SVG} if extension == "svg" else {}
    settings.CMS_MEDIA_PUBLIC_URL = ""
    image = picture(commits, collection=new_collection(), extension=extension, **options)
    settings.CMS_MEDIA_PUBLIC_URL = store.public_url
    real = BucketStorage.publish
    copied: list[str] = []

    def publish(self: BucketStorage, name: str) -> None:
        real(self, name)
        copied.extend(store.names("public/"))
        if not CollectionViewRestriction.objects.exists():
            close(image.collection)

    monkeypatch.setattr(BucketStorage, "publish", publish)
    assert not public_copies.publish(image)
    assert copied and store.names("public/") == []


def test_the_command_brings_lost_copies_back(store: Store, commits: Any, settings: Settings) -> None:
    settings.CMS_MEDIA_PUBLIC_URL = ""
    image = picture(commits)
    settings.CMS_MEDIA_PUBLIC_URL = store.public_url
    assert incomplete_image_ids() == [image.pk]
    assert [outcome.failure for outcome in complete_images([image.pk])] == [""]
    image.refresh_from_db()
    assert all(asked(url)[0] == 200 for url in addresses(image))
    assert incomplete_image_ids() == []


# --- Deleting and replacing


@pytest.mark.parametrize("extension", ["jpg", "svg"])
def test_a_deleted_picture_leaves_nothing(store: Store, commits: Any, extension: str) -> None:
    options = {"data": LOGO_SVG} if extension == "svg" else {}
    image = picture(commits, extension=extension, **options)
    image.get_rendition("max-165x165")
    assert store.names("public/")
    with commits():
        image.delete()
    assert store.names() == []


@pytest.mark.parametrize("extension", ["jpg", "svg"])
def test_a_replaced_file_is_gone_and_the_new_one_is_read(
    store: Store, editor_client: Client, commits: Any, extension: str
) -> None:
    options = {"data": LOGO_SVG} if extension == "svg" else {}
    image = picture(commits, extension=extension, **options)
    before, original = addresses(image), str(image.file.name)
    new = (
        LOGO_SVG.replace(b"#036", b"#630")
        if extension == "svg"
        else picture_bytes(picture=draw(80, 60, "red"))
    )
    fields: dict[str, Any] = edit_fields(editor_client, image)
    fields["file"] = SimpleUploadedFile(f"new.{extension}", new)
    with commits():
        answer = editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert answer.status_code == 302
    image.refresh_from_db()
    assert not set(addresses(image)) & set(before)
    assert all(asked(url)[0] == 200 for url in addresses(image))
    assert all(asked(url)[0] in (403, 404) for url in before)
    assert f"private/{original}" not in store.names()


def test_a_task_that_deletes_a_file_holds_no_key(store: Store) -> None:
    named = repr(default_storage.deconstruct())  # type: ignore[attr-defined]
    assert "BucketStorage" in named
    assert SECRET not in named and KEY not in named


# --- The store away


@pytest.fixture
def away(store: Store, settings: Settings) -> Any:
    """Call it, and nobody answers any more; with `False`, the store is back."""

    def cut(is_away: bool = True) -> None:
        store.use(settings, NOWHERE if is_away else None)

    return cut


@pytest.mark.parametrize("kind", ["picture", "document"])
def test_an_upload_while_the_store_is_away_says_so_and_leaves_nothing(
    editor_client: Client, away: Any, store: Store, kind: str
) -> None:
    editor_client.raise_request_exception = False
    file = (
        SimpleUploadedFile("photo.jpg", picture_bytes())
        if kind == "picture"
        else SimpleUploadedFile("list.pdf", b"%PDF-1.4")
    )
    view = "wagtailimages:add" if kind == "picture" else "wagtaildocs:add"
    data = {"title": "Empfang", "file": file, "collection": Collection.get_first_root_node().pk}
    away()
    answer = editor_client.post(reverse(view), data, headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert answer["Retry-After"]
    text = answer.content.decode()
    assert "Pictures and documents can't be stored or read" in text
    assert SECRET not in text
    assert not CmsImage.objects.exists() and not CmsDocument.objects.exists()
    away(False)
    file.seek(0)
    assert editor_client.post(reverse(view), data).status_code == 302
    assert CmsImage.objects.exists() or CmsDocument.objects.exists()


def test_a_store_that_goes_away_in_the_middle_leaves_no_row(
    editor_client: Client, store: Store, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    editor_client.raise_request_exception = False
    real = BucketStorage._save

    def save(self: BucketStorage, name: str, content: Any) -> str:
        if name.startswith("renditions/"):
            self.connection.meta.client.meta.events.register("before-send", lambda **kwargs: refused())
        return real(self, name, content)

    def refused() -> None:
        from botocore.exceptions import EndpointConnectionError

        raise EndpointConnectionError(endpoint_url=NOWHERE)

    monkeypatch.setattr(BucketStorage, "_save", save)
    answer = editor_client.post(
        reverse("wagtailimages:add"),
        {
            "title": "Empfang",
            "file": SimpleUploadedFile("photo.jpg", picture_bytes()),
            "collection": Collection.get_first_root_node().pk,
        },
    )
    assert answer.status_code == 503
    assert not CmsImage.objects.exists()
    assert store.names("public/") == []


def test_what_cannot_be_read_or_replaced_now_is_as_before(
    editor_client: Client, away: Any, commits: Any, client: Client
) -> None:
    editor_client.raise_request_exception = client.raise_request_exception = False
    image = picture(commits)
    document = CmsDocumentFactory()
    fields: dict[str, Any] = edit_fields(editor_client, image)
    fields["file"] = SimpleUploadedFile("new.jpg", picture_bytes(picture=draw(80, 60, "red")))
    away()
    with commits():
        answer = editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert answer.status_code == 503
    assert editor_client.get(image.file.url).status_code == 503
    assert client.get(document.url).status_code == 503
    # A list is shown, with something in place of the previews.
    assert editor_client.get(reverse("wagtailimages:index")).status_code == 200
    away(False)
    image.refresh_from_db()
    assert all(asked(url)[0] == 200 for url in addresses(image))
    assert body(editor_client.get(image.file.url))


def test_what_cannot_be_deleted_now_is_deleted_by_the_worker(
    away: Any, commits: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = picture(commits)
    name = str(image.file.name)
    enqueued: list[tuple[Any, ...]] = []
    monkeypatch.setattr(
        type(delete_file_from_storage_task), "enqueue", lambda self, *args: enqueued.append(args)
    )
    away()
    delete_file(name)
    assert [arguments[1] for arguments in enqueued] == [name]
    with pytest.raises(RetryLater):
        delete_file_from_storage_task.func(*enqueued[0])
    with pytest.raises(RetryLater):
        public_copies.settle(image.pk)
    away(False)
    delete_file_from_storage_task.func(*enqueued[0])
    assert f"private/{name}" not in store.names()
