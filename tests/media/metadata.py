"""Writes what cameras and agencies write into pictures, to see what becomes of it."""

import struct
from io import BytesIO

from PIL import ExifTags, Image

from tests.factories.media import draw

SECRET = b"Secret Garden 7"


def exif_with_position(orientation: int = 1, **texts: str) -> Image.Exif:
    """EXIF with a position in it; `texts` are ExifTags.Base names."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = SECRET.decode()
    if orientation != 1:
        exif[ExifTags.Base.Orientation] = orientation
    for name, text in texts.items():
        exif[ExifTags.Base[name]] = text.encode()
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    position[ExifTags.GPS.GPSLatitudeRef] = "N"
    position[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, 12.0)
    position[ExifTags.GPS.GPSLongitudeRef] = "E"
    position[ExifTags.GPS.GPSLongitude] = (13.0, 24.0, 36.0)
    return exif


def xmp(**properties: str) -> bytes:
    """An XMP packet; a property's value is its XML content: `xmp(dc_description="<rdf:Alt>…")`."""
    inner = "".join(
        f"<{name.replace('_', ':', 1)}>{content}</{name.replace('_', ':', 1)}>"
        for name, content in properties.items()
    )
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,31.2N"'
        f' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">{inner}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def in_languages(**texts: str) -> str:
    """The XML of a text in several languages; `x_default` for none."""
    items = "".join(
        f'<rdf:li xml:lang="{code.replace("_", "-")}">{text}</rdf:li>' for code, text in texts.items()
    )
    return f"<rdf:Alt>{items}</rdf:Alt>"


def iptc(*fields: tuple[int, str], encoding: str = "utf-8") -> bytes:
    """A JPEG segment with IPTC fields of record 2, as Photoshop writes it."""
    records = [(1, 90, b"\x1b%G")] if encoding == "utf-8" else []
    records += [(2, number, text.encode(encoding)) for number, text in fields]
    block = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(text)) + text for record, number, text in records
    )
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(block)) + block
    content = b"Photoshop 3.0\0" + resource + b"\0" * (len(block) % 2)
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def jpeg(
    *,
    exif: Image.Exif | None = None,
    packet: bytes = b"",
    segment: bytes = b"",
    comment: bytes = b"",
    after: bytes = b"",
    picture: Image.Image | None = None,
    **options: object,
) -> bytes:
    """A JPEG with the given metadata, and bytes after its end."""
    written = BytesIO()
    (picture or draw()).save(
        written, "JPEG", exif=exif or Image.Exif(), xmp=packet, comment=comment, **options
    )
    data = written.getvalue()
    return data[:2] + segment + data[2:] + after


def has_position(data: bytes) -> bool:
    """Tell whether a picture file says where it was taken, in EXIF or XMP, or carries the camera's name."""
    picture = Image.open(BytesIO(data))
    return (
        bool(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
        or bool(picture.info.get("xmp"))
        or b"GPSLatitude" in data
        or SECRET in data
    )
