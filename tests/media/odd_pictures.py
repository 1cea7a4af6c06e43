"""Pictures that are right by their formats, and odd: files of `tests/data/pictures`, and some drawn here."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.factories.media import draw, picture_bytes

FOLDER = Path(__file__).parent.parent / "data" / "pictures"


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def with_chunks(png: bytes, *chunks: bytes) -> bytes:
    """A PNG with further chunks before its palette and data."""
    return png[:33] + b"".join(chunks) + png[33:]


def raw_png(width: int, height: int, depth: int, kind: int, rows: bytes, *chunks: bytes) -> bytes:
    """A PNG of any depth; `kind` 0 is grey, 2 is RGB."""
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    parts = (chunk(b"IHDR", header), *chunks, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def svg(attributes: str, inner: str = '<rect width="90" height="40" fill="#c83"/>') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


def transparent(mode: str) -> bytes:
    picture = draw(90, 60).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((90, 60)))
    converted = picture.quantize(64) if mode == "P" else picture.convert(mode)
    return picture_bytes("png", converted)


def animated_once() -> bytes:
    """A WebP in the container of a moving one, with a single frame."""
    still = picture_bytes("webp", draw(60, 40))
    body = still[12:]
    frame = struct.pack("<I", 0)[:3] * 2 + (59).to_bytes(3, "little") + (39).to_bytes(3, "little") + b"\0" * 4
    anmf = b"ANMF" + struct.pack("<I", len(frame) + len(body)) + frame + body
    vp8x = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + frame[6:12]
    riff = b"WEBP" + vp8x + b"ANIM" + struct.pack("<I", 6) + b"\0" * 6 + anmf
    return b"RIFF" + struct.pack("<I", len(riff)) + riff


def two_pictures() -> bytes:
    """A JPEG of a phone that holds a second one (MPO)."""
    written = BytesIO()
    draw(90, 60).save(written, "MPO", save_all=True, append_images=[draw(90, 60, "red")])
    return written.getvalue()


def without_end(data: bytes) -> bytes:
    return data.removesuffix(b"\xff\xd9")


GREY_ROWS = b"".join(b"\0" + struct.pack(">60H", *(step * 1000 for step in range(60))) for _row in range(40))
GREY = raw_png(60, 40, 16, 0, GREY_ROWS)

#: By file name. All are accepted.
ACCEPTED: dict[str, bytes] = {
    **{
        path.name: path.read_bytes()
        for path in sorted(FOLDER.iterdir())
        if not path.name.startswith(("svg_vb",))
    },
    "sixteen_bits.png": GREY,
    "sixteen_bits_clear.png": raw_png(60, 40, 16, 0, GREY_ROWS, chunk(b"tRNS", struct.pack(">H", 5000))),
    "two_bits_clear.png": raw_png(
        64, 40, 2, 0, b"".join([b"\0" + b"\x1b" * 16] * 40), chunk(b"tRNS", b"\0\2")
    ),
    "grey_alpha.png": transparent("LA"),
    "palette_alpha.png": transparent("P"),
    "cmyk.jpg": picture_bytes("jpg", draw(90, 60).convert("CMYK")),
    "grey.jpe": picture_bytes("jpg", draw(90, 60).convert("L")),
    "CAPITALS.JPG": picture_bytes("jpg", draw(90, 60)),
    "two_pictures.jpg": two_pictures(),
    "one_pixel.png": picture_bytes("png", draw(1, 1)),
    "one_pixel.avif": picture_bytes("avif", draw(1, 1)),
    "one_pixel.gif": picture_bytes("gif", draw(1, 1)),
    "a_column.png": picture_bytes("png", draw(1, 3000)),
    "a_line.webp": picture_bytes("webp", draw(3000, 1)),
    "one_frame.webp": animated_once(),
    "tower.png": picture_bytes("png", draw(40, 20_000).convert("1")),
    "only_height.svg": svg('height="200" viewBox="0 0 100 50"'),
    "shares.svg": svg('width="100%" height="100%" viewBox="0 0 100 50"'),
    "stretched.svg": svg('viewBox="0 0 100 50" preserveAspectRatio="none"'),
    "giant.svg": svg('viewBox="-5e6 0 1e7 5e6"'),
}
#: Refused, and the words by which the reason is known.
REFUSED: dict[str, tuple[bytes, str]] = {
    **{
        name: ((FOLDER / name).read_bytes(), "no size")
        for name in ("svg_vb0.svg", "svg_vb0h.svg", "svg_vbneg.svg")
    },
    "no_width.svg": (svg('width="0" height="50"'), "no size"),
    "endless.svg": (svg('viewBox="0 0 1e999 1e999"'), "no size"),
    "no_number.svg": (svg('viewBox="0 0 NaN 50"'), "how large"),
    "cut_off.jpg": (without_end(picture_bytes("jpg", draw(90, 60)))[:-9], "damaged"),
}
