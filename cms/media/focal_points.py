"""Focal points: the point of a picture that crops keep. Always inside it, whatever becomes of the file."""

from typing import Any

from wagtail.images.models import AbstractImage

X, Y, WIDTH, HEIGHT = "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"
COLUMNS = (X, Y, WIDTH, HEIGHT)
#: Two pictures of these proportions, one divided by the other, are the same one in two sizes.
SAME_SHAPE = 0.01


def share_of(place: int, whole: int) -> float:
    """Return a place as a share of a side, from 0 to 1."""
    return round(min(max(place / whole, 0.0), 1.0), 4) if whole else 0.5


def follow_file(image: AbstractImage) -> None:
    """Let the point of a picture whose file is replaced follow into the new one. The image is not saved.

    The same picture in another size takes it along. What was said of another picture means nothing: the point
    goes, unless it was set together with the new file, by a program that knows it.
    """
    before = type(image)._default_manager.filter(pk=image.pk).values("width", "height", *COLUMNS).first()
    if before is None or any(getattr(image, column) != before[column] for column in COLUMNS):
        return
    if (before["width"], before["height"]) == (image.width, image.height) or not has_point(image):
        return
    across, down = _grown(before, image)
    if down and abs(across / down - 1) <= SAME_SHAPE:
        for column, factor in ((X, across), (Y, down), (WIDTH, across), (HEIGHT, down)):
            value = getattr(image, column)
            setattr(image, column, None if value is None else round(value * factor))
    else:
        _clear(image)


def keep_inside(image: AbstractImage) -> None:
    """Take away a point outside the picture, and keep its surroundings no larger. The image is not saved."""
    x, y = image.focal_point_x, image.focal_point_y
    if x is None or y is None or not (0 <= x <= image.width and 0 <= y <= image.height):
        _clear(image)
        return
    for column, most in ((WIDTH, image.width), (HEIGHT, image.height)):
        value = getattr(image, column)
        if value is not None:
            setattr(image, column, min(max(value, 0), most))


def has_point(image: AbstractImage) -> bool:
    return image.focal_point_x is not None and image.focal_point_y is not None


def _grown(before: dict[str, Any], image: AbstractImage) -> tuple[float, float]:
    if not before["width"] or not before["height"]:
        return 0.0, 0.0
    return image.width / before["width"], image.height / before["height"]


def _clear(image: AbstractImage) -> None:
    for column in COLUMNS:
        if getattr(image, column) is not None:
            setattr(image, column, None)
