"""What a picture's numbers mean as colours, and the way from there to sRGB, as browsers go it.

A file says it in one of four ways: an ICC profile; a PNG's cICP chunk or an AVIF's nclx box (code points of
ITU-T H.273); a PNG's gAMA and cHRM. Code points and gammas are written down as a profile, so that one library
does all the reckoning. What is said counts by its contents: many a profile with "sRGB" in its name is none.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageCms

from . import hdr
from .primaries import CURVES, NAMED_PRIMARIES, SRGB, TELEVISION, rgb_profile

#: A picture is left alone where no colour would change by more than this, of 255.
NO_DIFFERENCE = 1
#: Beyond these a gamma is an error of whoever wrote it.
MIN_GAMMA, MAX_GAMMA = 0.05, 20.0
#: What a profile speaks of, and the mode in which Pillow holds it.
MODES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}
SRGB_CODES = (1, 13)
#: The gamma that stands for sRGB where nothing else is said.
SRGB_GAMMA, SRGB_GAMMA_RANGE = 0.45455, 0.02


@dataclass(frozen=True, slots=True)
class Colours:
    """A profile and the mode of the pictures that it describes: "L", "RGB" or "CMYK".

    `high` are the codes of a picture of a higher range, which no profile describes; its profile is empty.
    """

    profile: bytes
    mode: str
    high: tuple[int, int] | None = None


def colours_of(picture: Image.Image, data: bytes) -> Colours | None:
    """Return what an opened picture says of its colours; None for sRGB, and for what browsers read over.

    `data` begins with the file's header.
    """
    codes = _png_codes(data) if picture.format == "PNG" else None
    profile = picture.info.get("icc_profile")
    if codes is None and picture.format == "AVIF" and not profile:
        codes = _avif_codes(data)
    if codes and _is_known(codes):
        return _coded(*codes, is_film=picture.format == "AVIF")
    if profile:
        return _profiled(profile)
    if picture.format == "PNG" and "srgb" not in picture.info:
        return _with_gamma(picture.info.get("gamma"), picture.info.get("chromaticity"))
    return None


def in_srgb(picture: Image.Image, colours: Colours | None) -> Image.Image:
    """Return an RGB, RGBA, L, LA or CMYK picture in sRGB, as RGB or RGBA.

    A profile that is damaged, or speaks of other pictures than this, is ignored.
    """
    alpha = picture.getchannel("A") if picture.mode in ("RGBA", "LA") else None
    opaque = picture.convert("RGB" if picture.mode == "RGBA" else "L") if alpha else picture
    opaque = _converted(opaque, colours) if colours else opaque
    shown = opaque.convert("RGB")
    if alpha:
        shown.putalpha(alpha)
    return shown


def _converted(picture: Image.Image, colours: Colours) -> Image.Image:
    if colours.mode == "RGB" and picture.mode == "L":
        # Browsers take a grey picture for one of equal red, green and blue.
        picture = picture.convert("RGB")
    if colours.mode != picture.mode:
        return picture
    if colours.high:
        return picture.filter(hdr.table(*colours.high))
    transform = _transform(colours)
    return ImageCms.applyTransform(picture, transform) or picture if transform else picture


@lru_cache(maxsize=32)
def _transform(colours: Colours) -> Any:
    """Return the way to sRGB; None where it changes nothing, or the profile is damaged."""
    try:
        transform = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(colours.profile)),
            ImageCms.createProfile("sRGB"),
            colours.mode,
            "RGB",
            renderingIntent=ImageCms.Intent.PERCEPTUAL,
        )
        sample = _sample(colours.mode)
        changed = ImageCms.applyTransform(sample, transform) or sample
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    difference = ImageChops.difference(sample.convert("RGB"), changed).getextrema()
    most = max(high for _low, high in difference)  # type: ignore[misc]
    return transform if colours.mode == "CMYK" or most > NO_DIFFERENCE else None


def _sample(mode: str) -> Image.Image:
    """Return a picture of colours from everywhere: 17 steps of each, or all greys."""
    if mode == "L":
        return Image.frombytes("L", (256, 1), bytes(range(256)))
    if mode == "CMYK":
        return Image.new("CMYK", (1, 1))
    steps = [min(step * 16, 255) for step in range(17)]
    numbers = bytes(part for red in steps for green in steps for blue in steps for part in (red, green, blue))
    return Image.frombytes("RGB", (17, 17 * 17), numbers)


def _profiled(profile: bytes) -> Colours | None:
    # ICC.1, 7.2: bytes 16 to 19 name the colour space.
    mode = MODES.get(profile[16:20].decode("ascii", "replace").strip())
    return Colours(profile, mode) if mode else None


def _is_known(codes: tuple[int, int]) -> bool:
    return codes[0] in NAMED_PRIMARIES and (codes[1] in CURVES or codes[1] in hdr.CURVES)


def _coded(primaries: int, curve: int, *, is_film: bool) -> Colours | None:
    if is_film and curve in TELEVISION:
        # A still picture of a film's format: browsers show it as they show sRGB.
        curve = SRGB_CODES[1]
    if curve in hdr.CURVES:
        return Colours(b"", "RGB", (primaries, curve))
    if (primaries, curve) == SRGB_CODES:
        return None
    return Colours(rgb_profile(NAMED_PRIMARIES[primaries], CURVES[curve]), "RGB")


def _with_gamma(gamma: Any, chromaticity: Any) -> Colours | None:
    if not isinstance(gamma, float) or not MIN_GAMMA <= gamma <= MAX_GAMMA:
        return None
    if not chromaticity and abs(gamma - SRGB_GAMMA) < SRGB_GAMMA_RANGE:
        return None
    primaries = tuple(chromaticity) if chromaticity and len(chromaticity) == 8 else SRGB
    curve = struct.pack(">4sIHHi", b"para", 0, 0, 0, round(65536 / gamma))
    try:
        return Colours(rgb_profile(primaries, curve), "RGB")
    except (ArithmeticError, struct.error):
        return None


def _png_codes(data: bytes) -> tuple[int, int] | None:
    """Return (primaries, curve) of a cICP chunk, which stands before the first data."""
    place = 8
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        name = data[place + 4 : place + 8]
        if name == b"cICP" and length == 4:
            return data[place + 8], data[place + 9]
        if name == b"IDAT":
            return None
        place += 12 + length
    return None


def _avif_codes(data: bytes) -> tuple[int, int] | None:
    """Return (primaries, curve) of the first nclx box among a picture's properties."""
    for name in _boxes(data, (b"meta", b"iprp", b"ipco")):
        if name.startswith(b"nclx") and len(name) >= 8:
            primaries, curve = struct.unpack_from(">HH", name, 4)
            return primaries, curve
    return None


def _boxes(data: bytes, path: tuple[bytes, ...]) -> Iterator[bytes]:
    """Yield the contents of the `colr` boxes below a path of boxes (ISO/IEC 14496-12)."""
    place = 0
    while place + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        start = 8
        if length == 1 and place + 16 <= len(data):
            (length,) = struct.unpack_from(">Q", data, place + 8)
            start = 16
        end = place + length if length else len(data)
        if length and length < start:
            return
        content = data[place + start : end]
        if path and name == path[0]:
            # A full box: version and flags stand first.
            yield from _boxes(content[4:] if name == b"meta" else content, path[1:])
        elif not path and name == b"colr":
            yield content
        place = end
