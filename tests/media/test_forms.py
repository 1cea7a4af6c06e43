"""What an editor does with pictures, through Wagtail's own views."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Collection, Locale, UploadedFile

from cms.media.models import CmsImage
from cms.media.renditions import is_complete
from tests.factories.media import LOGO_SVG, CmsImageFactory, ImageTextFactory, draw, picture_bytes

from .metadata import exif_with_position, has_position, iptc, jpeg
from .test_uploads import png_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales"), pytest.mark.once]

SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'
HOSTILE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
    b"<use href='//x.example/&lt;img src=x onerror=alert(1)&gt;'/></svg>"
)


def upload(client: Client, data: bytes, name: str = "photo.jpg", **fields: Any) -> Any:
    """Upload as the page "Add images" does; return its JSON."""
    answer = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": name.rpartition(".")[0], "files[]": SimpleUploadedFile(name, data), **fields},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    return json.loads(answer.content)


def form_fields(html: str) -> dict[str, str]:
    """The names and values that a browser would post back."""
    fields = {}
    for field in BeautifulSoup(html, "html.parser").select("input[name], textarea[name], select[name]"):
        if field.get("type") in ("checkbox", "file") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            fields[str(field["name"])] = str(chosen["value"]) if chosen else ""
        else:
            fields[str(field["name"])] = str(field.get("value", field.text))
    return fields


# --- Uploading several


def test_an_upload_makes_a_picture_and_asks_for_its_words(
    editor_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = upload(editor_client, picture_bytes())
    assert answer["success"]
    image = CmsImage.objects.get()
    assert is_complete(image)
    prefix = f"image-{image.pk}"
    fields = form_fields(answer["form"])
    wanted = [
        f"{prefix}-{name}" for name in ("title", "alt_de", "caption_de", "alt_en", "caption_en", "credit")
    ]
    assert set(wanted) <= set(fields)
    edited = {
        **fields,
        f"{prefix}-title": "Empfang",
        f"{prefix}-alt_de": "Drei Frauen",
        f"{prefix}-alt_en": "Three women",
        f"{prefix}-caption_de": "In Halle 7",
        f"{prefix}-credit": "Ada Grün",
    }
    second = json.loads(
        editor_client.post(reverse("wagtailimages:edit_multiple", args=[image.pk]), edited).content
    )
    assert second["success"], second
    image = CmsImage.objects.get()
    assert (image.title, image.credit) == ("Empfang", "Ada Grün")
    assert (image.alt_in("de"), image.alt_in("en"), image.caption_in("de")) == (
        "Drei Frauen",
        "Three women",
        "In Halle 7",
    )


def test_words_in_the_file_stand_in_the_form(editor_client: Client) -> None:
    data = jpeg(
        exif=exif_with_position(), segment=iptc((105, "Empfang"), (80, "Ada Grün"), (120, "Die Gäste"))
    )
    answer = upload(editor_client, data, "DSC_0001.jpg")
    prefix = f"image-{answer['image_id']}"
    fields = form_fields(answer["form"])
    assert fields[f"{prefix}-title"] == "Empfang"
    assert fields[f"{prefix}-credit"] == "Ada Grün"
    assert fields[f"{prefix}-caption_de"] == "Die Gäste"
    with CmsImage.objects.get().file.open() as file:
        assert not has_position(file.read())


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("photo.jpg", b"nothing", "damaged"),
        ("photo.jpg", picture_bytes()[:900], "damaged"),
        ("photo.jpg", picture_bytes("png"), "Rename it"),
        ("photo.png", png_of(12_000, 12_000), "megapixels"),
        ("logo.svg", SCRIPTED, "“script”"),
        ("logo.svg", HOSTILE, "another file"),
        ("photo.heic", b"\0\0\0\x18ftypheic", "must be one of"),
        ("photo.jpg", b"\xff\xd8\xff" + b"\0" * 3_000_000, "damaged"),
    ],
)
def test_a_refused_upload_says_why_and_leaves_nothing(
    editor_client: Client, stored_files: Callable[[], list[str]], name: str, data: bytes, says: str
) -> None:
    answer = upload(editor_client, data, name)
    assert not answer["success"]
    assert says in answer["error_message"]
    # The page puts it into the document as HTML.
    assert not set("<>&\"'") & set(answer["error_message"])
    assert not CmsImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_files() == []


def test_a_file_that_is_too_heavy_is_refused(editor_client: Client, settings: Settings) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    answer = upload(editor_client, picture_bytes())
    assert not answer["success"]
    assert "too large" in answer["error_message"]


def test_an_upload_that_waits_for_a_better_title_is_checked_when_it_becomes_a_picture(
    editor_client: Client,
) -> None:
    waiting = upload(editor_client, jpeg(exif=exif_with_position()), title="x" * 300)
    uploaded = UploadedFile.objects.get()
    assert waiting["uploaded_file_id"] == uploaded.pk
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[uploaded.pk])
    prefix = f"uploaded-image-{uploaded.pk}"
    root = Collection.get_first_root_node()
    fields = {
        f"{prefix}-title": "Short",
        f"{prefix}-collection": str(root.pk),
        f"{prefix}-alt_de": "Ein Bild",
    }
    assert json.loads(editor_client.post(url, fields).content)["success"]
    image = CmsImage.objects.get()
    assert image.alt_in("de") == "Ein Bild"
    assert image.rendition_manifest["key"]
    with image.file.open() as file:
        assert not has_position(file.read())


# --- Uploading one, in the list and in the chooser


def single(prefix: str = "", **fields: Any) -> dict[str, Any]:
    root = Collection.get_first_root_node()
    values = {"title": "Empfang", "collection": root.pk, "credit": "", "tags": "", **fields}
    return {f"{prefix}{name}": value for name, value in values.items()}


def test_one_picture_with_its_words(editor_client: Client) -> None:
    data = single(
        file=SimpleUploadedFile("photo.jpg", picture_bytes()), alt_de="Drei Frauen", caption_en="In hall 7"
    )
    answer = editor_client.post(reverse("wagtailimages:add"), data)
    assert answer.status_code == 302
    image = CmsImage.objects.get()
    assert image.alt_in("de") == "Drei Frauen"
    assert image.caption_in("en") == "In hall 7"
    assert image.uploaded_by_user is not None


def test_a_refused_file_is_named_at_its_field(
    editor_client: Client, stored_files: Callable[[], list[str]]
) -> None:
    answer = editor_client.post(
        reverse("wagtailimages:add"), single(file=SimpleUploadedFile("logo.svg", SCRIPTED), alt_de="Logo")
    )
    assert answer.status_code == 200
    assert "it contains a “script” element" in answer.context["form"].errors["file"][0]
    assert not CmsImage.objects.exists()
    assert stored_files() == []


def test_a_picture_uploaded_in_the_chooser_has_its_words(editor_client: Client) -> None:
    prefix = "image-chooser-upload-"
    data = single(prefix, file=SimpleUploadedFile("photo.jpg", picture_bytes()), alt_de="Drei Frauen")
    answer = json.loads(editor_client.post(reverse("wagtailimages_chooser:create"), data).content)
    assert answer["step"] == "chosen"
    assert CmsImage.objects.get().alt_in("de") == "Drei Frauen"
    page = json.loads(editor_client.get(reverse("wagtailimages_chooser:choose")).content)
    assert f"{prefix}caption_en" in page["html"]


def test_a_clean_logo_is_taken(editor_client: Client) -> None:
    answer = upload(editor_client, LOGO_SVG, "logo.svg")
    assert answer["success"]
    image = CmsImage.objects.get()
    assert (image.width, image.height, image.rendition_manifest) == (300, 100, {})
    assert editor_client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
    assert editor_client.get(reverse("wagtailimages:index")).status_code == 200


# --- Editing


def edit_fields(client: Client, image: CmsImage) -> dict[str, str]:
    page = client.get(reverse("wagtailimages:edit", args=[image.pk]))
    assert page.status_code == 200
    form = BeautifulSoup(page.content, "html.parser").select_one("form[enctype]")
    return form_fields(str(form))


def test_editing_words_changes_them_and_empties_them(editor_client: Client) -> None:
    image = CmsImageFactory()
    ImageTextFactory(image=image, language="de", alt="Alt", caption="Unterschrift")
    ImageTextFactory(image=image, language="en", alt="Old")
    fields = edit_fields(editor_client, image)
    assert fields["alt_de"] == "Alt"
    assert fields["caption_de"] == "Unterschrift"
    fields |= {"alt_de": "Neu", "alt_en": ""}
    assert editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
    texts = CmsImage.objects.get().texts_by_language()
    assert texts["de"].alt == "Neu"
    assert texts["de"].caption == "Unterschrift"
    assert "en" not in texts


def test_a_decorative_picture_has_no_alternative_text(editor_client: Client) -> None:
    image = CmsImageFactory()
    fields = edit_fields(editor_client, image) | {"alt_de": "Text", "is_decorative_de": "on"}
    answer = editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert "no alternative text" in answer.context["form"].errors["is_decorative_de"][0]
    fields["alt_de"] = ""
    assert editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
    assert CmsImage.objects.get().alt_in("de") == ""


def test_a_new_file_replaces_the_old_once_it_is_committed(
    editor_client: Client,
    stored_files: Callable[[], list[str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = CmsImageFactory()
    old = image.file.name
    fields: dict[str, Any] = edit_fields(editor_client, image)
    fields["file"] = SimpleUploadedFile("new.jpg", picture_bytes(picture=draw(600, 400)))
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
        assert old in stored_files()
    assert old not in stored_files()
    image = CmsImage.objects.get()
    assert (image.width, image.height) == (600, 400)
    assert is_complete(image)


def test_the_focal_point_is_an_editors(editor_client: Client) -> None:
    image = CmsImageFactory()
    fields = edit_fields(editor_client, image) | {
        "focal_point_x": "50",
        "focal_point_y": "60",
        "focal_point_width": "20",
        "focal_point_height": "20",
    }
    editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert CmsImage.objects.get().focal_point_x == 50


def test_a_third_language_has_its_fields_without_a_migration(
    editor_client: Client, settings: Settings
) -> None:
    languages = [("de", "Deutsch"), ("en", "English"), ("fr", "Français")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    from wagtail.coreutils import get_content_languages

    get_content_languages.cache_clear()
    try:
        Locale.objects.create(language_code="fr")
        image = CmsImageFactory()
        fields = edit_fields(editor_client, image) | {"alt_fr": "Trois femmes"}
        editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
        assert CmsImage.objects.get().alt_in("fr") == "Trois femmes"
    finally:
        get_content_languages.cache_clear()


def test_every_field_says_what_belongs_into_it(editor_client: Client) -> None:
    page = editor_client.get(reverse("wagtailimages:add"))
    form = page.context["form"]
    silent = [
        field.name
        for field in form.visible_fields()
        if not field.help_text and field.name not in ("tags", "collection")
    ]
    assert silent == []
    assert [field.name for field in form.visible_fields()][:9] == [
        "title",
        "file",
        "alt_de",
        "is_decorative_de",
        "caption_de",
        "alt_en",
        "is_decorative_en",
        "caption_en",
        "credit",
    ]


def test_the_library_asks_no_query_for_each_picture(
    editor_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    CmsImageFactory.create_batch(6)
    editor_client.get(reverse("wagtailimages:index"))
    with django_assert_max_num_queries(30):
        editor_client.get(reverse("wagtailimages:index"))
