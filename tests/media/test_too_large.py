"""Who uploads a file that is too large reads that, in one sentence, in every form that takes files."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cms.media.models import CmsDocument, CmsImage
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales", "small")]
TYPE = "Dateiendung"
Words = Callable[[Any], str]


@pytest.fixture
def small(settings: Settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100


@pytest.fixture
def german(editor_client: Client) -> Client:
    editor_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    return editor_client


def in_json(answer: Any) -> str:
    return str(answer.json()["error_message"])


def in_page(answer: Any) -> str:
    return words_of(answer.content.decode())


def in_chooser(answer: Any) -> str:
    return words_of(answer.json()["htmlFragment"])


def words_of(page: str) -> str:
    soup = BeautifulSoup(page, "html.parser")
    errors = soup.select(".w-field__errors .error-message")
    return " | ".join(one.get_text(" ", strip=True) for one in errors if one.get_text(strip=True))


#: The ways to upload a file: name of the address, prefix of the fields, where the errors stand.
FORMS = [
    ("wagtaildocs:add_multiple", "", in_json),
    ("wagtaildocs:add", "", in_page),
    ("wagtaildocs:edit", "", in_page),
    ("wagtaildocs_chooser:create", "document-chooser-upload-", in_chooser),
    ("wagtailimages:add_multiple", "", in_json),
    ("wagtailimages:add", "", in_page),
    ("wagtailimages:edit", "", in_page),
    ("wagtailimages_chooser:create", "image-chooser-upload-", in_chooser),
]


def send(client: Client, name: str, prefix: str, file: SimpleUploadedFile) -> Any:
    is_picture = name.startswith("wagtailimages")
    key = []
    if name.endswith(":edit"):
        key = [(CmsImageFactory() if is_picture else CmsDocumentFactory()).pk]
    field = "files[]" if name.endswith("multiple") else f"{prefix}file"
    data = {f"{prefix}title": "Satzung", f"{prefix}tags": "", field: file}
    return client.post(reverse(name, args=key), data, headers={"X-Requested-With": "XMLHttpRequest"})


@pytest.mark.parametrize(("name", "prefix", "said"), FORMS)
def test_only_that_it_is_too_large_is_said(german: Client, name: str, prefix: str, said: Words) -> None:
    is_picture = name.startswith("wagtailimages")
    counted = CmsImage if is_picture else CmsDocument
    file_name, data = ("bild.png", picture_bytes()) if is_picture else ("satzung.pdf", b"%PDF" * 100)
    answer = send(german, name, prefix, SimpleUploadedFile(file_name, data))
    words = said(answer)
    assert "zu groß" in words
    assert TYPE not in words and "„“" not in words and "|" not in words and "\n" not in words
    assert counted.objects.count() == (1 if name.endswith(":edit") else 0)


@pytest.mark.parametrize(("name", "prefix", "said"), [form for form in FORMS if "docs" in form[0]])
def test_an_empty_document_is_only_empty_and_another_kind_only_that(
    german: Client, name: str, prefix: str, said: Words
) -> None:
    words = said(send(german, name, prefix, SimpleUploadedFile("satzung.pdf", b"")))
    assert "leer" in words and TYPE not in words and "|" not in words
    words = said(send(german, name, prefix, SimpleUploadedFile("satzung.exe", b"MZ")))
    assert TYPE in words and "„exe“" in words and "|" not in words
