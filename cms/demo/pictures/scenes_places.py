"""Scenes of places under the sky: town, building, hills, seedlings."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import Size, blurred, bokeh, clouds, dimmed, gradient, in_perspective, mix, scaled, shine, tinted
from .palettes import Palette


def skyline(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A town by a river at dusk, lit windows mirrored in the water."""
    half = width, height = size[0] * 2 // 3, size[1] * 2 // 3
    line = height * rng.uniform(0.62, 0.68)
    image = gradient(
        half,
        mix(tone.dark, tone.middle, 0.45),
        mix(tone.light, tone.second, 0.5),
        mix(tone.middle, tone.second, 0.3),
    ).crop((0, 0, width, height))
    sky = clouds(rng, (width // 3, height), 60, 4).resize(half, Image.Resampling.BICUBIC)
    image = Image.composite(
        ImageChops.screen(image, Image.new("RGB", half, scaled(tone.second, 0.45))),
        image,
        sky.point([max(0, v - 120) for v in range(256)]),
    )
    image = shine(
        image, (width * rng.uniform(0.2, 0.8), line), width * 0.45, mix(tone.second, tone.light, 0.5), 0.4
    )
    for depth in range(4):
        layer = Image.new("RGB", half)
        mask = Image.new("L", half)
        brush, alpha = ImageDraw.Draw(layer), ImageDraw.Draw(mask)
        shade = mix(mix(tone.middle, tone.light, 0.35), scaled(tone.dark, 0.45), 0.25 + depth * 0.25)
        x = rng.uniform(-30, 0)
        while x < width:
            wide = rng.uniform(0.02, 0.055) * width * (1 + depth * 0.15)
            tall = height * rng.uniform(0.06, 0.22) * (1.25 - depth * 0.2)
            if rng.random() < 0.06:
                tall *= 1.9
            top = line - tall
            box = (x, top, x + wide, line + 2)
            brush.rectangle(box, fill=shade)
            alpha.rectangle(box, fill=255)
            if rng.random() < 0.12:
                peak = [(x, top), (x + wide / 2, top - wide * rng.uniform(0.3, 0.6)), (x + wide, top)]
                brush.polygon(peak, fill=shade)
                alpha.polygon(peak, fill=255)
            if depth > 0:
                step = 7 + depth
                for wx in range(round(x) + 4, round(x + wide) - 5, step):
                    for wy in range(round(top) + 5, round(line) - 6, step + 2):
                        if rng.random() < 0.32:
                            brush.rectangle(
                                (wx, wy, wx + 2 + depth // 2, wy + 3 + depth // 2),
                                fill=mix(rng.choice(tone.lights), (255, 214, 140), 0.5),
                            )
            x += wide * rng.uniform(0.85, 1.25)
        image.paste(layer, (0, 0), mask)
    water_top = round(line)
    below = half[1] - water_top
    mirror = image.crop((0, max(0, water_top - below), width, water_top)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    mirror = mirror.filter(ImageFilter.BoxBlur((1, 9)))
    ripples = clouds(rng, (width // 6, below), 5, 3).resize((width, below), Image.Resampling.BICUBIC)
    mirror = Image.composite(
        mirror, ImageChops.multiply(mirror, Image.new("RGB", mirror.size, (150, 156, 170))), ripples
    )
    image.paste(
        Image.blend(mirror, Image.new("RGB", mirror.size, scaled(tone.dark, 0.8)), 0.25), (0, water_top)
    )
    return image.resize(size, Image.Resampling.BICUBIC)


def facade(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A modern building from below, the sky in its windows."""
    width, height = size
    sky = gradient(size, mix(tone.middle, (70, 120, 190), 0.5), mix(tone.light, (255, 255, 255), 0.3))
    puffs = (
        clouds(rng, (width // 4, height // 4), 70, 5)
        .resize(size, Image.Resampling.BICUBIC)
        .point([max(0, min(255, (v - 110) * 3)) for v in range(256)])
    )
    sky = Image.composite(
        Image.new("RGB", size, mix(tone.light, (255, 255, 255), 0.5)),
        sky,
        puffs.point([round(v * 0.8) for v in range(256)]),
    )
    columns, rows, cell = rng.randint(7, 10), rng.randint(8, 11), 90
    front = Image.new("RGB", (columns * cell, rows * cell), mix(tone.light, tone.middle, 0.3))
    brush = ImageDraw.Draw(front)
    glass = blurred(sky.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 6).resize(front.size)
    for row in range(rows):
        for column in range(columns):
            x, y = column * cell, row * cell
            inset = 9
            pane = dimmed(
                glass.crop((x + inset, y + inset, x + cell - 4, y + cell - 16)), rng.uniform(0.42, 0.8)
            )
            front.paste(pane, (x + inset, y + inset))
            if rng.random() < 0.12:
                brush.rectangle(
                    (x + inset, y + inset, x + cell - 5, y + cell - 17),
                    fill=mix(rng.choice(tone.lights), (255, 226, 170), 0.5),
                )
            brush.line(
                [(x + cell * 0.55, y + inset), (x + cell * 0.55, y + cell - 17)],
                fill=scaled(tone.dark, 0.9),
                width=4,
            )
            brush.rectangle(
                (x, y + cell - 16, x + cell, y + cell - 11), fill=mix(tone.middle, tone.dark, 0.3)
            )
    corner = rng.uniform(0.42, 0.6)
    left = [
        (-0.15 * width, 0.42 * height),
        (corner * width, -0.06 * height),
        (corner * width, 1.1 * height),
        (-0.15 * width, 1.02 * height),
    ]
    right = [
        (corner * width, -0.06 * height),
        (1.1 * width, 0.34 * height),
        (1.1 * width, 1.02 * height),
        (corner * width, 1.1 * height),
    ]
    for frame, factor in ((left, 1.05), (right, 0.6)):
        plane = in_perspective(dimmed(front, factor), size, frame)
        sky.paste(plane.convert("RGB"), (0, 0), plane.getchannel("A"))
    sky = shine(
        sky, (width * rng.choice((0.08, 0.92)), height * 0.06), width * 0.4, mix(tone.second, tone.light, 0.6)
    )
    return sky


def hills(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Hills one behind another in the morning mist."""
    half = width, height = size[0] // 2, size[1] // 2
    sun = (width * rng.uniform(0.25, 0.75), height * rng.uniform(0.28, 0.4))
    image = gradient(
        half,
        mix(tone.middle, tone.dark, 0.15),
        mix(tone.light, tone.second, 0.3),
        mix(tone.light, tone.middle, 0.35),
    )
    image = shine(image, sun, width * 0.5, mix(tone.second, tone.light, 0.5))
    image = shine(image, sun, width * 0.07, (255, 255, 240))
    veil = clouds(rng, (width // 4, height), 46, 4).resize(half, Image.Resampling.BICUBIC)
    image = ImageChops.screen(image, tinted(veil.point([max(0, v - 165) for v in range(256)]), tone.light))
    for depth in range(6):
        share = depth / 5
        ground = height * (0.42 + depth * 0.1)
        colour = mix(mix(tone.light, tone.middle, 0.45), scaled(tone.dark, 0.75), share**0.8)
        phase, swing = rng.uniform(0, 9), height * (0.05 + 0.02 * depth)
        crest = []
        for x in range(0, width + 9, 4):
            y = (
                ground
                + swing * math.sin(x / width * (3 + depth * 0.6) + phase)
                + swing * 0.3 * math.sin(x / width * (11 + depth) + phase * 2)
            )
            if depth > 2:
                y -= rng.uniform(0, 3.5) * (depth - 2)
            crest.append((x, y))
        mask = Image.new("L", half)
        ImageDraw.Draw(mask).polygon([*crest, (width + 9, height + 9), (0, height + 9)], fill=255)
        slope = gradient(half, colour, mix(colour, mix(tone.light, tone.second, 0.2), 0.5 * (1 - share)))
        image = Image.composite(slope, image, mask.filter(ImageFilter.GaussianBlur(1.2)))
        mist = clouds(rng, (width // 2, height // 6), 40, 3).resize(half, Image.Resampling.BICUBIC)
        fade = Image.new("L", half)
        ImageDraw.Draw(fade).rectangle(
            (0, ground + height * 0.03, width, ground + height * 0.11), fill=round(130 * (1 - share))
        )
        image = Image.composite(
            Image.new("RGB", half, mix(tone.light, (255, 255, 255), 0.3)),
            image,
            ImageChops.multiply(blurred(fade, 14), mist),
        )
    return image.resize(size, Image.Resampling.BICUBIC)


def leaves(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """Seedlings in a climate chamber, the nearest in focus."""
    half = width, height = size[0] // 2, size[1] // 2
    image = gradient(
        half, mix(tone.light, tone.accent, 0.3), scaled(tone.dark, 0.9), mix(tone.middle, tone.accent, 0.25)
    )
    image = bokeh(rng, image, 26, (width * 0.015, width * 0.05), tone.lights, (0, 0, 1, 0.7), (0.15, 0.5))
    for soft, count, unit, floor in ((7.0, 9, 0.26, 0.86), (3.0, 6, 0.4, 0.98), (0.7, 3, 0.62, 1.06)):
        layer, mask = Image.new("RGB", half, scaled(tone.middle, 0.5)), Image.new("L", half)
        for index in range(count):
            x = width * ((index + rng.uniform(0.2, 0.8)) / count)
            _sprout(
                rng,
                ImageDraw.Draw(layer),
                ImageDraw.Draw(mask),
                x,
                height * floor,
                height * unit * rng.uniform(0.8, 1.15),
                tone,
            )
        image = Image.composite(
            layer.filter(ImageFilter.GaussianBlur(soft)), image, mask.filter(ImageFilter.GaussianBlur(soft))
        )
    image = shine(image, (width * rng.uniform(0.2, 0.8), 0), width * 0.5, scaled(tone.light, 0.6))
    return image.resize(size, Image.Resampling.BICUBIC)


def _sprout(
    rng: random.Random,
    brush: ImageDraw.ImageDraw,
    alpha: ImageDraw.ImageDraw,
    x: float,
    base: float,
    tall: float,
    tone: Palette,
) -> None:
    lean = rng.uniform(-0.14, 0.14) * tall
    green = mix((86, 150, 62), tone.accent, 0.25)
    stem = [(x + lean * (s / 6) ** 2, base - tall * s / 6) for s in range(7)]
    for canvas, colour in ((brush, scaled(green, 0.8)), (alpha, 255)):
        canvas.line(stem, fill=colour, width=max(2, round(tall * 0.022)), joint="curve")
    for level in range(3, 7):
        x0, y0 = stem[level]
        for side in (-1, 1):
            reach = tall * rng.uniform(0.24, 0.36) * (1.25 - level * 0.1)
            rise = reach * rng.uniform(0.1, 0.6)
            colour = mix(green, tone.light, rng.uniform(0.0, 0.35))
            upper, lower, rib = [], [], []
            for step in range(13):
                s = step / 12
                px, py = x0 + side * reach * s, y0 - rise * math.sin(s * 2.2)
                thick = reach * 0.2 * math.sin(math.pi * s**0.8)
                upper.append((px, py - thick))
                lower.append((px, py + thick))
                rib.append((px, py))
            alpha.polygon([*upper, *reversed(lower)], fill=255)
            brush.polygon([*upper, *reversed(rib)], fill=colour)
            brush.polygon([*rib, *reversed(lower)], fill=scaled(colour, 0.78))
            brush.line(rib, fill=mix(colour, tone.light, 0.5), width=1)
