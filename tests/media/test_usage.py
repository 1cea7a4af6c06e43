"""A picture in use is not deleted, and the editor reads where it is used."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.galleries.models import GalleryIndexPage, GalleryPage, GalleryPicture
from cms.media.models import CmsImage
from tests.factories.media import CmsImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def used(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> CmsImage:
    call_command("start_site", verbosity=0)
    image: CmsImage = CmsImageFactory()
    album = GalleryPage(title="Sommerfest", date=datetime.date(2025, 7, 1))
    with django_capture_on_commit_callbacks(execute=True):
        GalleryIndexPage.objects.first().add_child(instance=album)
        album.pictures.add(GalleryPicture(image=image))
        album.save_revision().publish()
    return image


def test_deleting_a_picture_in_use_names_the_place_and_deletes_nothing(
    editor_client: Client, used: CmsImage
) -> None:
    page = editor_client.get(reverse("wagtailimages:delete", args=[used.pk])).content.decode()
    usage = reverse("wagtailimages:image_usage", args=[used.pk])
    assert usage in page
    assert 'type="submit"' not in page[page.index(usage) :]
    editor_client.post(reverse("wagtailimages:delete", args=[used.pk]))
    assert CmsImage.objects.filter(pk=used.pk).exists()
    assert "Sommerfest" in editor_client.get(usage).content.decode()


def test_deleting_several_pictures_stops_at_one_in_use(editor_client: Client, used: CmsImage) -> None:
    unused = CmsImageFactory()
    url = reverse("wagtail_bulk_action", args=["media", "cmsimage", "delete"])
    editor_client.post(f"{url}?id={used.pk}&id={unused.pk}&next=/admin/")
    assert CmsImage.objects.count() == 2


def test_a_picture_that_is_not_in_use_is_deleted(editor_client: Client) -> None:
    image = CmsImageFactory()
    editor_client.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not CmsImage.objects.exists()
