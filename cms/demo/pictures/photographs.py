"""One picture from a scene, a mood and a seed: exposed, graded, with grain, as JPEG."""

import io
import random
from collections.abc import Callable

from PIL import Image

from . import (
    scenes_glass,
    scenes_halls,
    scenes_lab,
    scenes_light,
    scenes_matter,
    scenes_people,
    scenes_places,
    scenes_reception,
)
from .canvas import Size, bloom, graded, grain, vignette
from .palettes import PALETTES, Palette

Scene = Callable[[random.Random, Size, Palette], Image.Image]

SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        scenes_reception.reception,
        scenes_people.keynote,
        scenes_people.audience,
        scenes_people.meeting,
        scenes_glass.glassware,
        scenes_lab.plate,
        scenes_lab.cells,
        scenes_lab.petri,
        scenes_matter.droplets,
        scenes_matter.wafer,
        scenes_matter.scaffold,
        scenes_light.laser,
        scenes_light.fibres,
        scenes_light.screen,
        scenes_light.lights,
        scenes_places.skyline,
        scenes_places.facade,
        scenes_halls.corridor,
        scenes_halls.hall,
        scenes_places.hills,
        scenes_places.leaves,
    )
}

SHAPES: dict[str, Size] = {"": (1600, 1067), "wide": (1600, 900), "tall": (1067, 1600)}


def photograph(seed: str, scene: str, mood: str, shape: str = "", width: int | None = None) -> Image.Image:
    """Draw a picture, at most 1,600 pixels wide or high. Equal arguments give equal pixels.

    `width` draws it smaller. Raises `KeyError` for a scene, mood or shape that does not exist.
    """
    rng = random.Random(f"{scene} {mood} {seed}")
    size = SHAPES[shape]
    if width:
        size = width, round(size[1] * width / size[0])
    image = SCENES[scene](rng, size, PALETTES[mood])
    return grain(rng, graded(vignette(bloom(image), 0.35)), 0.045)


def as_jpeg(image: Image.Image, quality: int = 86) -> bytes:
    """The picture as the content of a JPEG file."""
    stream = io.BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=quality, optimize=False)
    return stream.getvalue()
