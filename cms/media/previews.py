"""Previews for Wagtail's admin: every size it asks for, made by our own decoder and encoders.

Wagtail's own way knows fewer kinds of files: it stumbles over 1-bit transparency, profiles that do not fit,
one-line pictures, vectors with odd units. Here a picture is decoded as for the public, so what has passed the
door of uploads can be shown; `prove` makes one preview of each kind there. What cannot be made all the same,
because a file has gone or was damaged later, is shown as a placeholder, and the page around it stays.
"""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, Protocol

from django.core.files.base import File
from django.db import DatabaseError
from django.templatetags.static import static
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

from .encoding import decode, encode, picture_size
from .presets import Size
from .stripping import strip
from .svg import sized_svg, svg_size

logger = logging.getLogger(__name__)

#: What Wagtail's admin asks for: listings, choosers and comparisons; the image page and dialogues; blocks and
#: the warning of a duplicate; formats of rich text.
SPECS = ("max-165x165", "max-800x600", "fill-600x338", "max-150x150", "width-800", "width-500")
ORIGINAL = "original"
#: What is shown in place of a preview that cannot be made, and how large.
PLACEHOLDER, PLACEHOLDER_SIZE = "media/broken-picture.svg", (165, 124)
#: The box for a shape that Wagtail's reckoning brings to nothing: of a line, a crop is no pixel high.
USUAL_BOX: Size = (800, 600)
#: How a preview is written where its specification names a format.
EXTENSIONS = {"avif": "avif", "jpeg": "jpg", "png": "png", "webp": "webp"}
FORMATS = {"avif": "avif", "jpg": "jpeg", "png": "png", "webp": "webp", "gif": "gif", "jpeg": "jpeg"}


