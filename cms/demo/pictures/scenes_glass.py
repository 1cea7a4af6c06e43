"""A bench with glassware: flasks, bottles and cylinders with coloured liquids."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import Colour, Size, bokeh, dimmed, drawn, gradient, mix, scaled, shine, tinted
from .palettes import Palette


def glassware(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Flasks and bottles with coloured liquids on a bench, shelves out of focus behind them."""
    drawn_size = width, height = size[0] * 3 // 4, size[1] * 3 // 4
    image = _shelves(rng, drawn_size, tone)
    bench = height * 0.8
    surface = gradient(
        (width, round(height - bench)), mix(tone.light, tone.middle, 0.25), mix(tone.middle, tone.dark, 0.35)
    )
    image.paste(surface, (0, round(bench)))
    liquids = [
        tone.accent,
        tone.second,
        mix(tone.accent, tone.second, 0.5),
        mix(tone.light, tone.accent, 0.4),
    ]
    items = [
        ("flask", 0.46, 0.26),
        ("bottle", 0.52, 0.17),
        ("cylinder", 0.6, 0.09),
        ("round", 0.4, 0.24),
        ("flask", 0.34, 0.2),
        ("beaker", 0.3, 0.22),
    ]
    rng.shuffle(items)
    x = rng.uniform(0.0, 0.06)
    for kind, tall, wide in items:
        base = bench + height * rng.uniform(0.03, 0.07)
        x += wide / 2
        image = _vessel(
            rng, image, kind, x * width, base, tall * height, wide * width * 0.5, rng.choice(liquids), tone
        )
        x += wide / 2 - rng.uniform(0.0, 0.02)
    return image.resize(size, Image.Resampling.BICUBIC)


