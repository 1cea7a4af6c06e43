"""Takes out of a picture file what says where, when and by whom it was made, without touching a pixel.

Kept is what the colours need (ICC profile, gamma, Adobe's colour transform); everything unknown goes. What
follows the picture's end goes too: phones put a second picture there, with a position of its own.
"""

import struct
from collections.abc import Iterator

JPEG_EXTENSIONS = frozenset(("jpg", "jpeg", "jpe", "jfif"))
PNG_START = b"\x89PNG\r\n\x1a\n"
#: Chunks that draw the picture; text, time, EXIF and private chunks are not among them.
PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI".split())
WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"))
WEBP_FLAG_EXIF, WEBP_FLAG_XMP, WEBP_FLAG_MOVING = 0x08, 0x04, 0x02


def strip(name: str, data: bytes) -> bytes:
    """Return a picture file without metadata, by its name's extension; other formats as they are.

    Raises `ValueError` where the file does not follow its format.
    """
    extension = name.rpartition(".")[2].lower()
    if extension in JPEG_EXTENSIONS:
        return strip_jpeg(data)
    if extension == "png":
        return strip_png(data)
    if extension == "webp":
        return strip_webp(data)
    if extension == "avif":
        return named_avif(data)
    return data


class JpegWithoutEnd(ValueError):
    """The file follows the format, but ends without its end marker."""


def strip_jpeg(data: bytes) -> bytes:
    """Return the JPEG without EXIF, XMP, IPTC, comments and trailing pictures.

    Raises `ValueError` where the file does not follow the format (ITU T.81, annex B), and `JpegWithoutEnd`
    where nothing but its end may be missing.
    """
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG start")
    kept = [b"\xff\xd8"]
    place = 2
    has_scan = False
    while place + 1 < len(data):
        if data[place] != 0xFF:
            raise ValueError("no marker where one must be")
        marker = data[place + 1]
        if marker == 0xFF:  # Fill byte.
            place += 1
            continue
        if marker == 0xD9:
            return b"".join([*kept, b"\xff\xd9"])
        if place + 4 > len(data):
            break
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if _keeps_segment(marker, data[place + 4 : end]):
            kept.append(data[place:end])
        if marker == 0xDA:
            has_scan = True
            scan_end = _end_of_scan(data, end)
            kept.append(data[end:scan_end])
            end = scan_end
        place = end
    raise JpegWithoutEnd("the JPEG has no end") if has_scan else ValueError("the JPEG has no end")


def _keeps_segment(marker: int, content: bytes) -> bool:
    if marker == 0xE0:
        return content.startswith(b"JFIF\0")
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return content.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker stands, or the file ends. Stuffed zeros and restarts are the scan's."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            return len(data)
        following = data[place + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place


def strip_png(data: bytes) -> bytes:
    """Return the PNG with its drawing chunks alone. Raises `ValueError` for a file that ends too soon."""
    kept = [PNG_START]
    for name, chunk in _png_chunks(data):
        if name in PNG_KEPT:
            kept.append(chunk)
        if name == b"IEND":
            return b"".join(kept)
    raise ValueError("the PNG has no end")


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG_START)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 12 + length
        yield data[place + 4 : place + 8], data[place:end]
        place = end


def strip_webp(data: bytes) -> bytes:
    """Return the WebP without EXIF, XMP and unknown chunks. Raises `ValueError` for a damaged container."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("no WebP start")
    kept = [b"WEBP"]
    place = 12
    end = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while place + 8 <= end:
        name = data[place : place + 4]
        (length,) = struct.unpack_from("<I", data, place + 4)
        next_place = place + 8 + length + length % 2
        chunk = data[place:next_place]
        if name == b"VP8X":
            flags = chunk[8] & ~(WEBP_FLAG_EXIF | WEBP_FLAG_XMP)
            chunk = chunk[:8] + bytes((flags,)) + chunk[9:]
        if name in WEBP_KEPT:
            kept.append(chunk)
        place = next_place
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def is_moving_webp(data: bytes) -> bool:
    """Tell whether a WebP's pictures stand in frames, be it one."""
    return data[12:16] == b"VP8X" and bool(data[20] & WEBP_FLAG_MOVING)


def named_avif(data: bytes) -> bytes:
    """Return the AVIF with its own name in front, where it only said that it is a picture of the family.

    Such files are common and right; but not every program looks further than the first name.
    """
    major, *_others = avif_brands(data)
    return data[:8] + b"avif" + data[12:] if major in FAMILY_BRANDS else data


def avif_brands(data: bytes) -> list[bytes]:
    """Return the names that a file of the HEIF family gives itself, the major one first; [b""] for others."""
    if data[4:8] != b"ftyp" or len(data) < 16:
        return [b""]
    end = min(struct.unpack_from(">I", data)[0], len(data), 4096)
    return [data[8:12], *(data[place : place + 4] for place in range(16, end - 3, 4))]


FAMILY_BRANDS = frozenset((b"mif1", b"mif2", b"mif3", b"miaf", b"msf1"))
