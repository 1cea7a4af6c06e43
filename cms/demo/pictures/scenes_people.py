"""Scenes with people: a keynote, an audience, a meeting."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import (
    Size,
    blurred,
    bokeh,
    clouds,
    dimmed,
    gradient,
    halved,
    in_perspective,
    mix,
    scaled,
    shine,
    spot,
    tinted,
)
from .figures import listener, put, standing, swaying
from .palettes import Palette


def keynote(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A speaker on a stage in front of a large screen, seen over the heads of the audience."""
    half = width, height = halved(size)
    image = gradient(half, scaled(tone.dark, 0.7), scaled(tone.dark, 0.4), mix(tone.dark, tone.middle, 0.4))
    left = rng.uniform(0.16, 0.34)
    screen = _slide(rng, (420, 236), tone)
    frame = [
        (left * width, height * 0.1),
        ((left + 0.52) * width, height * 0.13),
        ((left + 0.52) * width, height * 0.56),
        (left * width, height * 0.59),
    ]
    halo = spot(half, ((left + 0.26) * width, height * 0.35), width * 0.5, 0.7)
    image = ImageChops.screen(image, tinted(halo, scaled(tone.accent, 0.55)))
    plane = in_perspective(screen, half, frame)
    image.paste(plane, (0, 0), plane)
    for beam in range(rng.randint(3, 5)):
        x = (0.1 + beam * 0.22 + rng.uniform(-0.04, 0.04)) * width
        aim = x + rng.uniform(-0.12, 0.12) * width
        cone = Image.new("L", half)
        ImageDraw.Draw(cone).polygon(
            [
                (x - 4, 0),
                (x + 4, 0),
                (aim + width * 0.09, height * 0.78),
                (aim - width * 0.09, height * 0.78),
            ],
            fill=64,
        )
        fade = Image.linear_gradient("L").point([255 - v for v in range(256)]).resize(half)
        cone = ImageChops.multiply(blurred(cone, 9), fade)
        image = ImageChops.screen(image, tinted(cone, tone.light))
        image = shine(image, (x, 0), width * 0.05, (255, 255, 255))
    stage = Image.new("L", half)
    ImageDraw.Draw(stage).rectangle((0, height * 0.7, width, height), fill=200)
    boards = gradient(half, tone.middle, scaled(tone.dark, 0.8))
    image = Image.composite(boards, image, stage.filter(ImageFilter.GaussianBlur(2)))
    image = shine(image, ((left + 0.3) * width, height * 0.73), width * 0.34, scaled(tone.light, 0.5), 0.2)
    x = (left + rng.choice((-0.06, 0.6))) * width
    put(
        image,
        standing(rng, tone, height * 0.062, 1 if x < width / 2 else -1, "talk", 1.4),
        x,
        height * 0.775,
        1.15,
    )
    _lectern(image, x + (34 if x < width / 2 else -34), height * 0.765, height * 0.19, tone)
    image = image.filter(ImageFilter.GaussianBlur(0.7))
    for row, (unit, floor, soft, light) in enumerate(
        ((0.058, 0.93, 3.0, 0.34), (0.086, 1.06, 5.0, 0.26), (0.13, 1.2, 8.0, 0.2))
    ):
        count = 11 - row * 3
        for index in range(count):
            person = listener(rng, tone, height * unit * rng.uniform(0.94, 1.06), soft)
            put(
                image,
                person,
                swaying(index, count, rng) * width,
                height * (floor + unit * 1.7),
                light,
                tone.accent,
                0.06,
            )
    return image.resize(size, Image.Resampling.BICUBIC)


def _lectern(image: Image.Image, x: float, base: float, tall: float, tone: Palette) -> None:
    brush = ImageDraw.Draw(image)
    brush.polygon(
        [(x - 17, base - tall), (x + 17, base - tall * 0.94), (x + 12, base), (x - 12, base)],
        fill=scaled(tone.dark, 1.5),
    )
    brush.line([(x - 19, base - tall - 1), (x + 19, base - tall * 0.94 - 1)], fill=tone.light, width=3)


