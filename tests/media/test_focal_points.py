"""The point that crops keep stays inside the picture, whatever becomes of the file."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.media.focal_points import COLUMNS, share_of
from cms.media.models import CmsImage
from tests.factories.media import CmsImageFactory, draw, picture_bytes

from .test_forms import edit_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales"), pytest.mark.once]

POINT = dict(zip(COLUMNS, (300, 60, 40, 20), strict=True))


def point(image: CmsImage) -> tuple[int | None, ...]:
    stored = CmsImage.objects.get(pk=image.pk)
    return tuple(getattr(stored, column) for column in COLUMNS)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((320, 240), (300, 60, 40, 20)),
        ((640, 480), (600, 120, 80, 40)),
        ((16, 12), (15, 3, 2, 1)),
        ((8, 600), (None, None, None, None)),
        ((600, 600), (None, None, None, None)),
    ],
)
def test_a_new_file_takes_the_point_along_or_loses_it(
    editor_client: Client, size: tuple[int, int], expected: tuple[int | None, ...]
) -> None:
    image = CmsImageFactory(**POINT)
    new = picture_bytes(picture=draw(*size, "green"))
    fields: dict[str, Any] = {**edit_fields(editor_client, image), "file": SimpleUploadedFile("new.jpg", new)}
    assert fields["focal_point_x"] == "300"
    assert editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
    assert point(image) == expected


def test_a_program_may_set_file_and_point_together() -> None:
    image = CmsImageFactory(**POINT)
    image.file = ContentFile(picture_bytes(picture=draw(600, 600)), name="new.jpg")
    image.focal_point_x = 590
    image.save()
    assert point(image) == (590, 60, 40, 20)
    image.file = ContentFile(picture_bytes(picture=draw(60, 60)), name="new.jpg")
    image.save(update_fields=["file"])
    assert point(image) == (59, 6, 4, 2)


@pytest.mark.parametrize(
    "wrong", [{"focal_point_x": "14000"}, {"focal_point_y": "241"}, {"focal_point_y": ""}]
)
def test_a_point_outside_is_none(editor_client: Client, wrong: dict[str, str]) -> None:
    image = CmsImageFactory(**POINT)
    fields = {**edit_fields(editor_client, image), **wrong}
    assert editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
    assert point(image) == (None, None, None, None)


def test_what_stands_in_old_databases_is_answered_within_the_picture() -> None:
    assert [share_of(place, 320) for place in (-5, 0, 160, 320, 14_000)] == [0.0, 0.0, 0.5, 1.0, 1.0]
