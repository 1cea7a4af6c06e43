"""Scenes of the laboratory: well plates, stained cells, culture dishes."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import (
    Colour,
    Size,
    band,
    blurred,
    bokeh,
    clouds,
    dimmed,
    drawn,
    focused,
    gradient,
    in_perspective,
    mix,
    scaled,
    shine,
    tinted,
)
from .palettes import Palette


def plate(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A plate of wells, some filled, the focus on one row; a pipette above it."""
    width, height = size
    cells, rows, side = 12, 8, 100
    flat = Image.new("RGB", (cells * side, rows * side), mix(tone.light, (255, 255, 255), 0.4))
    brush = ImageDraw.Draw(flat)
    wave = rng.uniform(0, 6)
    for row in range(rows):
        for column in range(cells):
            x, y = column * side + side / 2, row * side + side / 2
            share = 0.5 + 0.5 * math.sin(column * 0.55 + row * 0.35 + wave)
            fill = mix(tone.accent, tone.second, share)
            strength = rng.choice((0.15, 0.5, 0.85, 1.0, 1.0))
            fill = mix(mix(tone.light, (255, 255, 255), 0.2), fill, strength)
            brush.ellipse((x - 44, y - 44, x + 44, y + 44), fill=mix(tone.middle, tone.light, 0.4))
            brush.ellipse((x - 40, y - 38, x + 40, y + 42), fill=scaled(fill, 0.8))
            brush.ellipse((x - 36, y - 30, x + 36, y + 40), fill=fill)
            brush.ellipse((x - 22, y - 32, x + 4, y - 16), fill=mix(fill, (255, 255, 255), 0.75))
    image = gradient(size, mix(tone.middle, tone.light, 0.5), tone.middle)
    image = bokeh(rng, image, 12, (width * 0.02, width * 0.06), tone.lights, (0, 0, 1, 0.35), (0.15, 0.4))
    lean = rng.uniform(-0.1, 0.1)
    frame = [
        ((0.14 + lean) * width, height * 0.2),
        ((0.92 + lean) * width, height * 0.24),
        (1.3 * width, height * 1.18),
        (-0.26 * width, height * 1.1),
    ]
    plane = in_perspective(flat, size, frame)
    edge = plane.getchannel("A").filter(ImageFilter.GaussianBlur(4))
    image = Image.composite(plane.convert("RGB"), image, edge)
    image = focused(image, band(size, 0.6, 0.24), 11)
    if rng.random() < 0.7:
        image = _tip(image, width * rng.uniform(0.35, 0.65), height * 0.57, tone)
    return shine(image, (width * 0.2, 0), width * 0.5, scaled(tone.light, 0.45))


def _tip(image: Image.Image, x: float, y: float, tone: Palette) -> Image.Image:
    height = image.height

    def shape(brush: ImageDraw.ImageDraw, k: float) -> None:
        brush.polygon(
            [
                ((x + a) * k, (y + b) * k)
                for a, b in (
                    (-5, 0),
                    (5, 0),
                    (30, -270),
                    (44, -280),
                    (62, -height),
                    (-6, -height),
                    (-18, -280),
                    (-14, -270),
                )
            ],
            fill=255,
        )

    mask = drawn(image.size, shape)
    body = gradient(image.size, mix(tone.light, (255, 255, 255), 0.5), mix(tone.light, tone.middle, 0.5))
    image = Image.composite(
        Image.blend(body, blurred(image, 8), 0.35), image, mask.point([round(v * 0.85) for v in range(256)])
    )

    def drop(brush: ImageDraw.ImageDraw, k: float) -> None:
        brush.polygon(
            [((x + a) * k, (y + b) * k) for a, b in ((-4, -4), (4, -4), (15, -130), (-9, -130))], fill=235
        )
        brush.ellipse(((x - 10) * k, (y - 4) * k, (x + 10) * k, (y + 20) * k), fill=235)

    image = Image.composite(Image.new("RGB", image.size, tone.accent), image, drawn(image.size, drop))
    inner = mask.filter(ImageFilter.GaussianBlur(4))
    gleam = ImageChops.subtract(mask, ImageChops.offset(inner, 9, 0))
    return ImageChops.screen(
        image, tinted(gleam.point([round(v * 0.5) for v in range(256)]), (255, 255, 255))
    )