class PreviewedImage(Protocol):
    """What a preview needs of a stored picture, beside what Wagtail's reckoning asks for."""

    @property
    def file(self) -> Any: ...
    @property
    def is_vector(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Made:
    """What Wagtail expects of a filter that has run."""

    f: IO[bytes]
    format_name: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A picture that is not stored yet, as far as Wagtail's reckoning asks for it."""

    width: int
    height: int

    def is_svg(self) -> bool:
        return False

    def get_focal_point(self) -> None:
        return None


class PreviewFilter(Filter):
    """Wagtail's specification of a preview, made in our way."""

    def run(self, image: PreviewedImage, output: IO[bytes], source: File[Any] | None = None) -> Made:
        """Make the preview. Raises whatever a damaged file leads to."""
        with _opened(image, source) as file:
            data, format_name = self._made(image, file)
        output.write(data)
        output.seek(0)
        return Made(output, format_name)

    def _made(self, image: PreviewedImage, file: IO[bytes]) -> tuple[bytes, str]:
        name = str(image.file.name)
        if image.is_vector:
            return self.vector(file.read()), "svg"
        if self.spec == ORIGINAL:
            return strip(name, file.read()), FORMATS[name.rpartition(".")[2].lower()]
        size = picture_size(file)
        rect, wanted = self._geometry(image, size)
        scale = max(wanted[0] / (rect[2] - rect[0]), wanted[1] / (rect[3] - rect[1]))
        return self.raster(image, decode(file, scale)[0], size)

    def vector(self, data: bytes) -> bytes:
        """Return the whole drawing in the size that was asked for: never cropped, nor made of pixels."""
        own = svg_size(data)
        return sized_svg(data, own if self.spec == ORIGINAL else self._geometry(Measured(*own), own)[1])

    def raster(self, image: Any, picture: Image.Image, size: Size) -> tuple[bytes, str]:
        """Return the preview of a decoded picture, which may be smaller than the original of `size`."""
        rect, wanted = self._geometry(image, size)
        across, down = picture.width / size[0], picture.height / size[1]
        box = (rect[0] * across, rect[1] * down, rect[2] * across, rect[3] * down)
        made = PillowImage(picture.resize(wanted, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))
        env: dict[str, Any] = {}
        for operation in self.filter_operations:
            made = operation.run(made, image, env) or made
        base = "png" if made.image.mode == "RGBA" else "jpg"
        extension = EXTENSIONS.get(env.get("output-format", ""), base)
        return encode(made.image, extension), FORMATS[extension]

    def _geometry(self, image: Any, size: Size) -> tuple[tuple[float, float, float, float], Size]:
        """Return the part of the picture that is shown, and how large."""
        whole = (0.0, 0.0, float(size[0]), float(size[1]))
        try:
            transform = self.get_transform(image, size)
            left, top, right, bottom = transform.get_rect()
        except ValueError:
            return whole, _contained(size, USUAL_BOX)
        left, top = max(left, 0.0), max(top, 0.0)
        right, bottom = min(right, float(size[0])), min(bottom, float(size[1]))
        if right <= left or bottom <= top:
            return whole, _contained(size, USUAL_BOX)
        width, height = transform.size
        return (left, top, right, bottom), (max(round(width), 1), max(round(height), 1))


class HasPreviews:
    """A picture whose previews are made in our way, and which has a placeholder where that fails."""

    def generate_rendition_file(self, filter: Filter, *, source: File[Any] | None = None) -> File[Any]:
        made: File[Any] = super().generate_rendition_file(  # type: ignore[misc]
            PreviewFilter(filter.spec), source=source
        )
        return made

    def get_rendition(self, filter: Filter | str) -> Any:
        """Return a preview for Wagtail's admin; a placeholder where the file has gone, or is damaged.

        So one broken picture takes no list of others down. Raises `InvalidFilterSpecError` for a wrong
        `filter`.
        """
        try:
            return super().get_rendition(filter)  # type: ignore[misc]
        except (InvalidFilterSpecError, DatabaseError):
            raise
        except Exception as error:
            spec = filter if isinstance(filter, str) else filter.spec
            logger.warning("No preview %s of %r: %s: %s", spec, self, type(error).__name__, error)
            return self._placeholder(spec)

    def get_renditions(self, *filters: Filter | str) -> dict[str, Any]:
        """Return previews by their specification, as `get_rendition` does each."""
        found = (self.get_rendition(filter) for filter in dict.fromkeys(filters))
        return {rendition.filter_spec: rendition for rendition in found}

    def _placeholder(self: Any, spec: str) -> Any:
        """Return what is shown in place of a preview that cannot be made. It is never stored."""
        width, height = (self.width, self.height) if spec == ORIGINAL else PLACEHOLDER_SIZE
        return self.get_rendition_model()(image=self, filter_spec=spec, width=width, height=height)


class MayBePlaceholder:
    """A preview, or the placeholder for one, which has no file of its own."""

    file: Any

    @property
    def url(self) -> str:
        return str(self.file.url) if self.file else static(PLACEHOLDER)


def prove(picture: Image.Image, size: Size) -> None:
    """Make each of Wagtail's previews of a decoded picture; raises what would be raised later."""
    for spec in SPECS:
        PreviewFilter(spec).raster(Measured(*size), picture, size)


def prove_vector(data: bytes) -> None:
    """Make a preview of a drawing: they differ in no more than a box. Raises what would be raised later."""
    PreviewFilter("fill-600x338").vector(data)


def proof_scale(size: Size) -> float:
    """Return the share of a picture's size that `prove` needs to have decoded."""
    return min(max(USUAL_BOX[0] / size[0], 1 / min(size)), 1.0)


def _contained(size: Size, box: Size) -> Size:
    scale = min(box[0] / size[0], box[1] / size[1], 1.0)
    return max(round(size[0] * scale), 1), max(math.floor(size[1] * scale), 1)


@contextmanager
def _opened(image: PreviewedImage, source: File[Any] | None) -> Iterator[IO[bytes]]:
    if source is not None:
        source.seek(0)
        yield BytesIO(source.read())
        return
    with image.file.storage.open(image.file.name, "rb") as file:
        yield file
