"""Checks an uploaded picture and takes out of it what is nobody's business. The one door for pictures.

The form asks it, so that an editor reads what is wrong; and the file column asks it again for every road that
has no such form, so that no original reaches the storage unchecked.
"""

from io import BytesIO
from pathlib import PurePath
from typing import Any

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps, JpegImagePlugin
from wagtail.images.utils import get_allowed_image_extensions

from .colours import colours_of, in_srgb
from .embedded import EmbeddedTexts, read_embedded
from .encoding import decode, picture_size
from .jpeg_ends import with_end
from .previews import proof_scale, prove, prove_vector
from .stripping import JpegWithoutEnd, avif_brands, is_moving_webp, strip, strip_jpeg
from .svg import clean_svg

MAX_PIXELS = 100_000_000

EXTENSIONS = {
    "avif": "avif",
    "gif": "gif",
    "jfif": "jpeg",
    "jpe": "jpeg",
    "jpeg": "jpeg",
    "jpg": "jpeg",
    "png": "png",
    "svg": "svg",
    "webp": "webp",
}
PILLOW_NAMES = {"avif": "AVIF", "gif": "GIF", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
#: How a picture is written again where its metadata can't be cut out, or it has to be turned.
AGAIN: dict[str, dict[str, Any]] = {
    "avif": {"quality": 90, "speed": 8, "subsampling": "4:4:4"},
    "gif": {"optimize": True},
    "jpeg": {"quality": 95, "optimize": True},
    "png": {"optimize": True},
    "webp": {"quality": 95, "method": 4},
}
LABELS = {"jpeg": "JPEG", "webp": "WebP"}


class CleanPicture(ContentFile[bytes]):
    """A picture that has been checked and stripped, with the words that stood in it."""

    def __init__(self, data: bytes, name: str, embedded: EmbeddedTexts) -> None:
        super().__init__(data, name=name)
        self.embedded = embedded


def max_pixels() -> int:
    """Return the largest width × height accepted, from `CMS_IMAGE_MAX_PIXELS`."""
    return int(getattr(settings, "CMS_IMAGE_MAX_PIXELS", MAX_PIXELS))


def check_picture(name: str, data: bytes) -> CleanPicture:
    """Return the picture as it may be stored. Raises `ValidationError` that says what to change.

    `name` is the uploaded file's; its extension must say what the file is.
    """
    expected = _format_of_name(name)
    found = _format_of_content(data)
    if found != expected:
        raise _mislabelled(expected, found)
    if expected == "svg":
        return CleanPicture(_checked_vector(data), name, EmbeddedTexts())
    try:
        return _check_raster(name, data, expected)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:
        # Whatever a decoder trips over, in a file that anybody may have made: the file is damaged.
        raise _broken() from error


def _format_of_name(name: str) -> str:
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in get_allowed_image_extensions() or extension not in EXTENSIONS:
        known = ", ".join(
            sorted(
                {_label(EXTENSIONS[known]) for known in get_allowed_image_extensions() if known in EXTENSIONS}
            )
        )
        raise ValidationError(
            _("Pictures must be one of %(known)s. Export this one as JPEG and upload it again."),
            code="unknown_format",
            params={"known": known},
        )
    return EXTENSIONS[extension]


def _format_of_content(data: bytes) -> str:
    """Return the format that the first bytes show; empty for none that is known."""
    if data[4:8] == b"ftyp" and {b"avif", b"avis"}.intersection(avif_brands(data)):
        return "avif"
    kind = filetype.guess_extension(data[:8192])
    if kind:
        return "png" if kind == "apng" else EXTENSIONS.get(kind, kind)
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "svg" if start.startswith(b"<") and b"<svg" in data[:65536] else ""


def _checked_vector(data: bytes) -> bytes:
    cleaned = clean_svg(data)
    try:
        prove_vector(cleaned)
    except ValueError as error:
        raise _broken() from error
    return cleaned


def _check_raster(name: str, data: bytes, file_format: str) -> CleanPicture:
    formats = (PILLOW_NAMES[file_format],)
    picture: Image.Image = Image.open(BytesIO(data), formats=formats)
    # From the header: nothing has been decoded yet.
    if picture.width * picture.height > max_pixels():
        raise _too_many_pixels()
    if file_format != "jpeg" and getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(
            _("Moving pictures cannot be used. Export one frame as JPEG or PNG, or add a video instead."),
            code="animated",
        )
    if file_format == "jpeg":
        data = _ended(data)
        picture = Image.open(BytesIO(data), formats=formats)
    if file_format in ("gif", "png"):
        # Their words may stand behind the picture.
        picture.load()
    embedded = read_embedded(picture)
    orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    clean = (
        _upright(picture, data, file_format)
        if orientation in range(2, 9)
        else _stripped(picture, data, file_format)
    )
    _prove(clean)
    return CleanPicture(clean, name, embedded)


def _ended(data: bytes) -> bytes:
    """Return a JPEG that lacks nothing but its end marker with one; any other as it is."""
    try:
        strip_jpeg(data)
    except JpegWithoutEnd:
        return with_end(data)
    return data


def _prove(clean: bytes) -> None:
    """Decode the picture as it will be stored, and make all that the admin will want of it."""
    file = BytesIO(clean)
    size = picture_size(file)
    prove(decode(file, proof_scale(size))[0], size)


def _stripped(picture: Image.Image, data: bytes, file_format: str) -> bytes:
    if file_format in ("avif", "gif") and {"exif", "xmp", "comment"} & picture.info.keys():
        return _written(picture, data, file_format)
    if file_format == "webp" and is_moving_webp(data):
        # One frame in the container of many.
        return _written(picture, data, file_format)
    return strip(f".{file_format}", data)


def _upright(picture: Image.Image, data: bytes, file_format: str) -> bytes:
    """Return the picture turned as its EXIF says, since the note that says so is taken out."""
    sampling = JpegImagePlugin.get_sampling(picture)
    return _written(picture, data, file_format, sampling)


def _written(picture: Image.Image, data: bytes, file_format: str, sampling: int = -1) -> bytes:
    """Return the picture encoded anew in its own format, upright, with nothing but what its colours mean."""
    picture.load()
    colours = colours_of(picture, data)
    picture = ImageOps.exif_transpose(picture)
    if colours and not colours.profile:
        picture = in_srgb(picture.convert("RGBA" if picture.has_transparency_data else "RGB"), colours)
    transparency = picture.info.get("transparency")
    picture.info = {} if transparency is None else {"transparency": transparency}
    options = dict(AGAIN[file_format])
    if file_format == "jpeg":
        options["subsampling"] = sampling
    if colours and colours.profile and file_format != "gif":
        options["icc_profile"] = colours.profile
    written = BytesIO()
    picture.save(written, PILLOW_NAMES[file_format], **options)
    return written.getvalue()


def _label(file_format: str) -> str:
    return LABELS.get(file_format, file_format.upper())


def _mislabelled(expected: str, found: str) -> ValidationError:
    if not found:
        return _broken()
    if found in PILLOW_NAMES or found == "svg":
        return ValidationError(
            _(
                "The name says %(expected)s, but the file is %(found)s. Rename it to end in “.%(extension)s” "
                "and upload it again."
            ),
            code="mislabelled",
            params={
                "expected": _label(expected),
                "found": _label(found),
                "extension": "jpg" if found == "jpeg" else found,
            },
        )
    return ValidationError(
        _("The name says %(expected)s, but the file is %(found)s. Export it as JPEG and upload it again."),
        code="mislabelled",
        params={"expected": _label(expected), "found": _label(found)},
    )


def _broken() -> ValidationError:
    return ValidationError(
        _(
            "The file is damaged or incomplete and cannot be read as a picture. Open it in an image program, "
            "save it again and upload that."
        ),
        code="broken",
    )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _(
            "The picture has more than %(megapixels)s megapixels. "
            "Make it smaller, 4,000 pixels wide are plenty, and upload it again."
        ),
        code="too_many_pixels",
        params={"megapixels": max_pixels() // 1_000_000},
    )
