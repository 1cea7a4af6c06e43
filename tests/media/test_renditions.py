"""Making and reading the sizes of a picture."""

import json
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from cms.media.models import CmsImage
from cms.media.presets import PRESETS, sizes
from cms.media.renditions import is_complete, rendition, sources
from cms.media.services import rendition_files
from cms.media.services.rendition_files import generate_renditions
from cms.media.tasks import make_renditions_task
from tests.factories.media import LOGO_SVG, CmsImageFactory, draw, picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.once]

StoredFiles = Callable[[], list[str]]


def opened(url: str) -> Image.Image:
    with default_storage.open(url.removeprefix("/media/")) as file:
        return Image.open(BytesIO(file.read()))


def made(**options: object) -> CmsImage:
    image = CmsImageFactory(**options)
    assert generate_renditions(image)
    return image


def renditions_of(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("renditions/")]


# --- What is there


def test_every_preset_is_there_in_its_formats_and_sizes() -> None:
    image = made(width=2000, height=1500)
    for preset in PRESETS:
        wanted = sizes(preset, 2000, 1500)
        found = sources(image, preset)
        formats = ["image/jpeg"] if preset == "SOCIAL" else ["image/avif", "image/webp", "image/jpeg"]
        assert [source.mime_type for source in found] == formats
        for source in found:
            for (url, width), size in zip(source.candidates, wanted, strict=True):
                picture = opened(url)
                assert Image.MIME[picture.format or ""] == source.mime_type
                assert picture.size == size
                assert width == size[0]
            assert (source.width, source.height) == wanted[-1]
            assert source.src_set.endswith(f"{source.candidates[-1][0]} {source.width}w")
        answer = rendition(image, preset)
        assert (answer.width, answer.height, answer.mime_type) == (*wanted[-1], "image/jpeg")
        assert opened(answer.url).size == wanted[-1]


def test_one_file_for_each_size_and_format_and_no_more(stored_files: StoredFiles) -> None:
    image = made(width=2100, height=1400)
    assert len(renditions_of(stored_files())) == 9 * 3 + 1
    assert len(image.rendition_manifest["all"]) == 9


def test_reading_asks_neither_database_nor_disk(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made(width=800, height=600)
    row = CmsImage.objects.only("rendition_manifest", "width", "height", "file").get()
    monkeypatch.setattr(type(default_storage), "open", None, raising=False)
    monkeypatch.setattr(type(default_storage), "exists", None, raising=False)
    with django_assert_num_queries(0):
        for preset in PRESETS:
            assert sources(row, preset)
            assert rendition(row, preset).url


def test_a_plain_row_is_enough_for_reading() -> None:
    image = made(width=800, height=600)
    row = SimpleNamespace(
        id=image.pk,
        rendition_manifest=json.loads(json.dumps(image.rendition_manifest)),
        width=800,
        height=600,
        file=image.file.name,
    )
    assert sources(row, "CARD") == sources(image, "CARD")
    assert rendition(row, "HERO") == rendition(image, "HERO")


def test_what_is_ready_is_a_short_column() -> None:
    assert len(json.dumps(made(width=2000, height=1500).rendition_manifest)) < 300


def test_addresses_come_from_the_storage(settings: Settings) -> None:
    image = made()
    settings.MEDIA_URL = "https://cdn.example.org/files/"
    assert rendition(image, "THUMB").url.startswith(f"https://cdn.example.org/files/renditions/{image.pk}/")


# --- Transparent, vector, unusual


def test_a_transparent_picture_stays_transparent_and_falls_back_to_png() -> None:
    logo = draw(400, 200, (0, 0, 0, 0), mode="RGBA")
    image = made(data=picture_bytes("png", logo), extension="png")
    assert [source.mime_type for source in sources(image, "LOGO")] == [
        "image/avif",
        "image/webp",
        "image/png",
    ]
    for source in sources(image, "LOGO"):
        corner = opened(source.candidates[-1][0]).convert("RGBA").getpixel((319, 159))
        assert isinstance(corner, tuple) and corner[3] == 0
    assert rendition(image, "LOGO").mime_type == "image/png"
    assert image.placeholder == ""


def test_a_transparent_picture_for_social_networks_is_a_jpeg_on_white() -> None:
    logo = draw(400, 210, (0, 0, 0, 0), mode="RGBA")
    image = made(data=picture_bytes("png", logo), extension="png")
    answer = rendition(image, "SOCIAL")
    assert answer.mime_type == "image/jpeg"
    assert opened(answer.url).convert("RGB").getpixel((390, 200)) == (255, 255, 255)


def test_an_alpha_channel_without_transparency_is_none() -> None:
    image = made(data=picture_bytes("png", draw(200, 100, (9, 9, 9, 255), mode="RGBA")), extension="png")
    assert rendition(image, "LOGO").mime_type == "image/jpeg"
    assert image.placeholder.startswith("data:image/webp;base64,")


def test_a_vector_picture_answers_with_itself() -> None:
    image = CmsImageFactory(data=LOGO_SVG, extension="svg")
    assert not generate_renditions(image)
    assert sources(image, "LOGO") == []
    answer = rendition(image, "LOGO")
    assert answer.mime_type == "image/svg+xml"
    assert (answer.width, answer.height) == (320, 107)
    assert answer.url == f"/media/{image.file.name}"
    assert image.placeholder == ""


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "CMYK"])
def test_every_colour_mode_can_be_made(mode: str) -> None:
    extension = "jpg" if mode == "CMYK" else "png"
    picture = Image.new("I;16", (60, 40), 30_000) if mode == "I;16" else draw(60, 40).convert(mode)
    image = made(data=picture_bytes(extension, picture), extension=extension)
    assert opened(rendition(image, "THUMB").url).size == (40, 40)


