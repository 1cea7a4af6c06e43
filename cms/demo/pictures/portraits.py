"""Portraits of people who do not exist: painted busts in studio light."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import Colour, bokeh, gradient, grain, mix, scaled, shine
from .figures import HAIRS, SKINS
from .palettes import PALETTES

SIDE = 800
SCALE = 2  # drawn at twice the size for smooth edges


class _Sheet:
    """A square sheet in units: 0 is the middle, 100 half the width."""

    def __init__(self) -> None:
        self.image = Image.new("RGBA", (SIDE * SCALE, SIDE * SCALE))
        self._brush = ImageDraw.Draw(self.image)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        half = SIDE * SCALE / 2
        return half + x / 100 * half, half + y / 100 * half

    def polygon(self, points: list[tuple[float, float]], colour: Colour) -> None:
        self._brush.polygon([self._at(x, y) for x, y in points], fill=colour)

    def shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """A polygon whose corners are cut thrice, so that they are round (Chaikin's curve)."""
        for _ in range(3):
            pairs = zip(points, [*points[1:], points[0]], strict=True)
            points = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in pairs
                for share in (0.25, 0.75)
            ]
        self.polygon(points, colour)

    def oval(self, x: float, y: float, wide: float, tall: float, colour: Colour) -> None:
        self._brush.ellipse((*self._at(x - wide, y - tall), *self._at(x + wide, y + tall)), fill=colour)

    def arc(
        self, x: float, y: float, wide: float, tall: float, start: int, end: int, colour: Colour, line: float
    ) -> None:
        box = (*self._at(x - wide, y - tall), *self._at(x + wide, y + tall))
        self._brush.arc(box, start, end, fill=colour, width=round(line * SIDE * SCALE / 200))

    def box(self, x: float, y: float, wide: float, tall: float, radius: float, colour: Colour) -> None:
        corner = radius * SIDE * SCALE / 200
        self._brush.rounded_rectangle(
            (*self._at(x - wide, y - tall), *self._at(x + wide, y + tall)), corner, fill=colour
        )

    def soft(self, radius: float = 0.6) -> Image.Image:
        return self.image.reduce(SCALE).filter(ImageFilter.GaussianBlur(radius))


def portrait(
    seed: str, mood: str = "day", hair: str = "short", *, glasses: bool = False, beard: bool = False
) -> Image.Image:
    """Somebody's portrait, 800 × 800 pixels; `hair` is short, long, bob, bun, curly or bald."""
    rng = random.Random(f"portrait {seed}")
    tone = PALETTES[mood]
    skin, colour = rng.choice(SKINS), rng.choice(HAIRS)
    if skin in SKINS[3:]:
        colour = rng.choice(HAIRS[:2])
    jacket = rng.choice(tone.cloths)
    shirt = rng.choice(((240, 242, 246), (196, 212, 232), (232, 222, 208), (92, 96, 108)))
    size = (SIDE, SIDE)
    image = gradient(size, mix(tone.middle, tone.light, 0.45), mix(tone.middle, tone.dark, 0.35))
    image = bokeh(rng, image, 9, (40, 90), tone.lights, (0, 0, 1, 0.7), (0.08, 0.3))
    image = image.filter(ImageFilter.GaussianBlur(5))
    image = shine(image, (SIDE * 0.3, SIDE * 0.3), SIDE * 0.6, scaled(tone.light, 0.5))
    for layer in (
        _back_hair(hair, colour),
        _clothes(rng, jacket, shirt, skin),
        _face(rng, skin, colour, hair, glasses, beard),
    ):
        image.paste(layer.convert("RGB"), (0, 0), layer.getchannel("A"))
    light = gradient(size, (255, 252, 246), (188, 186, 204), turn=1)
    return grain(rng, ImageChops.multiply(image, light), 0.03)


def _back_hair(hair: str, colour: Colour) -> Image.Image:
    sheet = _Sheet()
    deep = scaled(colour, 0.7)
    if hair == "long":
        sheet.box(0, 4, 37, 56, 34, deep)
    elif hair == "bob":
        sheet.box(0, -10, 37, 36, 32, deep)
    elif hair == "bun":
        sheet.oval(6, -60, 15, 14, deep)
    elif hair == "curly":
        for x, y in (
            (-30, -36),
            (30, -36),
            (-34, -18),
            (34, -18),
            (-22, -54),
            (22, -54),
            (0, -60),
            (-30, -2),
            (30, -2),
        ):
            sheet.oval(x, y, 17, 17, deep)
    return sheet.soft()


