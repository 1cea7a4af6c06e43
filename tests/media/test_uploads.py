"""What an upload is checked for, and what is taken out of it."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import ExifTags, Image, ImageChops, ImageCms
from pytest_django import Settings

from cms.media.models import CmsImage
from cms.media.services.rendition_files import generate_renditions
from cms.media.uploads import check_picture
from tests.factories.media import LOGO_SVG, CmsImageFactory, draw, picture_bytes

from .metadata import SECRET, exif_with_position, has_position, iptc, jpeg, xmp

pytestmark = pytest.mark.once


def refusal(name: str, data: bytes) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        check_picture(name, data)
    return caught.value


def cleaned(name: str, data: bytes) -> bytes:
    return check_picture(name, data).read()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has this size, and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


# --- Refused


def test_a_decompression_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "load", None)
    error = refusal("bomb.png", png_of(12_000, 12_000))
    assert error.code == "too_many_pixels"
    assert "100 megapixels" in error.messages[0]


@pytest.mark.parametrize("side", [10_100, 20_000, 60_000])
def test_bombs_of_every_size_are_refused(side: int) -> None:
    assert refusal("bomb.png", png_of(side, side)).code == "too_many_pixels"


def test_the_limit_is_a_setting(settings: Settings) -> None:
    settings.CMS_IMAGE_MAX_PIXELS = 320 * 240 - 1
    assert refusal("a.jpg", picture_bytes()).code == "too_many_pixels"
    settings.CMS_IMAGE_MAX_PIXELS = 320 * 240
    assert cleaned("a.jpg", picture_bytes())


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.97])
def test_an_incomplete_file_is_refused(extension: str, part: float) -> None:
    noise = Image.effect_noise((300, 200), 80).convert("RGB")
    data = picture_bytes(extension, noise)
    error = refusal(f"a.{extension}", data[: int(len(data) * part)])
    assert error.code == "broken"
    assert "save it again" in error.messages[0]


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"hello", b"\x89PNG\r\n\x1a\n" + b"\0" * 99])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refusal("a.jpg", data).code in ("broken", "mislabelled")


@pytest.mark.parametrize(
    ("name", "data", "found", "fix"),
    [
        ("photo.jpg", picture_bytes("png"), "PNG", ".png"),
        ("photo.png", picture_bytes("jpg"), "JPEG", ".jpg"),
        ("photo.jpg", picture_bytes("webp"), "WebP", ".webp"),
        ("photo.png", LOGO_SVG, "SVG", ".svg"),
        ("photo.jpg", b"%PDF-1.4\n" + b"\0" * 99, "PDF", "JPEG"),
        ("photo.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99, "HEIC", "JPEG"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    name: str, data: bytes, found: str, fix: str
) -> None:
    error = refusal(name, data)
    assert error.code == "mislabelled"
    assert found in error.messages[0]
    assert fix in error.messages[0]


@pytest.mark.parametrize("name", ["photo.tiff", "photo.exe", "photo", "photo.jpg.html"])
def test_an_unknown_extension_is_refused_and_the_known_ones_are_named(name: str) -> None:
    error = refusal(name, picture_bytes())
    assert error.code == "unknown_format"
    assert "AVIF, GIF, JPEG, PNG, SVG, WebP" in error.messages[0]


@pytest.mark.parametrize("extension", ["gif", "webp", "png", "avif"])
def test_moving_pictures_are_refused(extension: str) -> None:
    frames = [draw(60, 40, color) for color in ("red", "green", "blue")]
    data = picture_bytes(extension, frames[0], save_all=True, append_images=frames[1:])
    assert refusal(f"a.{extension}", data).code == "animated"


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_behind(stored_files: Callable[[], list[str]]) -> None:
    with pytest.raises(ValidationError):
        CmsImageFactory(data=b"no picture at all")
    assert stored_files() == []
    assert not CmsImage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "step",
    [
        "cms.media.models.save_pending_texts",
        "cms.media.services.rendition_files._save_manifest",
        "cms.media.services.public_copies.are_used",
    ],
)
def test_a_picture_that_cannot_be_saved_leaves_no_file(
    step: str, stored_files: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        CmsImageFactory()
    assert stored_files() == []
    assert not CmsImage.objects.exists()


# --- Taken out


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_the_position_is_taken_out_and_no_pixel_changes(extension: str) -> None:
    noise = Image.effect_noise((200, 150), 60).convert("RGB")
    lossless = {"webp": {"lossless": True}, "avif": {"quality": 100, "subsampling": "4:4:4"}}.get(
        extension, {}
    )
    data = picture_bytes(extension, noise, exif=exif_with_position(), xmp=xmp(dc_title="x"), **lossless)
    assert has_position(data) or SECRET in data
    clean = cleaned(f"a.{extension}", data)
    assert not has_position(clean)
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(clean))
    difference = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
    largest = max(high for _low, high in difference.getextrema())  # type: ignore[misc]
    # AVIF alone is encoded anew: its metadata stands in the middle of the file.
    assert largest <= (24 if extension == "avif" else 0)


def test_xmp_iptc_comments_and_second_pictures_are_taken_out_of_a_jpeg() -> None:
    data = jpeg(
        exif=exif_with_position(),
        packet=xmp(dc_title="x"),
        segment=iptc((120, SECRET.decode())),
        comment=SECRET,
        after=jpeg(exif=exif_with_position()) + SECRET,
    )
    clean = cleaned("a.jpg", data)
    assert not has_position(clean)
    assert clean.endswith(b"\xff\xd9")
    assert clean.count(b"\xff\xd8\xff") == 1
    assert "photoshop" not in Image.open(BytesIO(clean)).info


def test_text_chunks_are_taken_out_of_a_png() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("Description", SECRET.decode(), zip=False)
    clean = cleaned("a.png", picture_bytes("png", pnginfo=info) + SECRET)
    assert SECRET not in clean
    assert clean.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_the_colour_profile_stays(extension: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = picture_bytes(extension, icc_profile=profile, exif=exif_with_position())
    clean = cleaned(f"a.{extension}", data)
    assert Image.open(BytesIO(clean)).info["icc_profile"] == profile
    assert not has_position(clean)


def test_progressive_jpegs_with_restart_markers_stay_whole() -> None:
    noise = Image.effect_noise((200, 150), 60).convert("RGB")
    data = jpeg(picture=noise, exif=exif_with_position(), progressive=True, restart_marker_blocks=4)
    clean = cleaned("a.jpg", data)
    assert (
        Image.open(BytesIO(clean)).convert("RGB").tobytes()
        == Image.open(BytesIO(data)).convert("RGB").tobytes()
    )


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_stored_upright(extension: str, orientation: int) -> None:
    picture = draw(120, 60, "navy")
    data = picture_bytes(extension, picture, exif=exif_with_position(orientation))
    clean = Image.open(BytesIO(cleaned(f"a.{extension}", data)))
    upright = Image.open(BytesIO(data))
    from PIL import ImageOps

    expected = ImageOps.exif_transpose(upright).convert("L")
    assert clean.size == expected.size
    assert ExifTags.Base.Orientation not in clean.getexif()
    assert not clean.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    difference = ImageChops.difference(clean.convert("L"), expected)
    assert difference.resize((1, 1)).getpixel((0, 0)) < 6  # type: ignore[operator]


@pytest.mark.django_db
def test_original_renditions_and_admin_previews_say_nothing_about_the_place(
    stored_files: Callable[[], list[str]],
) -> None:
    data = jpeg(exif=exif_with_position(6), packet=xmp(dc_title="x"), picture=draw(400, 300))
    assert has_position(data)
    image = CmsImage(title="Meeting", file=ContentFile(data, name="meeting.jpg"))
    image.save()
    assert (image.width, image.height) == (300, 400)
    generate_renditions(image)
    image.get_rendition("max-165x165")
    image.get_rendition("original")
    image.get_rendition("width-100|format-png")
    names = stored_files()
    assert len(names) > 20
    for name in names:
        with default_storage.open(name) as file:
            assert not has_position(file.read()), name


@pytest.mark.django_db
def test_previews_of_an_original_that_came_round_the_door_are_stripped_too() -> None:
    image = CmsImageFactory()
    default_storage.delete(image.file.name)
    default_storage.save(image.file.name, ContentFile(jpeg(exif=exif_with_position())))
    with image.get_rendition("max-165x165").file.open() as file:
        assert not has_position(file.read())


@pytest.mark.django_db
def test_every_road_to_the_storage_goes_through_the_door(stored_files: Callable[[], list[str]]) -> None:
    image = CmsImage(title="By hand")
    with pytest.raises(ValidationError):
        image.file.save(
            "logo.svg", ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), save=False
        )
    assert stored_files() == []
    image.file.save("a.jpg", ContentFile(jpeg(exif=exif_with_position())), save=False)
    with default_storage.open(image.file.name) as file:
        assert not has_position(file.read())
    image.save()
    assert image.rendition_manifest["jpg"] == [[320, 240]]
    assert len(image.file_hash) == 40
    assert image.file_size == default_storage.size(image.file.name)


@pytest.mark.django_db
def test_two_uploads_that_differ_in_metadata_alone_are_the_same_picture() -> None:
    first = CmsImageFactory(data=jpeg())
    second = CmsImageFactory(data=jpeg(exif=exif_with_position()))
    assert first.file_hash == second.file_hash
