"""The pictures that we draw ourselves."""

from io import BytesIO

import pytest
from PIL import Image, ImageStat

from cms.demo.pictures.logos import MARKS, png_logo, svg_logo
from cms.demo.pictures.palettes import PALETTES
from cms.demo.pictures.photographs import SCENES, SHAPES, as_jpeg, photograph
from cms.demo.pictures.portraits import portrait
from cms.media.uploads import check_picture


@pytest.mark.parametrize("scene", SCENES)
def test_each_scene_is_a_picture_of_its_own(scene: str) -> None:
    first = photograph("one", scene, "teal", width=240)
    assert first.size == (240, 160)
    assert max(ImageStat.Stat(first).stddev) > 12, "it shows something"
    assert photograph("one", scene, "teal", width=240).tobytes() == first.tobytes()
    assert photograph("two", scene, "teal", width=240).tobytes() != first.tobytes()
    assert photograph("one", scene, "amber", width=240).tobytes() != first.tobytes()


@pytest.mark.parametrize("mood", PALETTES)
def test_each_mood_has_its_colours(mood: str) -> None:
    picture = photograph("one", "lights", mood, width=160)
    assert ImageStat.Stat(picture.convert("HSV")).stddev[2] > 10


@pytest.mark.parametrize("shape", SHAPES)
def test_no_picture_is_larger_than_1600_pixels(shape: str) -> None:
    data = as_jpeg(photograph("one", "lights", "blue", shape))
    assert max(Image.open(BytesIO(data)).size) == 1600
    assert len(data) < 700_000


def test_portraits_differ() -> None:
    first = portrait("ada", "day", "bob", glasses=True)
    assert first.size == (800, 800)
    assert portrait("ada", "day", "bob", glasses=True).tobytes() == first.tobytes()
    assert portrait("bea", "day", "bob", glasses=True).tobytes() != first.tobytes()


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("name", ["Kurz", "Längerer Name & Söhne"])
def test_vector_logos_pass_the_door_of_the_library(mark: str, name: str) -> None:
    clean = check_picture("logo.svg", svg_logo(mark, "#123456", "#abcdef", name, "GMBH")).read()
    for word in (b"<text", name.replace("&", "&amp;").encode(), b"GMBH", b"#123456"):
        assert word in clean


def test_letter_logos_are_transparent() -> None:
    logo = Image.open(BytesIO(png_logo("#123456", "#abcdef", "eylo", "health")))
    assert logo.mode == "RGBA"
    assert logo.width == 640
    assert logo.getchannel("A").getextrema() == (0, 255)
