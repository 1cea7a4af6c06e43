"""Odd pictures are shown everywhere, or refused with a reason; a broken one takes nothing else down."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.models import Locale

from cms.media.models import CmsImage
from cms.media.renditions import is_complete, rendition, sources
from cms.media.services.rendition_files import generate_renditions
from cms.media.uploads import check_picture
from tests.factories.media import LOGO_SVG, CmsImageFactory, draw, picture_bytes

from .odd_pictures import ACCEPTED, REFUSED, without_end
from .test_forms import edit_fields, single, upload

pytestmark = pytest.mark.once

PLACEHOLDER = "broken-picture"
#: Odd for the sizes of the public too. Making all of them takes a while.
MADE_WHOLE = (
    "bw1_trns.png",
    "3000x1.jpg",
    "a_column.png",
    "tower.png",
    "one_pixel.avif",
    "cmyk.jpg",
    "giant.svg",
)
LISTS = (
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
)


def upload_several(client: Client, name: str, data: bytes) -> None:
    answer = upload(client, data, name)
    assert answer["success"], (name, answer)


def upload_one(client: Client, name: str, data: bytes) -> None:
    answer = client.post(reverse("wagtailimages:add"), single(file=SimpleUploadedFile(name, data)))
    assert answer.status_code == 302, (name, answer.context["form"].errors)


def upload_in_chooser(client: Client, name: str, data: bytes) -> None:
    posted = single("image-chooser-upload-", file=SimpleUploadedFile(name, data))
    answer = json.loads(client.post(reverse("wagtailimages_chooser:create"), posted).content)
    assert answer["step"] in ("chosen", "duplicate_found"), (name, answer)


def replace(client: Client, name: str, data: bytes) -> None:
    image = CmsImageFactory()
    fields: dict[str, Any] = {**edit_fields(client, image), "file": SimpleUploadedFile(name, data)}
    answer = client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert answer.status_code == 302, (name, answer.context["form"].errors)


def save_by_program(client: Client, name: str, data: bytes) -> None:
    CmsImage(title=name, file=ContentFile(data, name=name)).save()


WAYS: tuple[Callable[[Client, str, bytes], None], ...] = (
    upload_several,
    upload_one,
    upload_in_chooser,
    replace,
    save_by_program,
)


@pytest.mark.django_db
def test_every_odd_picture_comes_in_by_some_way_and_is_shown_everywhere(
    editor_client: Client, locales: dict[str, Locale], settings: Any
) -> None:
    settings.WAGTAILIMAGES_CHOOSER_PAGE_SIZE = settings.WAGTAILIMAGES_INDEX_PAGE_SIZE = 100
    for number, (name, data) in enumerate(ACCEPTED.items()):
        WAYS[number % len(WAYS)](editor_client, name, data)
        image = CmsImage.objects.order_by("pk").last()
        for spec in ("fill-600x338", "preserve-svg|width-99|format-avif"):
            made = image.get_rendition(spec)
            assert made.file, (name, spec)
            assert made.width >= 1
            assert made.height >= 1
        page = editor_client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
        assert PLACEHOLDER not in page, name
        if name in MADE_WHOLE:
            generate_renditions(image)
            assert is_complete(image), name
        assert rendition(image, "CARD").width >= 1
        assert image.is_vector or sources(image, "THUMB"), name
    assert CmsImage.objects.count() == len(ACCEPTED)
    for view in LISTS:
        for layout in ("grid", "list"):
            page = editor_client.get(reverse(view), {"layout": layout})
            assert page.status_code == 200
            assert PLACEHOLDER not in page.content.decode(), view


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_shown_is_refused_with_its_reason(name: str) -> None:
    data, reason = REFUSED[name]
    with pytest.raises(ValidationError) as caught:
        check_picture(name, data)
    assert reason in caught.value.messages[0]


def test_a_jpeg_without_its_end_marker_is_whole_and_with_less_it_is_not() -> None:
    noise = Image.effect_noise((160, 96), 60).convert("RGB")
    for options in ({}, {"progressive": True}, {"restart_marker_blocks": 2}):
        whole = without_end(picture_bytes("jpg", noise, quality=90, **options))
        for lacking in (whole, whole + b"\xff"):
            assert check_picture("a.jpg", lacking).read().endswith(b"\xff\xd9")
        for missing in (1, 2, 5, 40, 400):
            with pytest.raises(ValidationError):
                check_picture("a.jpg", whole[:-missing])


@pytest.mark.django_db
def test_names_of_jpegs_that_few_programs_know_become_the_usual_one() -> None:
    image = CmsImageFactory(file=ContentFile(picture_bytes(), name="Urlaub.JFIF"))
    assert image.file.name.endswith("Urlaub.jpg")


# --- What breaks later


@pytest.fixture
def library(db: None) -> dict[str, CmsImage]:
    """A picture whose file has gone, one that was damaged, a damaged drawing, and one that is whole."""
    made = {
        "gone": CmsImageFactory(),
        "damaged": CmsImageFactory(),
        "drawing": CmsImageFactory(data=LOGO_SVG, extension="svg"),
        "whole": CmsImageFactory(width=64, height=48),
    }
    for name in ("gone", "damaged", "drawing"):
        default_storage.delete(made[name].file.name)
    default_storage.save(made["damaged"].file.name, ContentFile(picture_bytes()[:700]))
    default_storage.save(made["drawing"].file.name, ContentFile(b"<svg viewBox='0 0 0 0'/>"))
    return made


@pytest.mark.usefixtures("locales")
def test_broken_pictures_have_a_placeholder_and_take_no_page_down(
    editor_client: Client, library: dict[str, CmsImage]
) -> None:
    for view in LISTS:
        for layout in ("grid", "list"):
            page = editor_client.get(reverse(view), {"layout": layout})
            assert page.status_code == 200, (view, layout)
            html = json.loads(page.content)["html"] if view.endswith(":choose") else page.content.decode()
            assert html.count(PLACEHOLDER) == 3, (view, layout)
            assert library["whole"].get_rendition("max-165x165").url in html
    for name in ("gone", "damaged", "drawing"):
        image = library[name]
        assert (
            PLACEHOLDER in editor_client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
        )
        assert editor_client.get(reverse("wagtailimages:delete", args=[image.pk])).status_code == 200
        chosen = editor_client.get(reverse("wagtailimages_chooser:chosen", args=[image.pk]))
        assert PLACEHOLDER in json.loads(chosen.content)["result"]["preview"]["url"]
        assert not image.renditions.exists()
        # Mended by a new file, it is shown.
        fields: dict[str, Any] = edit_fields(editor_client, image)
        fields["file"] = SimpleUploadedFile("new.jpg", picture_bytes(picture=draw(99, 66)))
        assert editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
        assert CmsImage.objects.get(pk=image.pk).get_rendition("max-165x165").file


@pytest.mark.django_db
def test_a_picture_that_nobody_could_measure_is_listed_and_answered(editor_client: Client) -> None:
    for data, extension in ((picture_bytes(), "jpg"), (LOGO_SVG, "svg")):
        image = CmsImageFactory(data=data, extension=extension)
        default_storage.delete(image.file.name)
    CmsImage.objects.update(width=0, height=0)
    page = editor_client.get(reverse("wagtailimages:index"))
    assert page.content.decode().count(PLACEHOLDER) == 2
    for image in CmsImage.objects.all():
        assert rendition(image, "CARD").width >= 1
        sources(image, "HERO")


def test_a_wrong_specification_is_an_error_of_the_programmers(library: dict[str, CmsImage]) -> None:
    with pytest.raises(InvalidFilterSpecError):
        library["whole"].get_rendition("nonsense-12")


def test_a_preview_whose_file_has_gone_shows_the_placeholder(
    editor_client: Client, client: Client, db: None
) -> None:
    made = CmsImageFactory().get_rendition("max-165x165")
    default_storage.delete(made.file.name)
    answer = editor_client.get(made.url)
    assert answer.status_code == 302
    assert PLACEHOLDER in answer["Location"]
    assert Client().get(made.url).status_code == 404


def test_the_command_makes_the_whole_ones_and_names_the_others(
    library: dict[str, CmsImage], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="2 pictures could not be made"):
        call_command("make_renditions", "--all")
    assert is_complete(CmsImage.objects.get(pk=library["whole"].pk))


@pytest.mark.django_db
def test_a_new_file_by_program_takes_the_previews_of_the_old_one_away() -> None:
    image = CmsImageFactory()
    before = image.get_rendition("max-165x165").url
    image.file = ContentFile(picture_bytes(picture=draw(90, 90)), name="new.jpg")
    image.save()
    after = CmsImage.objects.get(pk=image.pk).get_rendition("max-165x165")
    assert after.url != before
    assert (after.width, after.height) == (90, 90)
