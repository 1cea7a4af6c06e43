"""Rendition presets: the one list of sizes in which a picture is handed out.

Widths are shared between presets, and a crop is always the largest of its ratio that the picture holds. So
an output is known by its width and height alone: two presets that come to the same size share one file. A
12-megapixel photo of 3:2 comes to 9 outputs of 6.6 megapixels, where the presets name 11 of 7.0.
"""

from dataclasses import dataclass
from functools import lru_cache

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Preset:
    """One way of showing a picture.

    `widths` in pixels, smallest first. `ratio` (width to height) crops around the focal point; without it the
    picture keeps its own. `is_contained`: the longer side, not the width, is kept within `widths`.
    `is_jpeg_only`: for readers that know no other format.
    """

    name: str
    widths: tuple[int, ...]
    ratio: tuple[int, int] | None = None
    is_contained: bool = False
    is_jpeg_only: bool = False


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset("THUMB", (160, 320), ratio=(1, 1)),
        Preset("CARD", (320, 640), ratio=(3, 2)),
        Preset("CONTENT", (640, 1280)),
        Preset("HERO", (960, 1920), ratio=(16, 9)),
        Preset("FULL", (1920,)),
        Preset("LOGO", (160, 320), is_contained=True),
        # What social networks ask for; some of them read JPEG alone.
        Preset("SOCIAL", (1200,), ratio=(1200, 630), is_jpeg_only=True),
    )
}


def crop_size(width: int, height: int, ratio: tuple[int, int]) -> tuple[float, float]:
    """Return the largest width and height of `ratio` within a picture of `width` × `height` pixels."""
    across, down = ratio
    if width * down > height * across:
        return height * across / down, float(height)
    return float(width), width * down / across


#: No encoder of ours writes a WebP with a longer side than 16,383 pixels.
LONGEST_SIDE = 16_000


@lru_cache(maxsize=4096)
def sizes(name: str, width: int, height: int) -> tuple[Size, ...]:
    """Return the outputs of a preset for a picture of `width` × `height` pixels, smallest first.

    Never larger than the picture: what would be, is made in the picture's own size, once. Nor longer than
    `LONGEST_SIDE`. A picture whose size nobody could read counts as one pixel.
    Raises `KeyError` for an unknown preset.
    """
    preset = PRESETS[name]
    width, height = max(width, 1), max(height, 1)
    held = crop_size(width, height, preset.ratio) if preset.ratio else (float(width), float(height))
    found: list[Size] = []
    for wanted in preset.widths:
        scale = min(wanted / (max(held) if preset.is_contained else held[0]), LONGEST_SIDE / max(held), 1.0)
        size = max(round(held[0] * scale), 1), max(round(held[1] * scale), 1)
        if size not in found:
            found.append(size)
    return tuple(found)


def all_sizes(width: int, height: int) -> tuple[list[Size], list[Size]]:
    """Return every output of a picture, largest first: those in all formats, and those needed as JPEG."""
    everywhere: set[Size] = set()
    as_jpeg: set[Size] = set()
    for preset in PRESETS.values():
        (as_jpeg if preset.is_jpeg_only else everywhere).update(sizes(preset.name, width, height))
    return sorted(everywhere, reverse=True), sorted(as_jpeg, reverse=True)


def first_size(width: int, height: int) -> Size:
    """Return the one output that is made in the upload itself, before any other."""
    return sizes("CONTENT", width, height)[0]


def vector_size(name: str, width: int, height: int) -> Size:
    """Return the size in which a preset shows a vector picture: as large as fits, never cropped."""
    preset = PRESETS[name]
    width, height = max(width, 1), max(height, 1)
    across = preset.widths[-1]
    down = across * height / width
    if preset.ratio:
        down = across * preset.ratio[1] / preset.ratio[0]
    elif preset.is_contained:
        down = across
    scale = min(across / width, down / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)