def _slide(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """What stands on a screen: a title, lines of text or a chart."""
    slide = gradient(size, mix(tone.accent, (255, 255, 255), 0.25), mix(tone.accent, tone.dark, 0.45), turn=1)
    brush = ImageDraw.Draw(slide)
    width, height = size
    white = (255, 255, 255)
    brush.rectangle((width * 0.07, height * 0.14, width * rng.uniform(0.45, 0.7), height * 0.22), fill=white)
    brush.rectangle(
        (width * 0.07, height * 0.27, width * rng.uniform(0.3, 0.5), height * 0.31),
        fill=mix(white, tone.accent, 0.3),
    )
    kind = rng.randrange(3)
    if kind == 0:
        for bar in range(7):
            x = width * (0.1 + bar * 0.12)
            top = height * (0.85 - rng.uniform(0.1, 0.25) - bar * 0.035)
            brush.rectangle(
                (x, top, x + width * 0.07, height * 0.88),
                fill=mix(white, tone.second, 0.8 if bar > 4 else 0.1),
            )
    elif kind == 1:
        points = [
            (width * (0.08 + step * 0.06), height * (0.8 - step * 0.022 + rng.uniform(-0.05, 0.05)))
            for step in range(15)
        ]
        brush.line(points, fill=white, width=4, joint="curve")
        brush.line([(x, y + height * 0.08) for x, y in points], fill=tone.second, width=4, joint="curve")
    else:
        for line in range(5):
            y = height * (0.42 + line * 0.1)
            brush.ellipse((width * 0.08, y, width * 0.1, y + height * 0.035), fill=tone.second)
            brush.rectangle(
                (width * 0.13, y, width * rng.uniform(0.4, 0.6), y + height * 0.035),
                fill=mix(white, tone.accent, 0.2),
            )
        brush.ellipse((width * 0.68, height * 0.42, width * 0.92, height * 0.85), outline=white, width=14)
        brush.arc(
            (width * 0.68, height * 0.42, width * 0.92, height * 0.85), -90, 130, fill=tone.second, width=14
        )
    return slide


def audience(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Rows of listeners from behind, the lights of the hall in front of them."""
    half = width, height = halved(size)
    image = gradient(
        half, mix(tone.dark, tone.middle, 0.5), scaled(tone.dark, 0.8), mix(tone.middle, tone.light, 0.3)
    )
    x = rng.uniform(0.3, 0.7) * width
    image = shine(image, (x, height * 0.3), width * 0.55, scaled(tone.light, 0.8), 0.55)
    slide = blurred(_slide(rng, (round(width * 0.5), round(width * 0.28)), tone), 5)
    image.paste(slide, (round(x - slide.width / 2), round(height * 0.08)))
    image = blurred(image, 7)
    image = bokeh(rng, image, 16, (width * 0.01, width * 0.022), tone.lights, (0, 0, 1, 0.2), (0.3, 0.8))
    put(
        image,
        standing(rng, tone, height * 0.055, 0, "talk", 3.5),
        x + rng.choice((-0.31, 0.31)) * width,
        height * 0.66,
        1.1,
    )
    rows = (
        (0.07, 0.74, 4.5, 0.75),
        (0.095, 0.87, 3.2, 0.7),
        (0.135, 1.05, 1.2, 0.66),
        (0.21, 1.32, 7.5, 0.42),
    )
    for row, (unit, floor, soft, light) in enumerate(rows):
        count = (10, 8, 6, 3)[row]
        for index in range(count):
            person = listener(rng, tone, height * unit * rng.uniform(0.95, 1.05), soft)
            put(
                image,
                person,
                swaying(index, count, rng) * width,
                height * (floor + unit * 1.7),
                light,
                tone.middle,
                0.3 - row * 0.1,
            )
    return image.resize(size, Image.Resampling.BICUBIC)


def meeting(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """People at a long table in front of tall windows with a town behind them."""
    half = width, height = halved(size)
    sky = gradient(half, mix(tone.light, (255, 255, 255), 0.5), mix(tone.light, tone.middle, 0.3))
    mist = clouds(rng, half, 120, 3)
    sky = Image.composite(sky, dimmed(sky, 0.9), mist)
    brush = ImageDraw.Draw(sky)
    x = 0.0
    while x < width:
        wide = rng.uniform(18, 60)
        brush.rectangle(
            (x, height * rng.uniform(0.3, 0.46), x + wide, height),
            fill=mix(tone.middle, tone.light, rng.uniform(0.35, 0.6)),
        )
        x += wide
    image = blurred(sky, 6)
    brush = ImageDraw.Draw(image)
    shift = rng.uniform(-40, 0)
    for pane in range(7):
        post = shift + pane * width * 0.19
        brush.rectangle((post, 0, post + 9, height), fill=scaled(tone.dark, 1.1))
    brush.rectangle((0, height * 0.1, width, height * 0.115), fill=scaled(tone.dark, 1.1))
    brush.rectangle((0, height * 0.66, width, height), fill=scaled(tone.dark, 0.9))
    image = image.filter(ImageFilter.GaussianBlur(3.5))
    count = rng.randint(5, 6)
    for index in range(count):
        unit = height * 0.118
        put(
            image,
            standing(rng, tone, unit, rng.choice((-1, 0, 1)), rng.choice(("talk", "fold")), 2.4),
            swaying(index, count, rng) * width,
            height * 1.22,
            0.62,
        )
    table = Image.new("L", half)
    ImageDraw.Draw(table).polygon(
        [(-20, height * 0.83), (width + 20, height * 0.79), (width + 20, height + 9), (-20, height + 9)],
        fill=255,
    )
    wood = gradient(half, mix(tone.light, tone.middle, 0.35), scaled(tone.middle, 0.5))
    reflection = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    wood = Image.blend(wood, blurred(ImageChops.offset(reflection, 0, round(height * 0.62)), 14), 0.35)
    image = Image.composite(wood, image, table.filter(ImageFilter.GaussianBlur(1.2)))
    for index in range(4):
        _paper(
            rng,
            image,
            (0.12 + index * 0.25 + rng.uniform(-0.04, 0.04)) * width,
            height * rng.uniform(0.88, 0.92),
            tone,
        )
    return image.resize(size, Image.Resampling.BICUBIC)


def _paper(rng: random.Random, image: Image.Image, x: float, y: float, tone: Palette) -> None:
    wide, deep = 62, 20
    tilt = rng.uniform(-8, 8)
    white = mix((255, 255, 255), tone.light, 0.3)
    brush = ImageDraw.Draw(image)
    if rng.random() < 0.4:
        brush.polygon(
            [
                (x - wide, y - 46),
                (x + wide, y - 46 + tilt / 3),
                (x + wide * 0.94, y + 8),
                (x - wide * 0.94, y + 8),
            ],
            fill=scaled(tone.dark, 0.9),
        )
        brush.polygon(
            [
                (x - wide * 0.94, y + 8),
                (x + wide * 0.94, y + 8),
                (x + wide * 1.04, y + 16),
                (x - wide * 1.04, y + 16),
            ],
            fill=scaled(tone.middle, 0.9),
        )
    else:
        brush.polygon(
            [
                (x - wide * 0.7 + tilt, y),
                (x + wide * 0.7 + tilt, y),
                (x + wide, y + deep),
                (x - wide, y + deep),
            ],
            fill=white,
        )
        for line in range(3):
            brush.line(
                [(x - wide * 0.5, y + 5 + line * 5), (x + wide * 0.4, y + 5 + line * 5)],
                fill=scaled(white, 0.75),
                width=1,
            )
