"""How large a vector picture is, as browsers measure it.

CSS Images, "Sizing Objects", and SVG 2, "Intrinsic sizing": width and height count where they are lengths;
what is missing, or a share of something, follows from the proportions of the viewBox.
"""

import math
import re
from collections.abc import Mapping
from xml.etree import ElementTree

from .reading import SvgHasEntities, SvgUnreadable, read_svg

LONGEST_SIDE = 10_000
#: A drawing smaller than this is one in other units: metres, say, or shares of one.
SHORTEST_LONG_SIDE = 10
USUAL_LONG_SIDE = 100
#: Beyond these, browsers reckon with rounding errors or not at all.
LARGEST, SMALLEST = 1e9, 1e-9

NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
LENGTH = re.compile(rf"({NUMBER})([a-z]*)", re.IGNORECASE)
VIEW_BOX = re.compile(
    rf"({NUMBER})(?:\s*,\s*|\s+)({NUMBER})(?:\s*,\s*|\s+)({NUMBER})(?:\s*,\s*|\s+)({NUMBER})"
)
#: CSS pixels of a unit; those of a font for the usual 16 pixels.
PIXELS = {
    "": 1.0,
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
    "pt": 96 / 72,
    "pc": 16.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
}

ViewBox = tuple[float, float, float, float]


class SvgHasNoSize(ValueError):
    """Neither viewBox nor width and height say how large the picture is."""


class SvgHasBadSize(ValueError):
    """The picture is of zero or negative size, or beyond all measure."""


def svg_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels, the longer side from 10 to `LONGEST_SIDE`.

    Raises `ValueError` where they cannot be read.
    """
    try:
        return size_of(read_svg(data))
    except (SvgUnreadable, SvgHasEntities) as error:
        raise ValueError(str(error)) from error


def size_of(root: ElementTree.Element) -> tuple[int, int]:
    """Return width and height in pixels. Raises `SvgHasNoSize` or `SvgHasBadSize`."""
    width, height = _measured(root.attrib)
    longest = max(width, height)
    scale = LONGEST_SIDE / longest if longest > LONGEST_SIDE else 1.0
    if longest < SHORTEST_LONG_SIDE:
        scale = USUAL_LONG_SIDE / longest
    return max(round(width * scale), 1), max(round(height * scale), 1)


def settle_size(root: ElementTree.Element) -> None:
    """Leave out a width and height that are a mere fraction of a pixel, or giant: the proportions stay.

    Raises `SvgHasNoSize` or `SvgHasBadSize`.
    """
    width, height = _measured(root.attrib)
    if SHORTEST_LONG_SIDE <= max(width, height) <= LONGEST_SIDE:
        return
    _give_view_box(root, width, height)
    for name in ("width", "height"):
        root.attrib.pop(name, None)


def sized_svg(data: bytes, box: tuple[float, float]) -> bytes:
    """Return the whole drawing at a size that fits into `box`, in pixels, never larger than it is.

    Raises `ValueError` where its own size cannot be read.
    """
    try:
        root = read_svg(data)
    except (SvgUnreadable, SvgHasEntities) as error:
        raise ValueError(str(error)) from error
    own = size_of(root)
    _give_view_box(root, *_measured(root.attrib))
    scale = min(box[0] / own[0], box[1] / own[1], 1.0)
    for name, length in zip(("width", "height"), own, strict=True):
        root.set(name, str(max(round(length * scale), 1)))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _give_view_box(root: ElementTree.Element, width: float, height: float) -> None:
    """Without a viewBox a drawing is cut off, not scaled, when it is shown at another size."""
    if _view_box(root.attrib) is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")


def _measured(attributes: Mapping[str, str]) -> tuple[float, float]:
    width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    view_box = _view_box(attributes)
    sides = [side for side in (width, height, *(view_box or ())[2:]) if side is not None]
    if any(not SMALLEST <= side <= LARGEST for side in sides):
        raise SvgHasBadSize("a side is zero, negative or beyond measure")
    if width is not None and height is not None:
        return width, height
    if view_box is None:
        raise SvgHasNoSize("neither viewBox nor width and height")
    _left, _top, across, down = view_box
    if width is not None:
        return width, width * down / across
    if height is not None:
        return height * across / down, height
    return across, down


def _length(value: str) -> float | None:
    """Return a length in pixels; None for a share, a unit of the window, or what browsers read over."""
    found = LENGTH.fullmatch(value.strip())
    if not found or found[2].lower() not in PIXELS:
        return None
    return float(found[1]) * PIXELS[found[2].lower()]


def _view_box(attributes: Mapping[str, str]) -> ViewBox | None:
    """Return the viewBox; None where there is none, or one that browsers read over."""
    found = VIEW_BOX.fullmatch(attributes.get("viewBox", "").strip())
    if not found:
        return None
    numbers = (float(found[1]), float(found[2]), float(found[3]), float(found[4]))
    return numbers if all(map(math.isfinite, numbers)) else (0.0, 0.0, math.inf, math.inf)
