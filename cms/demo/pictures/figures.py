"""People as they stand behind the plane of focus: colour, posture and light, no features."""

import itertools
import math
import random
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import Colour, Point, gradient, mix, scaled
from .palettes import Palette

SKINS: tuple[Colour, ...] = ((222, 178, 152), (204, 156, 128), (236, 196, 172), (150, 104, 78), (108, 72, 54))
HAIRS: tuple[Colour, ...] = (
    (38, 30, 28),
    (74, 52, 38),
    (120, 88, 56),
    (172, 136, 88),
    (120, 116, 114),
    (24, 22, 26),
)


@dataclass(frozen=True)
class Look:
    """What somebody wears."""

    skin: Colour
    hair: Colour
    jacket: Colour
    shirt: Colour
    trousers: Colour
    cut: int


def dressed(rng: random.Random, tone: Palette) -> Look:
    """Somebody's clothes, in the light of a mood."""
    jacket = mix(rng.choice(tone.cloths), tone.middle, 0.15)
    shirt = mix(rng.choice(((236, 238, 242), (190, 206, 226), (226, 214, 200), jacket)), tone.light, 0.2)
    trousers = scaled(mix(jacket, (30, 32, 40), 0.6), 0.9)
    skin = mix(rng.choice(SKINS), tone.middle, 0.22)
    return Look(skin, mix(rng.choice(HAIRS), tone.dark, 0.2), jacket, shirt, trousers, rng.randrange(6))


class Figure:
    """A transparent tile on which one person is drawn; one unit is the height of the head."""

    def __init__(self, unit: float, ground: Colour, half_width: float = 2.2, height: float = 8.2) -> None:
        self.unit = unit
        self.middle = half_width * unit
        size = (max(4, round(half_width * 2 * unit)), max(4, round(height * unit)))
        self.colours = Image.new("RGB", size, ground)
        self.mask = Image.new("L", size)
        self._brush = ImageDraw.Draw(self.colours)
        self._alpha = ImageDraw.Draw(self.mask)

    def _place(self, point: Point) -> Point:
        return self.middle + point[0] * self.unit, (point[1] + 0.3) * self.unit

    def polygon(self, points: list[Point], colour: Colour) -> None:
        """A closed shape."""
        places = [self._place(point) for point in points]
        self._brush.polygon(places, fill=colour)
        self._alpha.polygon(places, fill=255)

    def oval(self, x: float, y: float, wide: float, tall: float, colour: Colour) -> None:
        """An ellipse by its middle and half axes."""
        (left, top), (right, bottom) = self._place((x - wide, y - tall)), self._place((x + wide, y + tall))
        self._brush.ellipse((left, top, right, bottom), fill=colour)
        self._alpha.ellipse((left, top, right, bottom), fill=255)

    def limb(self, points: list[Point], first: float, last: float, colour: Colour) -> None:
        """An arm or leg that gets thinner."""
        steps = 10
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            for step in range(steps + 1):
                share = step / steps
                width = first + (last - first) * share
                self.oval(ax + (bx - ax) * share, ay + (by - ay) * share, width, width, colour)
            first = last = (first + last) / 2

    def tile(self, lights: Colour, side: int, softness: float) -> Image.Image:
        """The finished person: lit from one side, softened as by a lens."""
        size = self.colours.size
        shade = gradient(size, *((lights, (64, 62, 70)) if side > 0 else ((64, 62, 70), lights)), turn=1)
        body = ImageChops.multiply(self.colours, shade)
        down = gradient(size, (255, 255, 255), (120, 120, 128), (236, 236, 240))
        body = ImageChops.multiply(body, down)
        edge = ImageChops.subtract(
            self.mask, ImageChops.offset(self.mask, round(-side * self.unit * 0.07), round(self.unit * 0.05))
        )
        edge = edge.filter(ImageFilter.GaussianBlur(self.unit * 0.035)).point(
            [round(v * 0.55) for v in range(256)]
        )
        body = Image.composite(Image.new("RGB", size, lights), body, edge)
        if softness > 0.4:
            body = body.filter(ImageFilter.GaussianBlur(softness))
        alpha = self.mask.filter(ImageFilter.GaussianBlur(max(0.8, softness)))
        body.putalpha(alpha)
        return body


def _head(figure: Figure, look: Look, turn: float) -> None:
    nape = 0.07 * -turn
    if look.cut == 0:
        figure.oval(nape * 2, 0.72, 0.47, 0.72, look.hair)
    elif look.cut == 1:
        figure.oval(-turn * 0.42, 0.06, 0.19, 0.19, look.hair)
    elif look.cut == 2:
        figure.oval(nape, 0.5, 0.5, 0.5, look.hair)
    figure.polygon([(-0.2 + nape, 0.7), (0.2 + nape, 0.7), (0.3, 1.4), (-0.3, 1.4)], scaled(look.skin, 0.8))
    figure.oval(0, 0.42, 0.37, 0.44, look.hair)
    figure.oval(turn * 0.07, 0.55, 0.33, 0.44, look.skin)
    figure.oval(nape * 1.6, 0.22, 0.35 if look.cut < 5 else 0.3, 0.24, look.hair)
    if look.cut in (0, 2):
        for edge in (-1, 1):
            figure.oval(edge * 0.34 + nape, 0.62, 0.11, 0.38, look.hair)


