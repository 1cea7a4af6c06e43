"""Scenes inside: a cleanroom corridor, a production hall with a robot arm."""

import itertools
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import (
    Size,
    blurred,
    gradient,
    in_perspective,
    mix,
    scaled,
    shine,
)
from .figures import put, standing
from .palettes import Palette


def corridor(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A cleanroom corridor: light panels, windows, a floor that mirrors them."""
    half = width, height = size[0] // 2, size[1] // 2
    x, y = width * rng.uniform(0.42, 0.58), height * 0.46
    image = Image.new("RGB", half, mix(tone.light, (255, 255, 255), 0.4))
    wall = mix(tone.light, tone.middle, 0.3)
    door_w, door_h = width * 0.055, height * 0.085
    near = [
        (-width * 0.25, -height * 0.3),
        (width * 1.25, -height * 0.3),
        (width * 1.25, height * 1.22),
        (-width * 0.25, height * 1.22),
    ]
    far = [
        (x - door_w, y - door_h),
        (x + door_w, y - door_h),
        (x + door_w, y + door_h),
        (x - door_w, y + door_h),
    ]
    for side in range(4):
        panel = gradient((500, 240), wall, scaled(wall, 0.8))
        brush = ImageDraw.Draw(panel)
        if side == 0:
            panel.paste(scaled(wall, 0.92), (0, 0, 500, 240))
            for lamp in range(7):
                brush.rectangle((lamp * 72 + 8, 62, lamp * 72 + 48, 178), fill=(255, 255, 255))
        elif side == 2:
            panel.paste(scaled(wall, 0.6), (0, 0, 500, 240))
            for lamp in range(7):
                brush.rectangle(
                    (lamp * 72 + 8, 62, lamp * 72 + 48, 178), fill=mix(wall, (255, 255, 255), 0.2)
                )
            brush.rectangle((0, 22, 500, 27), fill=tone.accent)
            brush.rectangle((0, 213, 500, 218), fill=tone.accent)
            panel = panel.filter(ImageFilter.GaussianBlur(3))
        else:
            for window in range(5):
                left = window * 100 + 14
                brush.rectangle((left, 62, left + 72, 150), fill=mix(tone.accent, tone.dark, 0.35))
                brush.polygon(
                    [(left + 10, 150), (left + 34, 62), (left + 50, 62), (left + 26, 150)],
                    fill=mix(tone.accent, tone.light, 0.5),
                )
                brush.rectangle(
                    (left, 62, left + 72, 150), outline=mix(tone.light, (255, 255, 255), 0.5), width=4
                )
            brush.rectangle((0, 176, 500, 182), fill=mix(tone.middle, tone.dark, 0.3))
        # panel: left edge near, right edge far
        a, b = side, (side + 1) % 4
        frame = [near[a], far[a], far[b], near[b]]
        plane = in_perspective(panel, half, frame)
        image.paste(plane.convert("RGB"), (0, 0), plane.getchannel("A"))
    ImageDraw.Draw(image).rectangle((*far[0], *far[2]), fill=mix(tone.light, (255, 255, 255), 0.7))
    image = shine(image, (x, y), width * 0.3, mix(tone.light, (255, 255, 255), 0.3))
    if rng.random() < 0.75:
        for index in range(rng.randint(1, 2)):
            tall = height * rng.uniform(0.05, 0.07)
            coat = Palette(
                tone.dark,
                tone.middle,
                tone.light,
                tone.accent,
                tone.second,
                tone.lights,
                ((236, 240, 244), (214, 226, 236)),
            )
            put(
                image,
                standing(rng, coat, tall, rng.choice((-1, 1)), "hang", 1.2),
                x + (index - 0.4) * width * 0.12,
                y + height * 0.13 + tall * 3.6,
                1.25,
            )
    image = image.filter(ImageFilter.GaussianBlur(0.8))
    return image.resize(size, Image.Resampling.BICUBIC)


def hall(rng: random.Random, size: Size, tone: Palette) -> Image.Image:
    """A production hall: trusses, lamps, machines, a robot arm in front."""
    half = width, height = size[0] // 2, size[1] // 2
    image = gradient(
        half, scaled(tone.dark, 0.8), mix(tone.dark, tone.middle, 0.4), mix(tone.middle, tone.light, 0.25)
    )
    x, y = width * rng.uniform(0.4, 0.6), height * 0.46
    image = shine(image, (x, y), width * 0.5, scaled(tone.light, 0.7), 0.7)
    brush = ImageDraw.Draw(image)
    for depth in range(7, 0, -1):
        k = 1.55 ** (7 - depth) * 0.07
        shade = mix(mix(tone.middle, tone.light, 0.4), scaled(tone.dark, 0.5), (7 - depth) / 6)
        left, right, top = x - width * 0.62 * k, x + width * 0.62 * k, y - height * 0.62 * k
        beam = max(1, round(12 * k))
        brush.line(
            [
                (left - width * k, top + height * 0.2 * k),
                (left, top),
                (right, top),
                (right + width * k, top + height * 0.2 * k),
            ],
            fill=shade,
            width=beam,
        )
        for post in (left, right):
            brush.line([(post, top), (post, y + height * 0.5 * k)], fill=shade, width=beam)
        for lamp in (-0.4, 0.0, 0.4):
            cx = x + lamp * width * k
            brush.ellipse((cx - 26 * k, top + 12 * k, cx + 26 * k, top + 24 * k), fill=(255, 255, 255))
        for side in (-1, 1):
            cx = x + side * width * 0.36 * k
            wide, tall = width * 0.1 * k, height * rng.uniform(0.14, 0.3) * k
            floor = y + height * 0.46 * k
            colour = mix(rng.choice((tone.accent, tone.second, tone.middle, tone.light)), shade, 0.55)
            brush.rectangle((cx - wide, floor - tall, cx + wide, floor), fill=colour)
            brush.rectangle(
                (cx - wide * 0.7, floor - tall * 0.85, cx + wide * 0.2, floor - tall * 0.45),
                fill=scaled(tone.dark, 0.6),
            )
            brush.rectangle(
                (cx + wide * 0.45, floor - tall * 0.8, cx + wide * 0.65, floor - tall * 0.7), fill=tone.accent
            )
    image = blurred(image, 4)
    ground = round(height * 0.8)
    mirror = image.crop((0, ground - (height - ground), width, ground)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    image.paste(
        Image.blend(mirror, Image.new("RGB", mirror.size, mix(tone.dark, tone.middle, 0.4)), 0.45),
        (0, ground),
    )
    image = image.resize(size, Image.Resampling.BICUBIC)
    return _arm(rng, image, tone)


def _arm(rng: random.Random, image: Image.Image, tone: Palette) -> Image.Image:
    width, height = image.size
    side = rng.choice((-1, 1))
    base = (width * (0.5 - side * 0.3), height * 1.02)
    joints = [
        base,
        (base[0], height * 0.74),
        (base[0] - side * width * 0.05, height * 0.36),
        (base[0] + side * width * 0.2, height * 0.22),
        (base[0] + side * width * 0.3, height * 0.46),
    ]
    mask = Image.new("L", image.size)
    layer = Image.new("RGB", image.size, tone.second)
    alpha, brush = ImageDraw.Draw(mask), ImageDraw.Draw(layer)
    widths = (150, 92, 74, 46)
    for (a, b), thick in zip(itertools.pairwise(joints), widths, strict=True):
        for canvas, colour, share in (
            (alpha, 255, 1.0),
            (brush, scaled(tone.second, 0.75), 1.0),
            (brush, tone.second, 0.62),
            (brush, mix(tone.second, (255, 255, 255), 0.45), 0.14),
        ):
            shift = -thick * 0.22 if share < 0.3 else 0
            canvas.line([(a[0] + shift, a[1]), (b[0] + shift, b[1])], fill=colour, width=round(thick * share))
    for (x, y), radius in zip(joints[1:], (86, 66, 52, 34), strict=True):
        alpha.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
        brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=scaled(tone.dark, 1.1))
        brush.ellipse(
            (x - radius * 0.72, y - radius * 0.72, x + radius * 0.72, y + radius * 0.72),
            fill=mix(tone.dark, tone.middle, 0.5),
        )
        brush.ellipse(
            (x - radius * 0.3, y - radius * 0.36, x + radius * 0.24, y + radius * 0.2),
            fill=mix(tone.middle, tone.light, 0.4),
        )
    x, y = joints[-1]
    for finger in (-1, 1):
        points = [(x + finger * 12, y + 20), (x + finger * 46, y + 66), (x + finger * 26, y + 116)]
        alpha.line(points, fill=255, width=18, joint="curve")
        brush.line(points, fill=scaled(tone.dark, 1.3), width=18, joint="curve")
    shade = gradient(image.size, (255, 255, 255), (120, 120, 134), turn=1)
    layer = ImageChops.multiply(layer.filter(ImageFilter.GaussianBlur(3)), shade)
    image = Image.composite(layer, image, mask.filter(ImageFilter.GaussianBlur(1.4)))
    return shine(image, (x, y + 130), width * 0.12, tone.accent)
