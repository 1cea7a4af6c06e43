"""A reception: guests in conversation, glasses in focus."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import (
    Size,
    bokeh,
    drawn,
    gradient,
    halved,
    mix,
    scaled,
    shine,
    tinted,
)
from .figures import put, standing, swaying
from .palettes import Palette


def reception(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Groups in conversation in front of the lights of a hall; glasses on a table in focus."""
    half = width, height = halved(size)
    image = gradient(half, scaled(tone.dark, 1.2), scaled(tone.dark, 0.7), mix(tone.dark, tone.middle, 0.85))
    image = shine(
        image, (width * rng.uniform(0.25, 0.75), height * 0.3), width * 0.55, scaled(tone.light, 0.6), 0.6
    )
    image = bokeh(rng, image, 34, (width * 0.012, width * 0.036), tone.lights, (0, 0, 1, 0.5), (0.2, 0.75))
    haze = mix(tone.middle, tone.light, 0.25)
    for index in range(8):
        unit = height * rng.uniform(0.075, 0.085)
        person = standing(rng, tone, unit, rng.choice((-1, 1, 0)), softness=7)
        put(image, person, swaying(index, 8, rng) * width, height * 1.0, 0.8, haze, 0.42)
    start = rng.uniform(-0.03, 0.06)
    for pair in range(3):
        for side in (-1, 1):
            unit = height * rng.uniform(0.122, 0.134)
            x = (start + pair * 0.36 + 0.12 + side * 0.075 + rng.uniform(-0.02, 0.02)) * width
            put(image, standing(rng, tone, unit, -side, softness=4.2), x, height * 1.36, 0.95)
    image = image.resize(size, Image.Resampling.BICUBIC)
    if rng.random() < 0.75:
        image = _glasses(rng, image, tone)
    return image


def _glasses(rng: random.Random, image: Image.Image, tone: Palette) -> Image.Image:
    """Filled glasses on a table in the foreground."""
    width, height = image.size
    board = height * 0.93
    table = gradient(
        (width, round(height - board)),
        mix(tone.light, (255, 255, 255), 0.4),
        mix(tone.light, tone.middle, 0.7),
    )
    soft = Image.new("L", table.size, 235)
    image.paste(table, (0, round(board)), soft)
    first = rng.choice((0.08, 0.62))
    for index in range(rng.randint(3, 4)):
        x = (first + index * 0.085 + rng.uniform(-0.01, 0.01)) * width
        base = board + height * rng.uniform(0.012, 0.045)
        image = _flute(image, x, base, height * rng.uniform(0.33, 0.36), tone)
    return image


def _flute(image: Image.Image, x: float, base: float, tall: float, tone: Palette) -> Image.Image:
    wide = tall * 0.105
    top, bowl = base - tall, base - tall * 0.34
    left, right = round(x - wide * 2), round(x + wide * 2)
    box = (left, round(top - 10), right, round(base + 10))
    view = image.crop(box)
    size = view.size
    ox, oy = x - box[0], -box[1]

    def bowl_shape(brush: ImageDraw.ImageDraw, k: float, upper: float = top) -> None:
        inset = 1 - 0.16 * (upper - top) / (bowl - top)
        points = []
        for step in range(13):
            share = step / 12
            y = upper + (bowl - upper) * share
            points.append((wide * inset * (1 - share**3) ** 0.5 + 1, y))
        outline = [((ox + a) * k, (b + oy) * k) for a, b in points] + [
            ((ox - a) * k, (b + oy) * k) for a, b in reversed(points)
        ]
        brush.polygon(outline, fill=255)

    bowl_mask = drawn(size, bowl_shape)
    wine_mask = drawn(size, lambda brush, k: bowl_shape(brush, k, top + (bowl - top) * 0.3))
    mirrored = view.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(3))
    glass = Image.composite(
        ImageChops.screen(mirrored, Image.new("RGB", size, (34, 36, 40))), view, bowl_mask
    )
    drink = gradient(size, (255, 222, 140), (214, 150, 60), turn=1)
    drink = Image.blend(drink, mirrored, 0.35)
    glass = Image.composite(drink, glass, wine_mask.point([round(v * 0.82) for v in range(256)]))

    def lines(brush: ImageDraw.ImageDraw, k: float) -> None:
        brush.line([(ox * k, (bowl + oy) * k), (ox * k, (base + oy) * k)], fill=190, width=round(4 * k))
        brush.ellipse(
            ((ox - wide * 0.85) * k, (base + oy - 5) * k, (ox + wide * 0.85) * k, (base + oy + 5) * k),
            fill=120,
        )
        brush.arc(
            ((ox - wide) * k, (top + oy - 4) * k, (ox + wide) * k, (top + oy + 4) * k),
            0,
            360,
            fill=220,
            width=round(k),
        )
        brush.line(
            [
                ((ox - wide * 0.6) * k, (top + oy + 20) * k),
                ((ox - wide * 0.55) * k, (bowl + oy - tall * 0.12) * k),
            ],
            fill=230,
            width=round(3 * k),
        )
        brush.line(
            [
                ((ox + wide * 0.8) * k, (top + oy + 10) * k),
                ((ox + wide * 0.72) * k, (bowl + oy - tall * 0.14) * k),
            ],
            fill=150,
            width=round(2 * k),
        )

    light = drawn(size, lines).filter(ImageFilter.GaussianBlur(1))
    glass = ImageChops.screen(glass, tinted(light, tone.light))
    image.paste(glass, box[:2])
    return image
