"""Reads what photographers and agencies write into a picture file: title, caption, credit, alternative text.

Sources: IPTC Photo Metadata Standard (XMP properties and IIM record 2 of the same meaning), EXIF 2.32. XMP is
asked first, because it knows languages and its encoding is certain; then IPTC, then EXIF.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from defusedxml import ElementTree
from PIL import ExifTags, Image, IptcImagePlugin

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: The language of a text that doesn't say which.
UNKNOWN = ""

IPTC_TITLE, IPTC_BYLINE, IPTC_HEADLINE = (2, 5), (2, 80), (2, 105)
IPTC_CREDIT, IPTC_COPYRIGHT, IPTC_CAPTION = (2, 110), (2, 116), (2, 120)
ESCAPE_UTF8 = b"\x1b%G"

#: What cameras, and a few programs, write into every file, letter for letter. A person who writes of a
#: camera, or of a firm that makes some, writes other words, or these in other letters.
CAMERA_TEXTS = frozenset(
    (
        "OLYMPUS DIGITAL CAMERA",
        "SONY DSC",
        "KONICA MINOLTA DIGITAL CAMERA",
        "MINOLTA DIGITAL CAMERA",
        "SAMSUNG DIGITAL CAMERA",
        "SAMSUNG CAMERA PICTURES",
        "PENTAX DIGITAL CAMERA",
        "DIGITAL CAMERA",
        "Digital StillCamera",
        "Exif JPEG",
        "Exif_JPEG_PICTURE",
        "EXIF_HDL_ID_1",
        "JPEG ENCODER",
        "Created with GIMP",
        "Created with The GIMP",
    )
)
#: A name that a camera has given to its file, or to the file's place on its card.
CAMERA_NAME = re.compile(
    r"(DCIM[\\/][0-9A-Z_]{8}[\\/])?(_?(IMG|DSC|DSCN|DSCF|PICT|MVIMG|PXL|DJI|GOPR|CIMG)[_-]?\d{4,}|P\d{7})"
    r"(\.(JPG|jpg|JPEG|jpeg))?"
)


@dataclass(slots=True)
class EmbeddedTexts:
    """Words found in a picture file. `captions` and `alts` are keyed by language; `UNKNOWN` for none."""

    title: str = ""
    credit: str = ""
    captions: dict[str, str] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)


def read_embedded(picture: Image.Image) -> EmbeddedTexts:
    """Return the words in an opened picture's metadata. Damaged metadata counts as none: it goes anyway."""
    xmp = _Xmp(picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b"")
    iptc = _read_iptc(picture)
    exif = _read_exif(picture)
    found = EmbeddedTexts()
    found.title = _first(
        _by_hand(xmp.text("photoshop:Headline")),
        _any_language(_all_by_hand(xmp.texts("dc:title"))),
        _by_hand(iptc.get(IPTC_HEADLINE, "")),
        _by_hand(iptc.get(IPTC_TITLE, "")),
    )
    found.captions = (
        _all_by_hand(xmp.texts("dc:description"))
        or _unknown_language(_by_hand(iptc.get(IPTC_CAPTION, "")))
        or _unknown_language(_by_hand(exif.get(ExifTags.Base.ImageDescription, "")))
    )
    found.alts = xmp.texts("iptc:AltTextAccessibility")
    maker = _first(xmp.text("dc:creator"), iptc.get(IPTC_BYLINE, ""), exif.get(ExifTags.Base.Artist, ""))
    source = _first(xmp.text("photoshop:Credit"), iptc.get(IPTC_CREDIT, ""))
    found.credit = _credit(maker, source) or _first(
        _any_language(xmp.texts("dc:rights")),
        iptc.get(IPTC_COPYRIGHT, ""),
        exif.get(ExifTags.Base.Copyright, ""),
    )
    return found


def _credit(maker: str, source: str) -> str:
    """Return "maker / source", or the one that names the other."""
    if not maker or _names(source, maker):
        return source
    if not source or _names(maker, source):
        return maker
    return f"{maker} / {source}"


def _names(text: str, name: str) -> bool:
    """Tell whether a text names somebody: in whole words, "Ina" is not named by "Martina"."""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text.casefold()) is not None


def _first(*texts: str) -> str:
    return next((text for text in texts if text), "")


def _any_language(texts: dict[str, str]) -> str:
    return texts.get(UNKNOWN) or next(iter(texts.values()), "")


def _unknown_language(text: str) -> dict[str, str]:
    return {UNKNOWN: text} if text else {}


def _plain(text: Any) -> str:
    """Return the text on one line."""
    return " ".join(str(text).replace("\0", " ").split())


def _by_hand(text: str) -> str:
    """Return a title or caption; empty where the whole of it is what a camera writes by itself.

    Not asked of credits: who is to be named is named, whatever it looks like.
    """
    return "" if text in CAMERA_TEXTS or CAMERA_NAME.fullmatch(text) else text


def _all_by_hand(texts: dict[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if _by_hand(text)}


class _Xmp:
    """The properties of an XMP packet, whether written as elements or as attributes."""

    def __init__(self, packet: bytes | str) -> None:
        self.descriptions: list[Any] = []
        if isinstance(packet, str):
            packet = packet.encode()
        packet = packet.strip(b"\0 \n\r\t")
        if packet:
            try:
                root = ElementTree.fromstring(packet)
            except Exception:
                return
            self.descriptions = list(root.iter(f"{{{NAMESPACES['rdf']}}}Description"))

    def texts(self, name: str) -> dict[str, str]:
        """Return a property's text by language; items of a list are joined with commas."""
        prefix, local = name.split(":")
        tag = f"{{{NAMESPACES[prefix]}}}{local}"
        found: dict[str, str] = {}
        for description in self.descriptions:
            if tag in description.attrib:
                found.setdefault(UNKNOWN, _plain(description.attrib[tag]))
            for element in description.findall(tag):
                for item in element.findall(".//rdf:li", NAMESPACES) or [element]:
                    language = item.get(XML_LANG, "x-default").lower().split("-")[0]
                    language = UNKNOWN if language == "x" else language
                    text = _plain(item.text or "")
                    if text and found.get(language) and text != found[language]:
                        found[language] += f", {text}"
                    elif text:
                        found[language] = text
        return {language: text for language, text in found.items() if text}

    def text(self, name: str) -> str:
        return _any_language(self.texts(name))


def _read_iptc(picture: Image.Image) -> dict[tuple[int, int], str]:
    try:
        records: dict[Any, Any] = IptcImagePlugin.getiptcinfo(picture) or {}  # type: ignore[arg-type]
    except Exception:
        return {}
    says_utf8 = ESCAPE_UTF8 in (records.get((1, 90)) or b"")
    found = {}
    for name, value in records.items():
        values = value if isinstance(value, list) else [value]
        found[name] = _plain(
            ", ".join(_decode(item, says_utf8) for item in values if isinstance(item, bytes))
        )
    return found


def _decode(data: bytes, says_utf8: bool) -> str:
    """Return the text; without a declared encoding, files are UTF-8 or else a Windows machine's."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8" if says_utf8 else "cp1252", errors="replace")


def _read_exif(picture: Image.Image) -> dict[int, str]:
    tags = (ExifTags.Base.ImageDescription, ExifTags.Base.Artist, ExifTags.Base.Copyright)
    try:
        exif = picture.getexif()
        return {tag: _plain(_mended(str(exif[tag]))) for tag in tags if exif.get(tag)}
    except Exception:
        return {}


def _mended(text: str) -> str:
    """Return UTF-8 text that was read as Latin-1, as EXIF's ASCII is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
