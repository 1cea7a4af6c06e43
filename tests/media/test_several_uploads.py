"""One of several files that the chooser uploads in one go: taken, known already, or refused with a reason."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from cms.media.models import CmsImage
from tests.factories.media import picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales"), pytest.mark.once]


def upload(client: Client, data: bytes, **fields: Any) -> Any:
    """Post what the script posts for one file; return the answer."""
    answer = client.post(
        reverse("wagtailimages_chooser:create") + "?multiple=1",
        {
            "image-chooser-upload-title": "photo",
            "image-chooser-upload-file": SimpleUploadedFile("photo.jpg", data),
            "one-of-several": "1",
            **{f"image-chooser-upload-{name}": value for name, value in fields.items()},
        },
    )
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_a_file_that_is_there_chooses_the_picture_that_is_there(editor_client: Client) -> None:
    data = picture_bytes()
    first, second = upload(editor_client, data), upload(editor_client, data)
    assert not first["duplicate"]
    assert second == {**first, "duplicate": True}
    assert CmsImage.objects.count() == 1


def test_a_picture_in_another_collection_is_another(editor_client: Client) -> None:
    root = Collection.get_first_root_node()
    internal = root.add_child(name="Internal")
    data = picture_bytes()
    first = upload(editor_client, data, collection=internal.pk)
    second = upload(editor_client, data, collection=root.pk)
    assert not second["duplicate"]
    assert first["result"][0]["id"] != second["result"][0]["id"]


def test_a_refused_file_says_why_and_stores_nothing(editor_client: Client) -> None:
    [reason] = upload(editor_client, picture_bytes()[:300])["errors"]
    assert "damaged" in reason
    [reason] = upload(editor_client, picture_bytes(), credit="x" * 300)["errors"]
    assert reason.startswith("Credit: ")
    assert not CmsImage.objects.exists()
