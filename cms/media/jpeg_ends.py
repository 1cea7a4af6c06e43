"""Tells a JPEG that lacks only its end marker from one that lacks a part of its picture.

Cameras, card readers and websites cut the last two bytes off now and then. All is there then: whatever is put
behind it, the decoder never reads it. Where something is missing, the decoder takes what follows for picture.
"""

import re
import warnings
from io import BytesIO

from PIL import Image

END = b"\xff\xd9"
#: Bits that no decoder takes for the same picture; no byte of them begins a marker.
BITS = (b"\x55" * 64, b"\xaa\x92" * 32, bytes(place * 37 % 251 for place in range(64)))
RESTART = re.compile(rb"\xff[\xd0-\xd7]")


def with_end(data: bytes) -> bytes:
    """Return a JPEG that lacks its end marker with one. Raises `ValueError` where more is missing."""
    body = data.rstrip(b"\xff")
    first, *others = (_pixels(body + filling + END) for filling in (b"", *BITS, _restart(body) + BITS[0]))
    if any(pixels != first for pixels in others):
        raise ValueError("the JPEG is cut off")
    return body + END


def _restart(body: bytes) -> bytes:
    """Return the marker that a decoder waits for next, in a file that has such in its picture."""
    found = RESTART.findall(body)
    return bytes((0xFF, 0xD0 + (found[-1][1] - 0xD0 + 1) % 8)) if found else b"\xff\xd0"


def _pixels(data: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=("JPEG",)).tobytes()
    except OSError as error:
        raise ValueError(str(error)) from error
