"""What a profile says counts, not what it is called."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from cms.media.encoding import read_source
from cms.media.primaries import CURVES, NAMED_PRIMARIES, rgb_profile
from cms.media.uploads import check_picture
from tests.factories.media import picture_bytes

from .metadata import exif_with_position
from .odd_pictures import chunk, with_chunks

LINEAR = rgb_profile(NAMED_PRIMARIES[1], CURVES[8])
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def shown(data: bytes, colour: tuple[int, int] = (0, 0)) -> object:
    return read_source(BytesIO(data), [(2, 2)], (0.5, 0.5)).image.getpixel(colour)


def test_a_description_that_names_srgb_makes_no_profile_srgb() -> None:
    named = LINEAR.replace(b"\0\0\0\2x\0\0\0\0", b"\0\0\0\5sRGB\0", 1)
    assert ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(named))).strip() == "sRGB"
    grey = Image.new("RGB", (2, 2), "#808080")
    for profile, expected in ((named, 188), (LINEAR, 188), (SRGB, 128), (b"damaged", 128)):
        assert shown(picture_bytes("png", grey, icc_profile=profile)) == (expected, expected, expected)


@pytest.mark.parametrize("extension", ["png", "avif"])
def test_what_the_colours_mean_survives_when_a_picture_is_turned_upright(extension: str) -> None:
    data = picture_bytes(extension, Image.new("RGB", (4, 2), "#808080"), exif=exif_with_position(6))
    if extension == "png":
        data = with_chunks(data, chunk(b"gAMA", (100_000).to_bytes(4, "big")))
    else:
        place = data.index(b"colrnclx") + 8
        data = data[:place] + b"\0\1\0\x08" + data[place + 4 :]
    clean = check_picture(f"a.{extension}", data).read()
    assert Image.open(BytesIO(clean)).size == (2, 4)
    red, green, blue = shown(clean)  # type: ignore[misc]
    assert all(abs(part - 188) <= 2 for part in (red, green, blue))
