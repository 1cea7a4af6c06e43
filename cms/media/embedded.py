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
IPTC_CREDIT, IPTC_CAPTION = (2, 110), (2, 120)
ESCAPE_UTF8 = b"\x1b%G"

#: What cameras and programs write by themselves is nobody's caption.
MACHINE_TEXT = re.compile(
    r"(?i)^(.*digital camera.*|sony dsc|samsung.*|dcim.*|dji.*|default|screenshot|image|untitled"
    r"|created with .*|processed with .*|(img|dsc|dscn|pict|p)[_-]?\d+.*)$"
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
        xmp.text("photoshop:Headline"),
        _any_language(xmp.texts("dc:title")),
        iptc.get(IPTC_HEADLINE, ""),
        iptc.get(IPTC_TITLE, ""),
    )
    found.captions = (
        xmp.texts("dc:description")
        or _unknown_language(iptc.get(IPTC_CAPTION, ""))
        or _unknown_language(exif.get(ExifTags.Base.ImageDescription, ""))
    )
    found.alts = xmp.texts("iptc:AltTextAccessibility")
    maker = _first(xmp.text("dc:creator"), iptc.get(IPTC_BYLINE, ""), exif.get(ExifTags.Base.Artist, ""))
    source = _first(xmp.text("photoshop:Credit"), iptc.get(IPTC_CREDIT, ""))
    found.credit = _credit(maker, source) or exif.get(ExifTags.Base.Copyright, "")
    return found


def _credit(maker: str, source: str) -> str:
    """Return "maker / source", or the one that contains the other."""
    if not maker or maker.casefold() in source.casefold():
        return source
    if not source or source.casefold() in maker.casefold():
        return maker
    return f"{maker} / {source}"


def _first(*texts: str) -> str:
    return next((text for text in texts if text), "")


def _any_language(texts: dict[str, str]) -> str:
    return texts.get(UNKNOWN) or next(iter(texts.values()), "")


def _unknown_language(text: str) -> dict[str, str]:
    return {UNKNOWN: text} if text else {}


def _plain(text: Any) -> str:
    """Return the text on one line; empty where a machine wrote it."""
    line = " ".join(str(text).replace("\0", " ").split())
    return "" if MACHINE_TEXT.match(line) else line


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
