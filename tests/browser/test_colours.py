"""Pictures of every colour space look as the browser shows the original, in each format."""

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms
from playwright.sync_api import Browser

from cms.media.encoding import MIME_TYPES, encode, read_source, render
from cms.media.primaries import CURVES, NAMED_PRIMARIES, rgb_profile
from cms.media.uploads import check_picture
from tests.factories.media import picture_bytes
from tests.media.odd_pictures import FOLDER, chunk, with_chunks

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium]

SIZE = (120, 80)
#: Of 255, over all pixels and colours.
MAX_DIFFERENCE = 3
ORIGINALS = {"jfif": "image/jpeg", "gif": "image/gif", **MIME_TYPES}
#: Both are shown small: what is compared is colour, not how a dotted picture is scaled.
COMPARE = """async (pairs) => {
    const drawn = async ([type, data]) => {
        const image = new Image();
        image.src = `data:${type};base64,${data}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [30, 20];
        const context = canvas.getContext("2d");
        context.fillStyle = "white";
        context.fillRect(0, 0, 30, 20);
        context.imageSmoothingQuality = "high";
        context.drawImage(image, 0, 0, 30, 20);
        return context.getImageData(0, 0, 30, 20).data;
    };
    const found = [];
    for (const [original, made] of pairs) {
        const [one, other] = [await drawn(original), await drawn(made)];
        const differences = one.map((value, place) => Math.abs(value - other[place]));
        found.push(differences.reduce((sum, value) => sum + value, 0) / (30 * 20 * 3));
    }
    return found;
}"""


def colourful(mode: str = "RGB") -> Image.Image:
    """All tones of red against all of green, blue falling with both."""
    across = Image.linear_gradient("L").rotate(90).resize(SIZE)
    down = Image.linear_gradient("L").resize(SIZE)
    return Image.merge(
        "RGB", (across, down, Image.blend(across, down, 0.5).point(lambda value: 255 - value))
    ).convert(mode)


def number(value: float) -> bytes:
    return round(value * 100_000).to_bytes(4, "big")


def gamma(value: float) -> bytes:
    return chunk(b"gAMA", number(value))


def codes(primaries: int, curve: int) -> bytes:
    return chunk(b"cICP", bytes((primaries, curve, 0, 1)))


def chromaticities(primaries: int) -> bytes:
    return chunk(b"cHRM", b"".join(map(number, NAMED_PRIMARIES[primaries])))


def avif(primaries: int, curve: int) -> bytes:
    """An AVIF whose nclx box says these codes."""
    data = bytearray(picture_bytes("avif", colourful(), quality=95, subsampling="4:4:4"))
    place = data.index(b"colrnclx") + 8
    data[place : place + 4] = primaries.to_bytes(2, "big") + curve.to_bytes(2, "big")
    return bytes(data)


def originals() -> dict[str, bytes]:
    wide = rgb_profile(NAMED_PRIMARIES[12], CURVES[4])
    linear = rgb_profile(NAMED_PRIMARIES[1], CURVES[8])
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = picture_bytes("png", colourful())
    grey = picture_bytes("png", colourful("L"))
    see_through = colourful("RGBA")
    see_through.putalpha(Image.linear_gradient("L").resize(SIZE))
    pngs = {
        "gamma": (gamma(1),),
        "gamma of a Mac": (gamma(1 / 1.8),),
        "sRGB beats gamma": (chunk(b"sRGB", b"\0"), gamma(1)),
        "chromaticities alone": (chromaticities(12),),
        "chromaticities": (gamma(1 / 2.2), chromaticities(12)),
        "P3": (codes(12, 13),),
        "sRGB by codes": (codes(1, 13), gamma(1)),
        "BT.709": (codes(1, 1),),
        "BT.2020": (codes(9, 14),),
        "linear": (codes(1, 8),),
        "PQ": (codes(9, 16),),
        "HLG": (codes(9, 18),),
        "unspecified": (codes(2, 2),),
    }
    return {
        **{
            path.name: path.read_bytes()
            for path in FOLDER.iterdir()
            if path.suffix != ".svg" and "3000x1" not in path.name
        },
        **{f"{name}.png": with_chunks(plain, *chunks) for name, chunks in pngs.items()},
        "grey gamma.png": with_chunks(grey, gamma(1)),
        "grey with RGB profile.png": picture_bytes("png", colourful("L"), icc_profile=linear),
        "palette gamma.png": with_chunks(picture_bytes("png", colourful().quantize(200)), gamma(1)),
        "palette P3.png": picture_bytes("png", colourful().quantize(200), icc_profile=wide),
        "transparent P3.png": picture_bytes("png", see_through, icc_profile=wide),
        "transparent linear.webp": picture_bytes("webp", see_through, lossless=True, icc_profile=linear),
        "codes beat profile.png": with_chunks(
            picture_bytes("png", colourful(), icc_profile=linear), codes(12, 13)
        ),
        **{
            f"{name}.{extension}": picture_bytes(extension, colourful(), quality=95, icc_profile=profile)
            for name, profile in (("P3", wide), ("linear", linear), ("sRGB", srgb))
            for extension in ("jpg", "webp", "avif")
        },
        **{
            f"{name}.avif": avif(*of)
            for name, of in {
                "nclx P3": (12, 13),
                "nclx linear": (1, 8),
                "nclx film": (1, 1),
                "nclx PQ": (9, 16),
            }.items()
        },
        "cmyk.jpg": picture_bytes("jpg", colourful("CMYK"), quality=95),
    }


def test_every_rendition_looks_as_the_browser_shows_its_original(browser: Browser) -> None:
    pairs: list[Any] = []
    names = []
    for name, data in originals().items():
        extension = name.rpartition(".")[2]
        original = (ORIGINALS[extension], base64.b64encode(data).decode())
        stored = check_picture(name, data).read()
        source = read_source(BytesIO(stored), [SIZE], (0.5, 0.5))
        # Chromium reads the transparency of any AVIF, ours or not, as if its range were narrower.
        for made in ("webp", "png") if source.is_transparent else ("avif", "webp", "jpg"):
            # The whole picture, be its shape another.
            shown = render(source, SIZE) if name != "divider_1280x40.png" else source.image
            pairs.append((original, (MIME_TYPES[made], base64.b64encode(encode(shown, made)).decode())))
            names.append(f"{name} as {made}")
    context = browser.new_context()
    differences = context.new_page().evaluate(COMPARE, pairs)
    context.close()
    found = dict(zip(names, differences, strict=True))
    assert {name: round(value, 1) for name, value in found.items() if value > MAX_DIFFERENCE} == {}