def test_sixteen_bit_grey_keeps_its_brightness() -> None:
    picture = Image.new("I;16", (60, 40), 128 * 257)
    image = made(data=picture_bytes("png", picture), extension="png")
    value = opened(rendition(image, "FULL").url).convert("L").getpixel((30, 20))
    assert isinstance(value, int) and abs(value - 128) <= 2


def test_the_placeholder_is_tiny_and_shows_the_picture() -> None:
    image = made(width=400, height=200, color=(200, 20, 20))
    assert len(image.placeholder) < 300
    import base64

    tiny = Image.open(BytesIO(base64.b64decode(image.placeholder.partition(",")[2]))).convert("RGB")
    assert tiny.size == (16, 8)
    red, green, _blue = tiny.getpixel((14, 6))  # type: ignore[misc]
    assert red > 150 > green


# --- The focal point


def halves(width: int = 900, height: int = 300) -> bytes:
    """Left third red, the rest green."""
    picture = Image.new("RGB", (width, height), (0, 160, 0))
    picture.paste((220, 0, 0), (0, 0, width // 3, height))
    return picture_bytes("jpg", picture, quality=95)


def middle(url: str) -> str:
    picture = opened(url).convert("RGB")
    red, green, _blue = picture.getpixel((picture.width // 2, picture.height // 2))  # type: ignore[misc]
    return "red" if red > green else "green"


def test_crops_keep_the_focal_point() -> None:
    centred = made(data=halves())
    assert middle(rendition(centred, "THUMB").url) == "green"
    focused = made(
        data=halves(), focal_point_x=100, focal_point_y=150, focal_point_width=50, focal_point_height=50
    )
    assert middle(rendition(focused, "THUMB").url) == "red"
    assert middle(rendition(focused, "FULL").url) == "green"


def test_a_new_focal_point_makes_everything_anew_and_keeps_what_was_shown(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, stored_files: StoredFiles
) -> None:
    image = made(data=halves())
    before = renditions_of(stored_files())
    shown = rendition(image, "THUMB")
    image.focal_point_x, image.focal_point_y = 100, 150
    image.focal_point_width = image.focal_point_height = 50
    with django_capture_on_commit_callbacks() as asked:
        image.save()
    # Until the task is done, what was shown is shown.
    assert rendition(CmsImage.objects.get(), "THUMB") == shown
    assert renditions_of(stored_files()) == before
    with django_capture_on_commit_callbacks(execute=True):
        for callback in asked:
            callback()
    image = CmsImage.objects.get()
    assert is_complete(image)
    assert middle(rendition(image, "THUMB").url) == "red"
    # A page that was made of an older answer still shows its pictures.
    after = set(renditions_of(stored_files()))
    assert set(before) < after
    assert len(after) == 2 * len(before)
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_point_x = 500
        image.save()
    assert len(renditions_of(stored_files())) == len(after)
    assert not set(before) & set(renditions_of(stored_files()))


def test_a_file_that_is_shown_is_never_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    image = CmsImageFactory(width=2000, height=1500)
    shown = rendition(image, "FULL").url.removeprefix("/media/")
    touched: list[str] = []
    real = default_storage.delete
    monkeypatch.setattr(default_storage, "delete", lambda name: touched.append(name) or real(name))
    monkeypatch.setattr(rendition_files, "_store", lambda name, *rest: touched.append(name))
    assert generate_renditions(image)
    assert len(touched) > 10
    assert shown not in touched


def test_new_words_make_nothing_anew(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = made()
    monkeypatch.setattr(rendition_files, "read_source", None)
    with django_capture_on_commit_callbacks(execute=True):
        image.title, image.credit = "Another title", "Somebody else"
        image.save()
    assert is_complete(CmsImage.objects.get())


# --- When they are made


def test_an_upload_has_one_small_picture_at_once_that_answers_for_every_preset() -> None:
    image = CmsImageFactory(width=2000, height=1500)
    assert not is_complete(image)
    assert image.placeholder
    for preset in PRESETS:
        answer = rendition(image, preset)
        assert (answer.width, answer.height, answer.mime_type) == (640, 480, "image/jpeg")
        (source,) = sources(image, preset)
        assert source.candidates == ((answer.url, 640),)
    assert opened(rendition(image, "HERO").url).size == (640, 480)


def test_the_nearest_size_answers_while_a_preset_is_missing() -> None:
    image = made(width=2000, height=1500)
    image.rendition_manifest["all"].remove([640, 480])
    image.rendition_manifest["all"].remove([1280, 960])
    assert (rendition(image, "CONTENT").width, rendition(image, "CONTENT").height) == (1920, 1440)
    assert len(sources(image, "CONTENT")) == 3
    image.rendition_manifest["all"].remove([1920, 1440])
    assert (rendition(image, "FULL").width, rendition(image, "FULL").height) == (320, 240)


def test_an_upload_asks_for_the_rest_once_it_is_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = CmsImageFactory(width=800, height=600)
        assert not is_complete(image)
    assert is_complete(CmsImage.objects.get(pk=image.pk))


def test_another_file_replaces_everything_at_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, stored_files: StoredFiles
) -> None:
    image = made(width=800, height=600)
    before = set(renditions_of(stored_files()))
    with django_capture_on_commit_callbacks(execute=True):
        image.file = ContentFile(picture_bytes(picture=draw(600, 800, "green")), name="other.jpg")
        image.save()
        first = rendition(image, "HERO")
        assert (first.width, first.height) == (600, 800)
    image = CmsImage.objects.get()
    assert (image.width, image.height) == (600, 800)
    assert is_complete(image)
    assert not before & set(stored_files())


def test_a_picture_that_went_meanwhile_leaves_nothing(
    stored_files: StoredFiles,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = CmsImageFactory()
    real = rendition_files.placeholder

    def and_then_it_goes(source: rendition_files.Source) -> str:
        CmsImage.objects.filter(pk=image.pk).delete()
        return real(source)

    monkeypatch.setattr(rendition_files, "placeholder", and_then_it_goes)
    with django_capture_on_commit_callbacks(execute=True):
        assert not generate_renditions(CmsImage.objects.get())
    assert stored_files() == []


def test_a_picture_that_changed_meanwhile_keeps_its_own(
    stored_files: StoredFiles,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = CmsImageFactory()
    before = renditions_of(stored_files())
    real = rendition_files.placeholder

    def and_then_it_changes(source: rendition_files.Source) -> str:
        CmsImage.objects.filter(pk=image.pk).update(focal_point_x=1)
        return real(source)

    monkeypatch.setattr(rendition_files, "placeholder", and_then_it_changes)
    with django_capture_on_commit_callbacks(execute=True):
        assert not generate_renditions(CmsImage.objects.get())
    assert CmsImage.objects.get().rendition_manifest == image.rendition_manifest
    assert set(before) <= set(renditions_of(stored_files()))


def test_a_crash_leaves_the_old_state_and_the_next_run_completes_it(
    monkeypatch: pytest.MonkeyPatch, stored_files: StoredFiles
) -> None:
    image = CmsImageFactory(width=800, height=600)
    before = image.rendition_manifest
    real = rendition_files.encode
    calls = []

    def crash(*args: object, **options: object) -> bytes:
        calls.append(1)
        if len(calls) == 5:
            raise MemoryError
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rendition_files, "encode", crash)
    with pytest.raises(MemoryError):
        generate_renditions(image)
    assert CmsImage.objects.get().rendition_manifest == before
    # A file that was being written when the machine went down:
    torn = next(name for name in renditions_of(stored_files()) if name.endswith(".avif"))
    default_storage.delete(torn)
    default_storage.save(torn, ContentFile(b"half a fi"))
    monkeypatch.setattr(rendition_files, "encode", real)
    assert generate_renditions(image)
    for preset in PRESETS:
        for source in sources(image, preset):
            for url, _width in source.candidates:
                opened(url).load()


def test_making_twice_makes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    image = made()
    monkeypatch.setattr(rendition_files, "read_source", None)
    assert not generate_renditions(image)


def test_the_task_of_a_picture_that_is_gone_does_nothing() -> None:
    assert make_renditions_task.call(4711) is False


# --- Taking away


def test_deleting_a_picture_deletes_its_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, stored_files: StoredFiles
) -> None:
    image = made()
    image.get_rendition("max-165x165")
    assert len(stored_files()) > 10
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert stored_files() == []


def test_files_stay_until_the_deletion_is_committed(stored_files: StoredFiles) -> None:
    image = made()
    before = stored_files()
    image.delete()
    assert stored_files() == before
