"""The numbers that sizes, crops and colours follow from."""

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageDraw

from cms.media.encoding import Source, encode, render
from cms.media.hdr import HLG, STEPS, table
from cms.media.presets import PRESETS, vector_size
from cms.media.previews import ORIGINAL, PLACEHOLDER_SIZE, USUAL_BOX, proof_scale
from cms.media.primaries import CURVES
from cms.media.stripping import avif_brands
from cms.media.svg.sizes import svg_size
from tests.factories.media import CmsImageFactory

#: ITU-R BT.2408: a sheet of white paper is at 75 % of an HLG signal.
PAPER = 3 * (STEPS - 1) // 4


def test_an_hlg_picture_has_its_white_where_the_standard_has_it() -> None:
    lut = table(9, HLG).table
    greys = [lut[(place * STEPS * STEPS + place * STEPS + place) * 3] for place in range(STEPS)]
    # 203 of 400 parts of light, as sRGB writes them.
    assert greys[PAPER] == pytest.approx(0.7407, abs=0.003)
    assert (greys[0], greys[-1]) == (0, pytest.approx(1, abs=0.001))
    steps = [after - before for before, after in pairwise(greys)]
    assert all(0 < step < 0.05 for step in steps[1:])


def test_codes_of_television_mean_one_curve() -> None:
    # ITU-T H.273: 1, 6, 14 and 15 are functionally the same.
    assert len({CURVES[code] for code in (1, 6, 14, 15)}) == 1


@pytest.mark.parametrize(("focus", "column"), [(0.0, 0), (1.0, 99)])
def test_a_crop_at_the_edge_loses_nothing_of_it(focus: float, column: int) -> None:
    picture = Image.new("RGB", (100, 50))
    picture.putpixel((column, 7), (255, 0, 0))
    shown = render(Source(picture, picture.size, (focus, 0.5), is_drawing=False), (50, 50))
    assert shown.getpixel((column % 50, 7)) == (255, 0, 0)


def test_a_logo_is_smaller_and_exact_without_loss() -> None:
    logo = Image.new("RGBA", (300, 120))
    ImageDraw.Draw(logo).line((120, 110, 290, 10), fill="#d2322d", width=9)
    webp = encode(logo, "webp")
    assert len(webp) < 1000
    shown = Image.open(BytesIO(webp)).convert("RGBA")
    assert ImageChops.difference(shown, logo).getbbox(alpha_only=False) is None


def test_the_narrowest_drawing_has_a_size() -> None:
    sizes = [vector_size(name, *size) for name in PRESETS for size in ((1, 5000), (5000, 1))]
    assert all(min(size) >= 1 for size in sizes)


def test_a_proof_is_as_small_as_the_largest_preview() -> None:
    assert proof_scale((6000, 4000)) == USUAL_BOX[0] / 6000
    assert proof_scale((6000, 1)) == proof_scale((100, 100)) == 1


def test_the_names_of_an_avif_file() -> None:
    assert avif_brands(b"\0\0\0\x1cftypmif1\0\0\0\0avifmiafMA1B" + b"x" * 9) == [
        b"mif1",
        b"avif",
        b"miaf",
        b"MA1B",
    ]


@pytest.mark.parametrize("drawing", [b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', b"<svg", b""])
def test_a_drawing_that_cannot_be_read_has_no_size(drawing: bytes) -> None:
    with pytest.raises(ValueError):
        svg_size(drawing)


@pytest.mark.django_db
def test_a_placeholder_stands_for_its_preview() -> None:
    image = CmsImageFactory(width=640, height=480)
    stands_for = {spec: image._placeholder(spec) for spec in (ORIGINAL, "max-165x165", "width-800")}
    assert {spec: (one.width, one.height) for spec, one in stands_for.items()} == {
        ORIGINAL: (640, 480),
        "max-165x165": PLACEHOLDER_SIZE,
        "width-800": PLACEHOLDER_SIZE,
    }
