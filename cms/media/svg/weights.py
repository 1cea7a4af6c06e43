"""How much a drawing comes to when a browser draws it: a few lines can stand for millions.

What is used, and what masks, markers and patterns hold, is drawn anew at each place; a filter works through
all pixels once for each of its steps. Measured in Chromium without a graphics card, 600 pixels wide:
20,000 shapes take some 2 s, and 100 blurs 3 s.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import tinycss2
from PIL import Image

from .reading import SVG, XLINK, local_name
from .sizes import NUMBER

MAX_SHAPES = 50_000
#: Counted in blurs of the whole picture.
MAX_EFFECTS = 100.0
MAX_LEVELS = 200
#: Rules of style sheets that paint elements, all elements together.
MAX_LOOKS = 200_000
#: Of all pictures inside the drawing together; a browser keeps four bytes of each.
MAX_PIXELS = 25_000_000

REFERENCE = re.compile(r"url\(\s*[\"']?\s*#([^\"')\s]+)", re.IGNORECASE)
#: Whom such a selector means is not worked out: it counts for every element.
HARD_SELECTOR = re.compile(r"[:\[(|\\]")
CSS_EFFECT = re.compile(r"\b(blur|drop-shadow)\(", re.IGNORECASE)
NUMBERS = re.compile(NUMBER)
#: What is drawn anew for each place that names it; a gradient is only asked for its colours.
DRAWN = frozenset("pattern mask clipPath marker filter".split())
#: Handed down to what stands inside.
INHERITED = frozenset("fill stroke marker marker-start marker-mid marker-end".split())
PAINT = re.compile(r"(fill|stroke|marker|marker-start|marker-mid|marker-end|filter|mask|clip-path|style)")
MASK_EFFECT = 0.3
EFFECTS = {"feGaussianBlur": 1.0, "feDropShadow": 1.5, "feDiffuseLighting": 1.0, "feSpecularLighting": 1.0}
USUAL_EFFECT = 0.2
#: Filters reach a tenth beyond what they are applied to, unless they say otherwise.
USUAL_REGION = ("-10%", "-10%", "120%", "120%")


class SvgTooHeavy(Exception):
    """A browser would be busy with the drawing for too long."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Shapes and corners drawn, effects in blurs of the whole picture, and levels inside one another."""

    shapes: int = 1
    corners: int = 0
    effects: float = 0.0
    levels: int = 1


def check_weight(root: ElementTree.Element) -> None:
    """Raise `SvgTooHeavy` for a drawing that would keep a browser busy. Nothing is drawn here."""
    weighed = _Weighing(root).weigh(root)
    if weighed.shapes > MAX_SHAPES or weighed.effects > MAX_EFFECTS or weighed.levels > MAX_LEVELS:
        raise SvgTooHeavy
    if sum(map(_pixels, root.iter(f"{{{SVG}}}image"))) > MAX_PIXELS:
        raise SvgTooHeavy