def _shelves(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    small = width, height = size[0] // 4, size[1] // 4
    image = gradient(
        small,
        mix(tone.light, tone.middle, 0.35),
        mix(tone.middle, tone.dark, 0.2),
        mix(tone.middle, tone.light, 0.35),
    )
    brush = ImageDraw.Draw(image)
    for shelf in range(3):
        y = height * (0.2 + shelf * 0.24)
        brush.rectangle((0, y, width, y + 5), fill=mix(tone.middle, tone.dark, 0.3))
        x = rng.uniform(0, 10)
        while x < width:
            wide, tall = rng.uniform(6, 17), rng.uniform(14, 38)
            colour = rng.choice(
                (
                    tone.light,
                    tone.middle,
                    tone.accent,
                    tone.second,
                    mix(tone.dark, tone.middle, 0.4),
                    (255, 255, 255),
                )
            )
            brush.rounded_rectangle((x, y - tall, x + wide, y), 3, fill=mix(colour, tone.middle, 0.35))
            x += wide + rng.uniform(3, 22)
    image = image.filter(ImageFilter.GaussianBlur(6)).resize(size, Image.Resampling.BICUBIC)
    image = shine(
        image, (size[0] * rng.uniform(0.1, 0.9), size[1] * 0.1), size[0] * 0.5, scaled(tone.light, 0.7)
    )
    return bokeh(rng, image, 14, (size[0] * 0.015, size[0] * 0.04), tone.lights, (0, 0, 1, 0.7), (0.15, 0.4))


def _outline(kind: str, wide: float, tall: float) -> list[tuple[float, float]]:
    """Half widths by height: 0 is the rim, 1 the floor of the vessel."""
    profile = {
        "flask": [
            (0.0, 0.30),
            (0.03, 0.26),
            (0.3, 0.25),
            (0.42, 0.36),
            (0.92, 0.97),
            (0.97, 1.0),
            (1.0, 0.94),
        ],
        "bottle": [
            (0.0, 0.52),
            (0.1, 0.52),
            (0.12, 0.44),
            (0.2, 0.45),
            (0.3, 0.92),
            (0.36, 1.0),
            (0.97, 1.0),
            (1.0, 0.93),
        ],
        "cylinder": [(0.0, 1.05), (0.02, 0.95), (0.94, 0.95), (0.96, 1.3), (1.0, 1.4)],
        "beaker": [(0.0, 1.04), (0.04, 0.97), (0.93, 0.97), (0.98, 0.92), (1.0, 0.8)],
        "round": [(0.0, 0.26), (0.03, 0.22), (0.36, 0.21)],
    }[kind]
    points = [(share * tall, half * wide) for share, half in profile]
    if kind == "round":
        radius = tall * 0.33
        for step in range(15):
            angle = math.pi * (0.12 + 0.88 * step / 14)
            points.append(
                (tall - radius - radius * math.cos(angle), max(0.2 * wide, radius * math.sin(angle)))
            )
    return points


def _vessel(
    rng: random.Random,
    image: Image.Image,
    kind: str,
    x: float,
    base: float,
    tall: float,
    wide: float,
    liquid: Colour,
    tone: Palette,
) -> Image.Image:
    margin = 30
    reach = max(half for _, half in _outline(kind, wide, tall)) + margin
    box = (round(x - reach), round(base - tall - margin), round(x + reach), round(base + tall * 0.45))
    view = image.crop(box)
    size = view.size
    ox, oy = x - box[0], base - tall - box[1]
    profile = _outline(kind, wide, tall)

    def shape(level: float, inset: float = 0.0) -> Image.Image:
        kept = [(y, half) for y, half in profile if y >= level * tall]
        before = [(y, half) for y, half in profile if y < level * tall]
        if before and kept:
            (y0, h0), (y1, h1) = before[-1], kept[0]
            kept.insert(0, (level * tall, h0 + (h1 - h0) * (level * tall - y0) / max(0.01, y1 - y0)))

        def paint(brush: ImageDraw.ImageDraw, k: float) -> None:
            side = [(ox + half - inset, oy + y - (inset if y > tall * 0.9 else 0)) for y, half in kept]
            other = [
                (ox - half + inset, oy + y - (inset if y > tall * 0.9 else 0)) for y, half in reversed(kept)
            ]
            brush.polygon([(a * k, b * k) for a, b in side + other], fill=255)
            if kept:
                y, half = kept[0]
                flat = half * 0.14
                brush.ellipse(
                    (
                        (ox - half + inset) * k,
                        (oy + y - flat) * k,
                        (ox + half - inset) * k,
                        (oy + y + flat) * k,
                    ),
                    fill=255,
                )

        return drawn(size, paint)

    body = shape(0.0)
    level = rng.uniform(0.45, 0.62)
    fluid = shape(level, 5)
    shadow = Image.new("L", size)
    ImageDraw.Draw(shadow).ellipse(
        (ox - reach * 0.9, oy + tall - 14, ox + reach * 0.9, oy + tall + 16), fill=150
    )
    view = Image.composite(dimmed(view, 0.45), view, shadow.filter(ImageFilter.GaussianBlur(9)))
    caustic = Image.new("L", size)
    ImageDraw.Draw(caustic).ellipse(
        (ox - wide * 0.6, oy + tall + 2, ox + wide * 0.9, oy + tall + tall * 0.16), fill=200
    )
    view = ImageChops.screen(view, tinted(caustic.filter(ImageFilter.GaussianBlur(14)), scaled(liquid, 0.8)))
    inside = view.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    glass = Image.composite(ImageChops.screen(inside, Image.new("RGB", size, (22, 24, 28))), view, body)
    colour = gradient(size, scaled(liquid, 1.25), scaled(liquid, 0.55), liquid, turn=rng.choice((1, 3)))
    colour = Image.blend(colour, ImageChops.multiply(inside, colour), 0.45)
    glass = Image.composite(colour, glass, fluid.point([round(v * 0.88) for v in range(256)]))
    surface = Image.new("L", size)
    half = next((h for y, h in profile if y >= level * tall), wide) * 0.94
    ImageDraw.Draw(surface).ellipse(
        (ox - half, oy + level * tall - half * 0.13, ox + half, oy + level * tall + half * 0.13), fill=120
    )
    glass = ImageChops.screen(
        glass,
        tinted(
            ImageChops.multiply(surface.filter(ImageFilter.GaussianBlur(1)), body),
            mix(liquid, (255, 255, 255), 0.5),
        ),
    )
    inner = body.filter(ImageFilter.MinFilter(9)).filter(ImageFilter.GaussianBlur(5))
    rim = ImageChops.subtract(body, inner)
    glass = ImageChops.screen(glass, tinted(rim.point([round(v * 0.6) for v in range(256)]), tone.light))
    gleam = ImageChops.multiply(
        ImageChops.subtract(inner, ImageChops.offset(inner, round(wide * 0.12) + 5, 0)), inner
    )
    glass = ImageChops.screen(
        glass,
        tinted(
            gleam.filter(ImageFilter.GaussianBlur(2)).point([round(v * 0.75) for v in range(256)]),
            (255, 255, 255),
        ),
    )
    image.paste(glass, box[:2])
    return image