def _clothes(rng: random.Random, jacket: Colour, shirt: Colour, skin: Colour) -> Image.Image:
    sheet = _Sheet()
    broad = rng.uniform(70, 80)
    sheet.polygon([(-17, 10), (17, 10), (19, 52), (-19, 52)], scaled(skin, 0.82))
    sheet.oval(0, 20, 17, 14, scaled(skin, 0.68))
    sheet.shape(
        [
            (-20, 40),
            (20, 40),
            (52, 52),
            (broad, 68),
            (broad + 8, 170),
            (-broad - 8, 170),
            (-broad, 68),
            (-52, 52),
        ],
        jacket,
    )
    sheet.polygon([(-20, 38), (20, 38), (27, 52), (0, 108), (-27, 52)], shirt)
    sheet.polygon([(-15, 36), (15, 36), (0, 62)], scaled(skin, 0.88))
    for side in (-1, 1):
        sheet.polygon(
            [(side * 20, 37), (side * 31, 48), (side * 22, 74), (side * 2, 112), (side * 26, 112)],
            scaled(jacket, 1.18 if side < 0 else 0.86),
        )
        sheet.polygon(
            [(side * 16, 35), (side * 22, 44), (side * 9, 62), (side * 1, 60)],
            mix(shirt, (255, 255, 255), 0.35 if side < 0 else 0.1),
        )
    return sheet.soft(1.0)


def _face(
    rng: random.Random, skin: Colour, colour: Colour, hair: str, glasses: bool, beard: bool
) -> Image.Image:
    sheet = _Sheet()
    shade, line = scaled(skin, 0.84), scaled(skin, 0.6)
    for side in (-1, 1):
        if hair not in ("long", "bob"):
            sheet.oval(side * 28, -14, 5, 8, shade)
    sheet.shape([(-28, -24), (28, -24), (27, 4), (15, 24), (7, 29), (-7, 29), (-15, 24), (-27, 4)], skin)
    sheet.oval(0, -20, 28, 28, skin)
    sheet.oval(0, 8, 22, 21, skin)
    if beard:
        growth = mix(colour, skin, 0.25)
        sheet.shape(
            [
                (-28, -4),
                (-21, 4),
                (-10, 5),
                (10, 5),
                (21, 4),
                (28, -4),
                (26, 14),
                (15, 28),
                (0, 33),
                (-15, 28),
                (-26, 14),
            ],
            growth,
        )
        sheet.oval(0, 12, 9, 3.4, mix(skin, (190, 90, 90), 0.35))
    else:
        sheet.arc(0, 8, 9, 6, 25, 155, mix(line, (170, 70, 70), 0.3), 1.6)
    sheet.arc(-1, -4, 5, 5, 30, 130, shade, 1.5)
    for side in (-1, 1):
        sheet.arc(side * 11.5, -16, 7, 6, 205, 335, mix(colour, line, 0.3), 1.8)
        sheet.oval(side * 11.5, -13, 2.3, 2.5, scaled(mix(colour, (40, 34, 34), 0.6), 0.8))
        if not beard:
            sheet.oval(side * 17, 3, 6, 3.6, mix(skin, (230, 120, 110), 0.13))
        if glasses:
            sheet.arc(side * 12, -13, 9.5, 8, 0, 360, (40, 42, 50), 1.4)
    if glasses:
        sheet.arc(0, -14, 3.5, 2.4, 200, 340, (40, 42, 50), 1.4)
    gloss = mix(colour, (255, 246, 230), 0.16)
    if hair == "bald":
        pass
    elif hair == "curly":
        for x, y in ((-25, -36), (-14, -46), (0, -50), (14, -46), (25, -36), (-8, -40), (8, -40)):
            sheet.oval(x, y, 12, 11, gloss if x < 0 else colour)
    else:
        part = rng.choice((-10, 10))
        sheet.shape(
            [
                (-31, -8),
                (-33, -36),
                (-22, -54),
                (0, -58),
                (22, -54),
                (33, -36),
                (31, -8),
                (26, -30),
                (part, -38),
                (-26, -28),
            ],
            colour,
        )
        sheet.shape(
            [(-31, -12), (-33, -36), (-22, -54), (0, -58), (8, -56), (part - 4, -38), (-25, -29)], gloss
        )
        if hair in ("long", "bob"):
            end = 40 if hair == "long" else 16
            for side in (-1, 1):
                sheet.shape(
                    [
                        (side * 22, -46),
                        (side * 33, -30),
                        (side * 36, end),
                        (side * 25, end + 4),
                        (side * 27, -12),
                        (side * 24, -30),
                    ],
                    gloss if side < 0 else colour,
                )
    return sheet.soft(0.9)
