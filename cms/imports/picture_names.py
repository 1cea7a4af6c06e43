"""Names of picture files in a text, and the photographer that a name tells."""

import re

from .vocabulary import CAMERA_PREFIXES, NAME_PARTICLES

_EXTENSION = r"\.(?:jpe?g|png|webp|gif|tiff?|avif|heic|svg)"
#: A saved page writes its pictures without anything in between: "a.jpgb.jpg". A name ends at its extension,
#: unless another extension follows at once ("scan.jpg.jpg").
_NAME = re.compile(rf"[^\s,;|:/\\\\][^,;|:/\\\\]*?{_EXTENSION}(?!{_EXTENSION})", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s,;|]*")
_MAX_WORDS = 6
_DIGITS = re.compile(r"[\d-]+$")
_NAME_WORD = re.compile(r"[^\W\d_]{2,}$")
_CREDIT_PREFIX = re.compile(r"(?:foto|photo|copyright|credit)-(?:by-|von-)?", re.IGNORECASE)
_CREDIT_LINE = re.compile(
    r"(?:(?:alle |all )?"
    r"(?:fotos?|bilder|bild|fotograf(?:in)?|bildnachweis|photos?|photographer|pictures?|credit)\s*(?:von|by)?\s*[:©]|©)\s*(?P<credit>[^\d.:]{3,80})$",
    re.IGNORECASE,
)


def picture_names(line: str) -> list[str]:
    """Return the picture files that a line lists, in order; empty if the line says anything else."""
    names: list[str] = []
    position = 0
    while position < len(line):
        found = _NAME.match(line, position)
        if found is None or len(found[0].split()) > _MAX_WORDS:
            return []
        names.append(found[0])
        position = _end_of(_SEPARATORS.match(line, found.end()))
    return names


def credit_in(file_name: str) -> str:
    """Return the photographer that a name like "20250123_party_jana-beispiel_130.jpg" tells, else "".

    The name is the last of the parts between underscores that is no number, made of two to four words with
    hyphens; a part for the occasion must stand before it, else "summer-party_12.jpg" were a photographer.
    """
    stem = re.sub(rf"(?:{_EXTENSION})+$", "", file_name, flags=re.IGNORECASE)
    parts = [part for part in stem.split("_") if part and not _DIGITS.match(part)]
    parts = [part for part in parts if part.lower() not in CAMERA_PREFIXES]
    if len(parts) < 2:
        return ""
    words = _CREDIT_PREFIX.sub("", parts[-1]).split("-")
    if not 2 <= len(words) <= 4 or not all(_NAME_WORD.match(word) for word in words):
        return ""
    first, *middle, last = words
    if any(word.lower() not in NAME_PARTICLES for word in middle[1:]):
        return ""
    return " ".join([_capital(first), *map(_name_word, middle), _capital(last)])


def credit_line(line: str) -> str:
    """Return the name in a line that only says who took the pictures ("Fotos: Jana Beispiel"), else ""."""
    found = _CREDIT_LINE.match(line)
    return found["credit"].strip() if found else ""


def _name_word(word: str) -> str:
    return word.lower() if word.lower() in NAME_PARTICLES else _capital(word)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _end_of(found: "re.Match[str] | None") -> int:
    return found.end() if found else 0
