"""Which sizes a picture is handed out in."""

import pytest

from cms.media.presets import PRESETS, all_sizes, sizes, vector_size


def test_the_list_of_presets() -> None:
    named = {
        name: (preset.widths, preset.ratio, preset.is_contained, preset.is_jpeg_only)
        for name, preset in PRESETS.items()
    }
    assert named == {
        "THUMB": ((160, 320), (1, 1), False, False),
        "CARD": ((320, 640), (3, 2), False, False),
        "CONTENT": ((640, 1280), None, False, False),
        "HERO": ((960, 1920), (16, 9), False, False),
        "FULL": ((1920,), None, False, False),
        "LOGO": ((160, 320), None, True, False),
        "SOCIAL": ((1200,), (1200, 630), False, True),
    }


@pytest.mark.parametrize(
    ("preset", "picture", "expected"),
    [
        ("THUMB", (4000, 3000), ((160, 160), (320, 320))),
        ("CARD", (4000, 3000), ((320, 213), (640, 427))),
        ("CONTENT", (4000, 3000), ((640, 480), (1280, 960))),
        ("CONTENT", (3000, 4000), ((640, 853), (1280, 1707))),
        ("HERO", (4000, 3000), ((960, 540), (1920, 1080))),
        ("HERO", (9000, 1000), ((960, 540), (1778, 1000))),
        ("FULL", (4000, 3000), ((1920, 1440),)),
        ("LOGO", (4000, 3000), ((160, 120), (320, 240))),
        ("LOGO", (500, 1000), ((80, 160), (160, 320))),
        ("SOCIAL", (4000, 3000), ((1200, 630),)),
    ],
)
def test_sizes_of_a_large_picture(
    preset: str, picture: tuple[int, int], expected: tuple[tuple[int, int], ...]
) -> None:
    assert sizes(preset, *picture) == expected


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("picture", [(500, 300), (300, 500), (90, 70), (1, 1), (4000, 2)])
def test_nothing_is_ever_made_larger_than_the_picture(preset: str, picture: tuple[int, int]) -> None:
    for width, height in sizes(preset, *picture):
        assert 1 <= width <= picture[0]
        assert 1 <= height <= picture[1]


def test_a_small_picture_has_one_size_where_the_preset_has_two() -> None:
    assert sizes("CONTENT", 500, 300) == ((500, 300),)


def test_presets_that_come_to_the_same_size_share_one_output() -> None:
    everywhere, as_jpeg = all_sizes(4200, 2800)
    assert len(everywhere) == 9
    assert (640, 427) in sizes("CARD", 4200, 2800)
    assert (640, 427) in sizes("CONTENT", 4200, 2800)
    assert as_jpeg == [(1200, 630)]


@pytest.mark.parametrize(
    ("preset", "logo", "expected"),
    [
        ("LOGO", (300, 100), (320, 107)),
        ("LOGO", (100, 300), (107, 320)),
        ("HERO", (100, 100), (1080, 1080)),
        ("FULL", (30, 10), (1920, 640)),
        ("THUMB", (64, 16), (320, 80)),
    ],
)
def test_a_vector_picture_is_scaled_into_the_preset_and_never_cropped(
    preset: str, logo: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert vector_size(preset, *logo) == expected


def test_an_unknown_preset_is_an_error() -> None:
    with pytest.raises(KeyError):
        sizes("POSTER", 100, 100)