class _Weighing:
    def __init__(self, root: ElementTree.Element) -> None:
        self._by_id: dict[str, ElementTree.Element] = {}
        for element in root.iter():
            if name := element.get("id"):
                self._by_id.setdefault(name, element)
        self._styles: dict[str, list[str]] = {}
        for style in root.iter(f"{{{SVG}}}style"):
            for rule in _rules(tinycss2.parse_stylesheet(style.text or "", skip_comments=True)):
                self._note(rule)
        self._side = _side(root)
        self._looks = 0
        self._known: dict[ElementTree.Element, Weight | None] = {}

    def _note(self, rule: Any) -> None:
        """Keep what a rule paints with, by the class, name or kind of what it is for."""
        content = tinycss2.serialize(rule.content)
        if not REFERENCE.search(content) and not CSS_EFFECT.search(content):
            return
        prelude = tinycss2.serialize(rule.prelude)
        # A variable, or a rule within a rule, is for what stands inside too.
        is_for_all = HARD_SELECTOR.search(prelude) or "{" in content or "--" in content
        for selector in ["*"] if is_for_all else prelude.split(","):
            last = re.split(r"[\s>+~]+", selector.strip())[-1]
            found = re.search(r"[.#][\w-]+", last) or re.match(r"[\w-]+", last)
            self._styles.setdefault(found[0] if found else "*", []).append(content)

    def weigh(self, element: ElementTree.Element, level: int = 0) -> Weight:
        """Return what an element comes to with all that it holds and names.

        What refers to itself is not drawn by any browser, and weighs nothing. Raises `SvgTooHeavy` early.
        """
        if element in self._known:
            return self._known[element] or Weight(0, 0, 0.0, 0)
        if level > MAX_LEVELS:
            raise SvgTooHeavy
        self._known[element] = None
        shapes, corners, effects, levels = 1, _corners(element), 0.0, 0
        for child in element:
            part = self.weigh(child, level + 1)
            shapes, corners, effects = shapes + part.shapes, corners + part.corners, effects + part.effects
            levels = max(levels, part.levels)
        inside = shapes
        for target, times_inherited in self._named(element):
            part = self.weigh(target, level + 1)
            times = inside if times_inherited else 1
            kind = local_name(target.tag)
            if kind == "marker":
                times = max(corners, 1)
            elif kind == "filter":
                effects += self._filter(target) * times
            elif kind == "mask":
                effects += MASK_EFFECT * times
            shapes += part.shapes * times
            effects += part.effects * times
            corners += part.corners if kind not in DRAWN else 0
            levels = max(levels, part.levels)
        effects += sum(len(CSS_EFFECT.findall(text)) for _name, text in self._paints(element))
        if shapes > MAX_SHAPES or effects > MAX_EFFECTS:
            raise SvgTooHeavy
        weight = Weight(shapes, corners, effects, levels + 1)
        self._known[element] = weight
        return weight

    def _named(self, element: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, bool]]:
        """Yield what an element draws besides its own, and whether all that it holds does so too."""
        if local_name(element.tag) in ("use", "pattern"):
            address = element.get("href") or element.get(f"{{{XLINK}}}href") or ""
            target = self._target(address.strip().removeprefix("#"))
            if target is not None:
                yield target, False
        for name, text in self._paints(element):
            for named in REFERENCE.findall(text):
                target = self._target(named)
                if target is not None and (kind := local_name(target.tag)) in DRAWN:
                    yield (
                        target,
                        name in INHERITED or (name == "style" and (kind == "pattern" or "--" in text)),
                    )

    def _target(self, name: str) -> ElementTree.Element | None:
        found = self._by_id.get(name)
        return self._by_id.get(unquote(name)) if found is None else found

    def _paints(self, element: ElementTree.Element) -> Iterator[tuple[str, str]]:
        for name, text in element.attrib.items():
            if PAINT.fullmatch(name) and ("(" in text or "\\" in text):
                if "\\" in text:
                    text = tinycss2.serialize(tinycss2.parse_component_value_list(text))
                yield name, text
        if self._styles:
            keys = ["*", local_name(element.tag), f"#{element.get('id', '')}"]
            keys += [f".{name}" for name in element.get("class", "").split()]
            for key in keys:
                found = self._styles.get(key, [])
                self._looks += len(found)
                if self._looks > MAX_LOOKS:
                    raise SvgTooHeavy
                for text in found:
                    yield "style", text

    def _filter(self, element: ElementTree.Element) -> float:
        region = [
            element.get(name, usual)
            for name, usual in zip(("x", "y", "width", "height"), USUAL_REGION, strict=True)
        ]
        is_relative = element.get("primitiveUnits") == "objectBoundingBox"
        is_absolute = element.get("filterUnits") == "userSpaceOnUse"
        sides = [_share(side, self._side if is_absolute else 1.0) for side in region[2:]]
        # Something small may stand in something that enlarges it.
        area = max(min(sides[0], 10.0) * min(sides[1], 10.0), 0.1)
        return area * sum(self._step(step, 1.0 if is_relative else self._side) for step in element)

    @staticmethod
    def _step(step: ElementTree.Element, side: float) -> float:
        name = local_name(step.tag)
        if name == "feMorphology":
            return 25 + 125 * max(_numbers(step.get("radius", "0"))) / side
        if name == "feConvolveMatrix":
            orders = _numbers(step.get("order", "3"))
            return 0.5 + orders[0] * orders[-1] / 3
        if name == "feTurbulence":
            return 1.5 * min(max(_numbers(step.get("numOctaves", "1"))), 10.0)
        return EFFECTS.get(name, USUAL_EFFECT)


def _rules(rules: list[Any]) -> Iterator[Any]:
    """Yield the rules of a style sheet, and those within its conditions."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.content:
            yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True))


def _corners(element: ElementTree.Element) -> int:
    """Return how many corners a line has at most: markers stand at each."""
    points = element.get("d") or element.get("points")
    return len(NUMBERS.findall(points)) if points else 2


def _side(root: ElementTree.Element) -> float:
    """Return the longer side of the picture in its own units."""
    sides = _numbers(root.get("viewBox", ""))[2:] or _numbers(
        f"{root.get('width', '')} {root.get('height', '')}"
    )
    return max(max(sides), 1e-9)


def _share(length: str, whole: float) -> float:
    number = max(_numbers(length))
    return number / 100 if length.strip().endswith("%") else number / whole


def _numbers(text: str) -> list[float]:
    return [abs(float(number)) for number in NUMBERS.findall(text)] or [0.0]


def _pixels(image: ElementTree.Element) -> int:
    """Return the size of a picture inside the drawing, from its header; 0 where no browser could read it."""
    address = image.get("href") or image.get(f"{{{XLINK}}}href") or ""
    try:
        data = base64.b64decode(address.partition("base64,")[2])
        width, height = Image.open(BytesIO(data), formats=("GIF", "JPEG", "PNG", "WEBP")).size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SvgTooHeavy from error
    except (binascii.Error, OSError, ValueError, SyntaxError):
        return 0
    return width * height
