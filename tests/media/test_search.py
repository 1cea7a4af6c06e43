"""Editors find pictures by title and tag, within a collection too; programs by all words of theirs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Collection

from cms.media.models import CmsImage
from tests.factories.media import CmsImageFactory, ImageTextFactory


@pytest.fixture
def presse(locales: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Collection:
    """A picture with all its words, and a collection with another."""
    with django_capture_on_commit_callbacks(execute=True):
        collection: Collection = Collection.get_first_root_node().add_child(name="Presse")
        # The description is Wagtail's column: no form of ours shows it.
        picture = CmsImageFactory(title="Werkhalle", credit="Beispielfoto", description="Geheimnis")
        picture.tags.add("Richtfest")
        ImageTextFactory(image=picture, language="de", alt="Zwei Frauen", caption="Im Gespräch")
        picture.save()
        CmsImageFactory(title="Werkhalle nachts", collection=collection)
    return collection


@pytest.mark.parametrize("name", ["wagtailimages:index_results", "wagtailimages_chooser:choose_results"])
def test_an_editor_finds_a_picture(editor_client: Client, presse: Collection, name: str) -> None:
    def found(words: str, **more: Any) -> list[str]:
        response = editor_client.get(reverse(name), {"q": words, **more})
        listed = response.context.get("object_list", response.context.get("results"))
        return sorted(image.title for image in listed)

    assert found("Werkh") == ["Werkhalle", "Werkhalle nachts"]
    assert found("Werkhalle", collection_id=presse.pk) == ["Werkhalle nachts"]
    assert found("Richtf") == ["Werkhalle"]
    assert found("Gehei") == []


def test_a_program_finds_a_picture(presse: Collection) -> None:
    for words in ("Richtfest", "Beispielfoto", "Frauen", "Gespräch"):
        assert [image.title for image in CmsImage.objects.search(words)] == ["Werkhalle"], words
    assert not CmsImage.objects.search("Geheimnis")
