"""Matter close up: bubbles in a fluid, a wafer, a woven surface."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import (
    Size,
    band,
    bokeh,
    clouds,
    dimmed,
    focused,
    gradient,
    in_perspective,
    mix,
    noise,
    scaled,
    shine,
    spot,
    tinted,
)
from .palettes import Palette


def droplets(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Bubbles in a coloured fluid, close up."""
    edge = size[0] // 8
    larger = width, height = size[0] + 2 * edge, size[1] + 2 * edge
    turn = rng.randrange(4)
    image = gradient(
        larger, tone.accent, mix(tone.second, tone.dark, 0.25), mix(tone.accent, tone.second, 0.5), turn
    )
    image = Image.composite(
        image, dimmed(image, 0.62), clouds(rng, (width // 4, height // 4), 100, 3).resize(larger)
    )
    image = shine(image, (width * rng.uniform(0.2, 0.8), height * 0.3), width * 0.5, scaled(tone.light, 0.6))
    for layer, (count, low, high, soft) in enumerate(
        ((26, 16, 70, 7), (20, 24, 110, 2.5), (9, 50, 190, 0.8))
    ):
        for _ in range(count):
            radius = low + (high - low) * rng.random() ** 2
            x, y = rng.uniform(edge, width - edge), rng.uniform(edge, height - edge)
            _bubble(image, x, y, radius, soft, tone, 0.4 + 0.25 * layer)
    return image.crop((edge, edge, edge + size[0], edge + size[1]))


def _bubble(
    image: Image.Image, x: float, y: float, radius: float, soft: float, tone: Palette, strength: float
) -> None:
    side = round(radius * 2 + soft * 6)
    box = (round(x - side / 2), round(y - side / 2))
    view = image.crop((*box, box[0] + side, box[1] + side))
    pad = soft * 3
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).ellipse((pad, pad, side - pad, side - pad), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(max(0.8, soft)))
    turned = ImageChops.screen(view.rotate(180), Image.new("RGB", view.size, scaled(tone.accent, 0.12)))
    ring = ImageChops.subtract(
        mask,
        spot((side, side), (side / 2, side / 2), radius * 1.65).point([min(255, v * 2) for v in range(256)]),
    )
    ball = ImageChops.screen(
        turned, tinted(ring.point([round(v * strength) for v in range(256)]), tone.light)
    )
    ball = shine(ball, (side / 2 - radius * 0.38, side / 2 - radius * 0.42), radius * 0.42, (255, 255, 255))
    ball = shine(
        ball,
        (side / 2 + radius * 0.4, side / 2 + radius * 0.5),
        radius * 0.5,
        scaled(tone.light, 0.45 * strength),
    )
    image.paste(
        Image.composite(ball, view, mask.point([round(v * (0.5 + strength / 2)) for v in range(256)])), box
    )


def wafer(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A structured wafer that breaks the light into colours."""
    width, height = size
    side = 1400
    pitch = rng.choice((44, 56, 70))
    chip = Image.new("RGB", (pitch, pitch), (92, 96, 104))
    brush = ImageDraw.Draw(chip)
    for _ in range(9):
        x, y = rng.randrange(4, pitch - 8), rng.randrange(4, pitch - 8)
        brush.rectangle(
            (
                x,
                y,
                min(pitch - 5, x + rng.randrange(4, pitch // 2)),
                min(pitch - 5, y + rng.randrange(3, pitch // 3)),
            ),
            fill=(rng.randrange(90, 220),) * 3,
        )
    brush.rectangle((0, 0, pitch, pitch), outline=(36, 38, 44), width=2)
    face = Image.new("RGB", (side, side))
    row = Image.new("RGB", (side, pitch))
    for x in range(0, side, pitch):
        row.paste(chip, (x, 0))
    for y in range(0, side, pitch):
        face.paste(row, (0, y))
    rainbow = Image.new("RGB", (6, 1))
    rainbow.putdata(
        [
            tone.accent,
            tone.second,
            (250, 230, 120),
            mix(tone.accent, (120, 255, 200), 0.4),
            mix(tone.second, (200, 90, 255), 0.4),
            tone.accent,
        ]
    )
    hue = (
        rainbow.resize((side * 2, side * 2), Image.Resampling.BICUBIC)
        .rotate(rng.uniform(15, 60))
        .crop((side // 2, side // 2, side // 2 + side, side // 2 + side))
    )
    face = ImageChops.add(ImageChops.multiply(face, hue), dimmed(face, 0.22))
    sheen = Image.linear_gradient("L").rotate(rng.uniform(0, 360), expand=False).resize((side, side))
    face = Image.composite(ImageChops.screen(face, dimmed(hue, 0.5)), dimmed(face, 0.75), sheen)
    disc = Image.new("L", (side, side))
    ImageDraw.Draw(disc).ellipse((6, 6, side - 6, side - 6), fill=255)
    plain = Image.new("RGB", (side, side), mix(tone.middle, (160, 164, 172), 0.5))
    inner = Image.new("L", (side, side))
    ImageDraw.Draw(inner).ellipse((34, 34, side - 34, side - 34), fill=255)
    face = Image.composite(face, plain, inner)
    face.putalpha(disc)
    image = gradient(size, scaled(tone.dark, 0.9), scaled(tone.dark, 0.4), mix(tone.dark, tone.middle, 0.3))
    image = bokeh(rng, image, 14, (width * 0.02, width * 0.05), tone.lights, (0, 0, 1, 0.3), (0.1, 0.4))
    lean = rng.uniform(-0.15, 0.15)
    frame = [
        ((0.2 + lean) * width, height * 0.12),
        ((1.02 + lean) * width, height * 0.16),
        ((1.2 + lean) * width, height * 1.25),
        ((-0.1 + lean) * width, height * 1.12),
    ]
    plane = in_perspective(face, size, frame)
    image.paste(plane.convert("RGB"), (0, 0), plane.getchannel("A").filter(ImageFilter.GaussianBlur(1)))
    image = focused(image, band(size, rng.uniform(0.45, 0.62), 0.26), 9)
    return shine(
        image,
        (width * rng.uniform(0.3, 0.7), height * rng.uniform(0.3, 0.6)),
        width * 0.3,
        scaled(tone.light, 0.5),
        0.5,
    )


def scaffold(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A woven surface under grazing light, as an electron microscope shows it."""
    half = width, height = size[0] // 2, size[1] // 2
    relief = Image.new("L", half, 20)
    brush = ImageDraw.Draw(relief)
    for depth in range(80):
        y, lean, bow = rng.uniform(-0.3, 1.3) * height, rng.uniform(-0.9, 0.9) * height, rng.uniform(-70, 70)
        points = [
            (x, y + lean * x / width + bow * math.sin(x / width * math.pi))
            for x in range(-10, width + 11, 20)
        ]
        thick = rng.uniform(5, 17)
        for inset in range(5):
            share = inset / 4
            brush.line(
                points,
                fill=round((40 + depth * 1.6) * (0.35 + 0.65 * share)),
                width=max(1, round(thick * (1 - share))),
                joint="curve",
            )
    pores = noise(rng, half, 4).point([round(112 + v * 0.12) for v in range(256)])
    relief = ImageChops.add(relief.filter(ImageFilter.GaussianBlur(1)), pores, scale=1.0, offset=-118)
    image = Image.merge("RGB", [relief] * 3)
    coloured = gradient(half, mix(tone.accent, tone.light, 0.5), mix(tone.second, tone.light, 0.4), turn=1)
    return dimmed(ImageChops.multiply(image, coloured), 2.1).resize(size, Image.Resampling.BICUBIC)
