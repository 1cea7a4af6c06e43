"""What a camera does to light, in Pillow alone: gradients, noise, glow, bokeh, lens blur, grain, grading.

Everything random comes from the `random.Random` that is handed in, so the same seed draws the same picture.
Soft things are drawn on a canvas of a quarter of the width and enlarged; only edges are drawn in full size.
"""

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Size = tuple[int, int]
Point = tuple[float, float]


def halved(size: Size) -> Size:
    """Half of the width and of the height, for what is soft anyway."""
    return size[0] // 2, size[1] // 2


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour between two: 0 is the first, 1 the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def scaled(colour: Colour, factor: float) -> Colour:
    """The colour brighter or darker by a factor, kept within 0 to 255."""
    red, green, blue = (max(0, min(255, round(part * factor))) for part in colour)
    return red, green, blue


def dimmed(image: Image.Image, factor: float) -> Image.Image:
    """The picture brighter or darker by a factor."""
    return image.point([min(255, round(v * factor)) for v in range(256)] * len(image.getbands()))


def gradient(
    size: Size, top: Colour, bottom: Colour, middle: Colour | None = None, turn: int = 0
) -> Image.Image:
    """A gradient of two or three colours; `turn` in quarter turns (1: left to right)."""
    ramp = Image.linear_gradient("L")
    if turn % 4:
        ramp = ramp.rotate(90 * (turn % 4))
    if middle is None:
        coloured = ImageOps.colorize(ramp, top, bottom)
    else:
        coloured = ImageOps.colorize(ramp, top, bottom, mid=middle)
    return coloured.resize(size, Image.Resampling.BILINEAR)


def noise(rng: random.Random, size: Size, cell: float) -> Image.Image:
    """Smooth grey noise whose blobs are about `cell` pixels wide."""
    columns = max(2, round(size[0] / cell))
    rows = max(2, round(size[1] / cell))
    small = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
    return small.resize(size, Image.Resampling.BICUBIC)


def clouds(rng: random.Random, size: Size, cell: float, octaves: int = 4) -> Image.Image:
    """Noise upon finer noise: mist, plaster, stains."""
    total = noise(rng, size, cell)
    for octave in range(1, octaves):
        finer = noise(rng, size, max(1.0, cell / 2**octave))
        total = Image.blend(total, finer, 1 / (octave + 2))
    return ImageOps.autocontrast(total, cutoff=1)


def spot(size: Size, centre: Point, radius: float, squeeze: float = 1.0) -> Image.Image:
    """A grey mask: white in the centre, fading to black at `radius`; `squeeze` flattens it."""
    mask = Image.new("L", size)
    width, height = max(2, round(radius * 2)), max(2, round(radius * 2 * squeeze))
    disc = ImageOps.invert(Image.radial_gradient("L")).point(
        [max(0, 2 * v - 255) if v else 0 for v in range(256)]
    )
    disc = disc.resize((width, height), Image.Resampling.BILINEAR)
    mask.paste(disc, (round(centre[0] - width / 2), round(centre[1] - height / 2)))
    return mask


def tinted(mask: Image.Image, colour: Colour) -> Image.Image:
    """A grey mask as light of one colour on black."""
    return ImageOps.colorize(mask, (0, 0, 0), colour)