def cells(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Stained cells under a fluorescence microscope: membranes, bodies, nuclei."""
    width, height = size[0] // 2, size[1] // 2
    half = (width, height)
    centres = []
    pitch = rng.uniform(62, 96)
    for row in range(-1, int(height / pitch / 0.86) + 2):
        for column in range(-1, int(width / pitch) + 2):
            if rng.random() < 0.9:
                centres.append(
                    (
                        (column + row % 2 / 2 + rng.uniform(-0.28, 0.28)) * pitch,
                        (row * 0.86 + rng.uniform(-0.28, 0.28)) * pitch,
                    )
                )
    body, fibre, core = Image.new("L", half), Image.new("L", half), Image.new("L", half)
    paint, thread, dot = ImageDraw.Draw(body), ImageDraw.Draw(fibre), ImageDraw.Draw(core)
    for x, y in centres:
        radius = pitch * rng.uniform(0.42, 0.62)
        wobble = [rng.uniform(0.78, 1.12) for _ in range(11)]
        ring = [
            (
                x + radius * w * math.cos(i * math.tau / 11),
                y + radius * w * 0.94 * math.sin(i * math.tau / 11),
            )
            for i, w in enumerate(wobble)
        ]
        paint.polygon(ring, fill=rng.randint(50, 130), outline=240)
        for _ in range(10):
            a, b = rng.choice(ring), rng.choice(ring)
            thread.line(
                [a, (x + rng.uniform(-9, 9), y + rng.uniform(-9, 9)), b], fill=rng.randint(60, 200), width=1
            )
        wide = pitch * rng.uniform(0.13, 0.19)
        tall = wide * rng.uniform(0.7, 1.3)
        dot.ellipse((x - wide, y - tall, x + wide, y + tall), fill=rng.randint(170, 255))
    texture = clouds(rng, half, 14, 3)
    body = ImageChops.multiply(body.filter(ImageFilter.GaussianBlur(3.2)), texture)
    core = ImageChops.multiply(
        core.filter(ImageFilter.GaussianBlur(2.2)), texture.point([128 + v // 2 for v in range(256)])
    )
    image = Image.new("RGB", half, scaled(tone.dark, 0.25))
    image = ImageChops.screen(
        image, tinted(body.point([min(255, round(v * 1.7)) for v in range(256)]), scaled(tone.accent, 0.9))
    )
    image = ImageChops.screen(
        image, tinted(fibre.filter(ImageFilter.GaussianBlur(0.8)), scaled(tone.second, 0.8))
    )
    image = ImageChops.screen(image, tinted(core, mix(tone.lights[0], (120, 140, 255), 0.55)))
    depth = clouds(rng, half, 260, 2)
    image = Image.composite(
        image, image.filter(ImageFilter.GaussianBlur(5)), depth.point([min(255, v * 2) for v in range(256)])
    )
    return image.resize(size, Image.Resampling.BICUBIC)


def petri(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Culture dishes on a bench, seen from above."""
    half = width, height = size[0] // 2, size[1] // 2
    image = gradient(half, mix(tone.light, tone.middle, 0.2), mix(tone.middle, tone.light, 0.25), turn=1)
    image = Image.composite(image, dimmed(image, 0.93), clouds(rng, half, 90, 3))
    radius = height * rng.uniform(0.36, 0.44)
    shift = rng.uniform(-0.1, 0.1)
    places = [
        (0.3 + shift, 0.55),
        (0.3 + shift + radius * 2.12 / width, 0.3 + rng.uniform(-0.1, 0.3)),
        (0.02 + shift, -0.12),
        (1.0 + shift, 1.0),
        (0.62 + shift, 1.22),
    ]
    for index, (x, y) in enumerate(places):
        image = _dish(rng, image, x * width, y * height, radius, (tone.accent, tone.second)[index % 2], tone)
    image = shine(image, (width * 0.15, 0), width * 0.6, scaled(tone.light, 0.4))
    return image.resize(size, Image.Resampling.BICUBIC)


def _dish(
    rng: random.Random, image: Image.Image, x: float, y: float, radius: float, stain: Colour, tone: Palette
) -> Image.Image:
    half = image.size

    def disc(scale: float, dx: float = 0, dy: float = 0) -> Image.Image:
        r = radius * scale
        return drawn(
            half,
            lambda brush, k: brush.ellipse(
                ((x - r + dx) * k, (y - r + dy) * k, (x + r + dx) * k, (y + r + dy) * k), fill=255
            ),
        )

    image = Image.composite(
        dimmed(image, 0.5),
        image,
        disc(1.02, 9, 12).filter(ImageFilter.GaussianBlur(9)).point([round(v * 0.8) for v in range(256)]),
    )
    agar = mix(mix(tone.light, (255, 244, 214), 0.5), stain, 0.16)
    ground = gradient(half, scaled(agar, 1.05), scaled(agar, 0.86))
    brush = ImageDraw.Draw(ground)
    for _ in range(rng.randint(90, 170)):
        angle, reach = rng.uniform(0, math.tau), radius * 0.88 * rng.random() ** 0.5
        cx, cy, size = (
            x + reach * math.cos(angle),
            y + reach * math.sin(angle),
            rng.uniform(1.5, 5.5) * rng.choice((1, 1, 1.7)),
        )
        colour = mix(stain, tone.light, rng.uniform(0, 0.5))
        brush.ellipse(
            (cx - size + 1, cy - size + 1.6, cx + size + 1, cy + size + 1.6), fill=scaled(agar, 0.72)
        )
        brush.ellipse((cx - size, cy - size, cx + size, cy + size), fill=colour)
        brush.ellipse(
            (cx - size * 0.5, cy - size * 0.6, cx, cy - size * 0.1), fill=mix(colour, (255, 255, 255), 0.6)
        )
    ground = ground.filter(ImageFilter.GaussianBlur(0.6))
    image = Image.composite(
        Image.blend(image, Image.new("RGB", half, (255, 255, 255)), 0.35), image, disc(1.02)
    )
    image = Image.composite(ground, image, disc(0.95))
    ring = ImageChops.subtract(disc(1.02), disc(0.985))
    image = ImageChops.screen(image, tinted(ring.filter(ImageFilter.GaussianBlur(0.7)), (210, 214, 220)))
    inner = ImageChops.subtract(disc(0.95), disc(0.93, -2, -3))
    image = Image.composite(dimmed(image, 0.55), image, inner.filter(ImageFilter.GaussianBlur(1.5)))
    gleam = ImageChops.subtract(disc(0.98), disc(0.97, 5, 6)).filter(ImageFilter.GaussianBlur(1.2))
    return ImageChops.screen(image, tinted(gleam, (255, 255, 255)))
