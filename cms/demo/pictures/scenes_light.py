"""Scenes of light itself: laser bench, glass fibres, a screen with figures, bare lights."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import (
    Colour,
    Point,
    Size,
    band,
    blurred,
    bokeh,
    clouds,
    dimmed,
    focused,
    gradient,
    in_perspective,
    mix,
    scaled,
    shine,
    spot,
    tinted,
)
from .palettes import Palette


def laser(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Beams over an optical bench, from mirror to mirror."""
    half = width, height = size[0] // 2, size[1] // 2
    board = Image.new("RGB", (720, 480), scaled(tone.dark, 1.0))
    brush = ImageDraw.Draw(board)
    for x in range(0, 720, 30):
        for y in range(0, 480, 30):
            brush.ellipse(
                (x + 11, y + 11, x + 18, y + 18),
                fill=scaled(tone.dark, 0.3),
                outline=mix(tone.dark, tone.middle, 0.5),
            )
    image = gradient(half, scaled(tone.dark, 0.35), scaled(tone.dark, 0.7))
    image = bokeh(rng, image, 12, (width * 0.012, width * 0.03), tone.lights, (0, 0, 1, 0.35), (0.1, 0.45))
    plane = in_perspective(
        board,
        half,
        [
            (0.1 * width, 0.4 * height),
            (0.9 * width, 0.4 * height),
            (1.6 * width, 1.15 * height),
            (-0.6 * width, 1.15 * height),
        ],
    )
    image.paste(plane.convert("RGB"), (0, 0), plane.getchannel("A"))
    image = focused(image, band(half, 0.66, 0.24), 4)
    path = [(-20.0, height * rng.uniform(0.5, 0.6))]
    for index in range(4):
        path.append((width * (0.2 + index * 0.2 + rng.uniform(-0.05, 0.05)), height * rng.uniform(0.5, 0.78)))
    path.append((width + 20.0, height * rng.uniform(0.45, 0.7)))
    for spot_x, spot_y in path[1:-1]:
        _mount(image, spot_x, spot_y, height * (0.06 + (spot_y / height - 0.45) * 0.3), tone)
    image = _beam(image, path, tone.accent)
    other = [(width * rng.uniform(0.1, 0.3), -10.0), path[2], (width + 20.0, height * rng.uniform(0.5, 0.9))]
    image = _beam(image, other, tone.second)
    for mirror in path[1:-1]:
        image = shine(image, mirror, height * 0.14, tone.accent)
        image = shine(image, mirror, height * 0.035, (255, 255, 255))
    mist = clouds(rng, half, 150, 3).point([v // 7 for v in range(256)])
    return ImageChops.screen(image, tinted(mist, tone.middle)).resize(size, Image.Resampling.BICUBIC)


def _mount(image: Image.Image, x: float, y: float, radius: float, tone: Palette) -> None:
    brush = ImageDraw.Draw(image)
    metal = mix(tone.dark, tone.middle, 0.55)
    base = y + radius * 2.3
    brush.ellipse(
        (x - radius * 0.9, base - radius * 0.3, x + radius * 0.9, base + radius * 0.3),
        fill=scaled(tone.dark, 0.35),
    )
    brush.rectangle((x - radius * 0.2, y + radius * 0.8, x + radius * 0.2, base), fill=metal)
    brush.rectangle(
        (x - radius * 0.14, y + radius * 0.8, x - radius * 0.04, base), fill=mix(metal, tone.light, 0.45)
    )
    brush.ellipse(
        (x - radius * 0.82, y - radius, x + radius * 0.82, y + radius),
        fill=scaled(metal, 0.8),
        outline=mix(metal, tone.light, 0.35),
        width=2,
    )
    brush.ellipse(
        (x - radius * 0.6, y - radius * 0.75, x + radius * 0.6, y + radius * 0.75),
        fill=mix(metal, tone.light, 0.3),
        outline=scaled(metal, 0.5),
        width=1,
    )


def _beam(image: Image.Image, path: list[Point], colour: Colour) -> Image.Image:
    line = Image.new("L", image.size)
    ImageDraw.Draw(line).line(path, fill=255, width=3)
    wide = Image.new("L", image.size)
    ImageDraw.Draw(wide).line(path, fill=230, width=10)
    image = ImageChops.screen(image, tinted(blurred(wide, 14), colour))
    image = ImageChops.screen(image, tinted(line.filter(ImageFilter.GaussianBlur(2)), colour))
    return ImageChops.screen(
        image, tinted(line.filter(ImageFilter.GaussianBlur(0.8)), mix(colour, (255, 255, 255), 0.5))
    )


def fibres(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A bundle of glass fibres, the ends alight, most of them out of focus."""
    half = width, height = size[0] // 2, size[1] // 2
    image = gradient(half, scaled(tone.dark, 0.5), scaled(tone.dark, 0.25))
    root = (width * rng.uniform(0.05, 0.35), height * 1.25)
    tips: list[tuple[Point, float, Colour]] = []
    for layer, soft in enumerate((6.0, 3.0, 0.7)):
        lines = Image.new("RGB", half)
        brush = ImageDraw.Draw(lines)
        for _ in range(46):
            angle = rng.uniform(-1.5, 0.35)
            reach = height * rng.uniform(0.7, 1.5)
            tip = (root[0] + reach * math.cos(angle) * 1.15, root[1] + reach * math.sin(angle))
            middle = (
                root[0] + (tip[0] - root[0]) * 0.35 + rng.uniform(-40, 40),
                root[1] + (tip[1] - root[1]) * 0.62,
            )
            colour = rng.choice((tone.accent, tone.second, *tone.lights))
            points = []
            for step in range(15):
                s = step / 14
                points.append(
                    tuple(
                        (1 - s) ** 2 * a + 2 * s * (1 - s) * b + s * s * c
                        for a, b, c in zip(root, middle, tip, strict=True)
                    )
                )
            brush.line(points, fill=scaled(colour, 0.34), width=1 + (layer < 2))
            tips.append((tip, soft, colour))
        image = ImageChops.screen(image, lines.filter(ImageFilter.GaussianBlur(soft * 0.5)))
        dots = Image.new("RGB", half)
        brush = ImageDraw.Draw(dots)
        for (x, y), blur, colour in tips:
            if blur == soft:
                r = 2.2 + soft * 1.6
                brush.ellipse(
                    (x - r, y - r, x + r, y + r),
                    fill=mix(colour, (255, 255, 255), 0.5 if layer == 2 else 0.05),
                )
        image = ImageChops.screen(image, dots.filter(ImageFilter.GaussianBlur(1.2)))
    return image.resize(size, Image.Resampling.BICUBIC)


def screen(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Curves and columns of figures on a monitor, seen at an angle."""
    flat = Image.new("RGB", (1000, 640), scaled(tone.dark, 0.55))
    brush = ImageDraw.Draw(flat)
    for line in range(0, 1000, 50):
        brush.line([(line, 0), (line, 640)], fill=mix(tone.dark, tone.middle, 0.22))
        brush.line([(0, line), (1000, line)], fill=mix(tone.dark, tone.middle, 0.22))
    for panel in range(3):
        left = 20 + panel * 330
        colour = (tone.accent, tone.second, tone.light)[panel]
        brush.rounded_rectangle((left, 30, left + 300, 190), 10, fill=mix(tone.dark, tone.middle, 0.25))
        for bar in range(14):
            tall = 20 + 90 * abs(math.sin(bar * 0.5 + panel + rng.uniform(0, 0.5)))
            brush.rectangle(
                (left + 18 + bar * 19, 172 - tall, left + 30 + bar * 19, 172),
                fill=mix(colour, tone.dark, 0.1 + 0.3 * (bar % 2)),
            )
    for curve, colour in enumerate((tone.accent, tone.second, tone.light)):
        value = 430.0 + curve * 40
        points = []
        for step in range(101):
            value += rng.uniform(-16, 14)
            value = max(240, min(600, value))
            points.append((step * 10, value))
        brush.line(points, fill=colour, width=5, joint="curve")
        brush.ellipse(
            (points[-20][0] - 8, points[-20][1] - 8, points[-20][0] + 8, points[-20][1] + 8),
            fill=(255, 255, 255),
        )
    width, height = size
    lean = rng.choice((0, 1))
    frame = [
        (-0.05 * width, -0.02 * height),
        (1.12 * width, 0.16 * height),
        (1.06 * width, 0.86 * height),
        (-0.25 * width, 1.2 * height),
    ]
    plane = in_perspective(flat, size, frame).convert("RGB")
    glow = plane.filter(ImageFilter.GaussianBlur(3))
    image = ImageChops.screen(plane, dimmed(glow, 0.7))
    focus = spot(size, (width * rng.uniform(0.4, 0.6), height * 0.55), width * 0.55, 0.9).point(
        [min(255, round(v * 1.8)) for v in range(256)]
    )
    image = focused(image, focus, 12)
    if lean:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return bokeh(rng, image, 7, (width * 0.02, width * 0.045), tone.lights, (0, 0, 1, 1), (0.08, 0.28))


def lights(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Nothing but lights out of focus: a hall, a street, a stand at a fair."""
    width, height = size
    image = gradient(
        size,
        scaled(tone.dark, 0.9),
        scaled(tone.dark, 0.5),
        mix(tone.dark, tone.middle, 0.7),
        turn=rng.randrange(4),
    )
    image = shine(
        image, (width * rng.uniform(0.2, 0.8), height * rng.uniform(0.2, 0.7)), width * 0.5, tone.middle
    )
    image = bokeh(rng, image, 40, (width * 0.02, width * 0.05), tone.lights, (0, 0.05, 1, 0.95), (0.08, 0.4))
    return bokeh(rng, image, 22, (width * 0.035, width * 0.085), tone.lights, (0, 0.1, 1, 0.9), (0.1, 0.55))