def standing(
    rng: random.Random, tone: Palette, unit: float, turn: float = 0.0, pose: str = "", softness: float = 6.0
) -> Image.Image:
    """Somebody upright, as an RGBA tile 8.2 heads high; `turn` -1 looks left, 1 right.

    `pose` is hang, glass, fold or talk; without one, it is left to chance.
    """
    look = dressed(rng, tone)
    figure = Figure(unit, look.jacket)
    pose = pose or rng.choice(("hang", "glass", "fold", "talk", "glass"))
    slim = rng.uniform(0.84, 1.0) * (1 - 0.18 * abs(turn))
    broad = 0.98 * slim
    for leg in (-1, 1):
        figure.limb(
            [(leg * 0.34 * slim, 4.0), (leg * 0.36 * slim, 5.7), (leg * 0.38 * slim, 7.5)],
            0.37 * slim,
            0.2,
            look.trousers,
        )
    far, near = (-1, 1) if turn >= 0 else (1, -1)
    sleeve = scaled(look.jacket, 0.82)
    figure.limb(
        [(far * broad * 0.86, 1.72), (far * broad * 1.08, 2.95), (far * broad * 0.94, 3.95)],
        0.23,
        0.16,
        sleeve,
    )
    figure.oval(far * broad * 0.93, 4.1, 0.13, 0.2, look.skin)
    figure.polygon(
        [
            (-0.24, 1.12), (0.24, 1.12), (broad * 0.62, 1.38), (broad * 0.98, 1.62), (broad * 0.96, 2.2),
            (broad * 0.74, 3.1), (broad * 0.8, 4.25), (-broad * 0.8, 4.25), (-broad * 0.74, 3.1),
            (-broad * 0.96, 2.2), (-broad * 0.98, 1.62), (-broad * 0.62, 1.38),
        ],
        look.jacket,
    )  # fmt: skip
    open_to = turn * 0.22
    figure.polygon([(open_to - 0.19, 1.14), (open_to + 0.19, 1.14), (open_to * 1.4, 2.5)], look.shirt)
    shoulder = (near * broad * 0.86, 1.7)
    if pose == "hang":
        figure.limb(
            [shoulder, (near * broad * 1.06, 2.95), (near * broad * 0.98, 3.95)], 0.24, 0.16, look.jacket
        )
        figure.oval(near * broad * 0.97, 4.1, 0.13, 0.2, look.skin)
    elif pose == "fold":
        figure.limb(
            [shoulder, (near * broad * 1.02, 2.75), (-near * 0.42, 2.6)],
            0.24,
            0.18,
            scaled(look.jacket, 1.12),
        )
        figure.oval(-near * 0.5, 2.58, 0.16, 0.13, look.skin)
    else:
        hand = (near * (0.75 if pose == "talk" else 0.42), 2.05 if pose == "talk" else 2.35)
        figure.limb([shoulder, (near * broad * 1.02, 2.9), hand], 0.24, 0.16, scaled(look.jacket, 1.1))
        figure.oval(hand[0], hand[1], 0.15, 0.16, look.skin)
        if pose == "glass":
            glow = mix(tone.light, (255, 236, 190), 0.6)
            figure.polygon(
                [
                    (hand[0] - 0.12, 1.62),
                    (hand[0] + 0.12, 1.62),
                    (hand[0] + 0.06, 2.3),
                    (hand[0] - 0.06, 2.3),
                ],
                glow,
            )
    _head(figure, look, turn)
    return figure.tile(mix((255, 255, 255), tone.light, 0.6), rng.choice((-1, 1)), softness)


def listener(rng: random.Random, tone: Palette, unit: float, softness: float = 6.0) -> Image.Image:
    """Head and shoulders from behind, as an RGBA tile 5 heads high."""
    look = dressed(rng, tone)
    figure = Figure(unit, look.jacket, 1.7, 5.0)
    wide = rng.uniform(0.95, 1.12)
    figure.polygon([(-0.2, 0.7), (0.2, 0.7), (0.26, 1.3), (-0.26, 1.3)], scaled(look.skin, 0.7))
    figure.polygon(
        [
            (-0.26, 1.05),
            (0.26, 1.05),
            (wide * 0.75, 1.34),
            (wide, 1.72),
            (wide * 1.12, 4.8),
            (-wide * 1.12, 4.8),
            (-wide, 1.72),
            (-wide * 0.75, 1.34),
        ],
        look.jacket,
    )
    figure.oval(-0.37, 0.52, 0.06, 0.11, look.skin)
    figure.oval(0.37, 0.52, 0.06, 0.11, look.skin)
    figure.oval(0, 0.45, 0.38, 0.46, look.hair)
    if look.cut == 0:
        figure.oval(0, 0.8, 0.42, 0.66, look.hair)
    elif look.cut == 1:
        figure.oval(0, 0.02, 0.17, 0.17, scaled(look.hair, 1.2))
    elif look.cut == 2:
        figure.oval(0, 0.5, 0.46, 0.5, look.hair)
    return figure.tile(mix((255, 255, 255), tone.light, 0.6), rng.choice((-1, 1)), softness)


def put(
    image: Image.Image,
    tile: Image.Image,
    x: float,
    floor: float,
    light: float = 1.0,
    haze: Colour | None = None,
    depth: float = 0.0,
) -> None:
    """Set a tile into the picture: its middle at `x`, its feet at `floor`; `depth` fades it into `haze`."""
    if light != 1.0 or (haze and depth):
        alpha = tile.getchannel("A")
        flat = tile.convert("RGB").point([min(255, round(v * light)) for v in range(256)] * 3)
        if haze and depth:
            flat = Image.blend(flat, Image.new("RGB", flat.size, haze), depth)
        flat.putalpha(alpha)
        tile = flat
    image.paste(tile, (round(x - tile.width / 2), round(floor - tile.height)), tile)


def swaying(index: int, count: int, rng: random.Random) -> float:
    """Places in a row, irregular as people are, as a share of the width."""
    return (index + 0.5 + rng.uniform(-0.3, 0.3)) / count + 0.02 * math.sin(index * 2.3)