def shine(
    image: Image.Image, centre: Point, radius: float, colour: Colour, squeeze: float = 1.0
) -> Image.Image:
    """The picture with soft light of one colour added at a place."""
    return ImageChops.screen(image, tinted(spot(image.size, centre, radius, squeeze), colour))


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """Gaussian blur; large radii are blurred small and enlarged, which nobody sees."""
    if radius < 6:
        return image.filter(ImageFilter.GaussianBlur(radius))
    factor = min(8, max(2, int(radius / 3)))
    small = image.resize(
        (max(2, image.width // factor), max(2, image.height // factor)), Image.Resampling.BOX
    )
    return small.filter(ImageFilter.GaussianBlur(radius / factor)).resize(
        image.size, Image.Resampling.BICUBIC
    )


def bokeh(
    rng: random.Random,
    image: Image.Image,
    count: int,
    radii: tuple[float, float],
    colours: Sequence[Colour],
    area: tuple[float, float, float, float] = (0, 0, 1, 1),
    strength: tuple[float, float] = (0.15, 0.7),
) -> Image.Image:
    """Lights far behind the plane of focus: discs with a brighter rim, in `area` (shares of the size)."""
    half = (image.width // 2, image.height // 2)
    layer = Image.new("RGB", half)
    for _ in range(count):
        radius = rng.uniform(*radii) / 2
        x = rng.uniform(area[0], area[2]) * half[0]
        y = rng.uniform(area[1], area[3]) * half[1]
        colour = scaled(rng.choice(colours), rng.uniform(*strength))
        edge = max(1, round(radius * 0.08))
        side = round(radius * 2) + 4
        disc = Image.new("RGB", (side, side))
        box = (2, 2, side - 3, side - 3)
        ImageDraw.Draw(disc).ellipse(box, fill=colour, outline=scaled(colour, 1.35), width=edge)
        place = (round(x - side / 2), round(y - side / 2))
        region = (place[0], place[1], place[0] + side, place[1] + side)
        layer.paste(ImageChops.screen(layer.crop(region), disc), place)
    layer = layer.filter(ImageFilter.GaussianBlur(1.6)).resize(image.size, Image.Resampling.BICUBIC)
    return ImageChops.screen(image, layer)


def bloom(image: Image.Image, radius: float = 40, threshold: int = 150, strength: float = 0.7) -> Image.Image:
    """Bright places shine over their edges, as in a lens."""
    small = image.resize((image.width // 4, image.height // 4), Image.Resampling.BOX)
    span = 255 - threshold
    lut = [0 if v < threshold else round((v - threshold) * 255 / span * strength) for v in range(256)]
    light = small.point(lut * 3).filter(ImageFilter.GaussianBlur(radius / 4))
    return ImageChops.screen(image, light.resize(image.size, Image.Resampling.BICUBIC))


def vignette(image: Image.Image, strength: float = 0.45) -> Image.Image:
    """Darker corners."""
    small = (image.width // 8, image.height // 8)
    ramp = Image.radial_gradient("L").resize(
        (round(small[0] * 1.1), round(small[1] * 1.1)), Image.Resampling.BILINEAR
    )
    left, top = (ramp.width - small[0]) // 2, (ramp.height - small[1]) // 2
    ramp = ramp.crop((left, top, left + small[0], top + small[1]))
    lut = [round(255 * (1 - strength * (v / 255) ** 2.2)) for v in range(256)]
    mask = ramp.point(lut).resize(image.size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(image, Image.merge("RGB", (mask, mask, mask)))


def grain(rng: random.Random, image: Image.Image, strength: float = 0.05) -> Image.Image:
    """Film grain; `strength` is its amplitude as a share of full brightness."""
    count = image.width * image.height
    field = Image.frombytes("L", image.size, rng.randbytes(count)).filter(ImageFilter.BoxBlur(0.6))
    field = field.point([max(0, min(255, round(128 + (v - 128) * strength * 1.6))) for v in range(256)])
    return ImageChops.add(image, Image.merge("RGB", (field, field, field)), scale=1, offset=-128)


def curve(low: int, high: int, contrast: float) -> list[int]:
    """A tone curve: black lifted to `low`, white lowered to `high`, an S between them."""

    def tone(value: int) -> int:
        x = value / 255
        bent = x + contrast * math.sin(2 * math.pi * (x - 0.5)) / (2 * math.pi)
        return max(0, min(255, round(low + (high - low) * bent)))

    return [tone(value) for value in range(256)]


def graded(
    image: Image.Image,
    shadows: Colour = (8, 10, 18),
    lights: Colour = (255, 250, 240),
    contrast: float = 0.25,
) -> Image.Image:
    """Split toning: black becomes `shadows`, white becomes `lights`."""
    luts: list[int] = []
    for low, high in zip(shadows, lights, strict=True):
        luts += curve(low, high, contrast)
    return image.point(luts)


def in_perspective(image: Image.Image, size: Size, corners: Sequence[Point]) -> Image.Image:
    """The picture laid on the quadrangle of `corners` (from top left, clockwise), as RGBA."""
    source = [(0, 0), (image.width, 0), (image.width, image.height), (0, image.height)]
    coefficients = _perspective(list(corners), source)
    return image.convert("RGBA").transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR
    )


def _perspective(target: Sequence[Point], source: Sequence[tuple[int, int]]) -> list[float]:
    """The eight coefficients that map the target's corners to the source's, by Gaussian elimination."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(8):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [rows[i][8] / rows[i][i] for i in range(8)]


def focused(sharp: Image.Image, mask: Image.Image, radius: float = 10) -> Image.Image:
    """Sharp where the mask is white, out of focus where it is black."""
    return Image.composite(sharp, blurred(sharp, radius), mask)


def band(size: Size, centre: float, height: float) -> Image.Image:
    """A horizontal band of white that fades above and below; places as shares of the height."""
    column = Image.new("L", (1, 128))
    column.putdata([round(255 * math.exp(-(((row / 127 - centre) / height) ** 2))) for row in range(128)])
    return column.resize(size, Image.Resampling.BILINEAR)


def drawn(
    size: Size, draw: Callable[[ImageDraw.ImageDraw, float], None], oversampling: int = 2
) -> Image.Image:
    """A grey mask with smooth edges: `draw` gets the brush and the factor by which to multiply its places."""
    mask = Image.new("L", (size[0] * oversampling, size[1] * oversampling))
    draw(ImageDraw.Draw(mask), float(oversampling))
    return mask.reduce(oversampling)
