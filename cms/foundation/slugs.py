"""Slugs as German readers expect them: ü becomes ue. What has no Latin letters is written in them."""

import re
from collections.abc import Iterator
from itertools import count
from unicodedata import category, normalize

from anyascii import anyascii
from django.utils.text import slugify

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss", "ẞ": "ss"}
)
#: Signs that tell names apart: C, C# and C++; 50 and 50+. JavaScript reads the same expressions.
_SIGNS = ((r"(?<=[\w+])\+", " plus "), (r"(?<=\w)#(?!\w)", " sharp "))

#: The slug of a page in whose title nothing can be read.
PAGE_SLUG = "page"

#: What stands between words and is no part of them; what else there is may be a letter.
_BETWEEN = r"[\s!-/:-@\[-\^`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2010-\u205e]"

#: The same for Wagtail's slug field, which makes a slug while the editor types a title, and of what is typed
#: into it. Where it finds no letters the slug is made on the server.
FORMATTERS = [
    ("[äÄ]|[aA]\u0308", "ae"),
    ("[öÖ]|[oO]\u0308", "oe"),
    ("[üÜ]|[uU]\u0308", "ue"),
    ("[ßẞ]", "ss"),
    *_SIGNS,
    (rf"{_BETWEEN}*[\s-]{_BETWEEN}*", "-"),
    ("^-+|-+$", ""),
]


def slug_from(title: str, *, max_length: int = 100) -> str:
    """Return the slug that a title gets unless its editor writes another; empty if it has nothing to read."""
    text = normalize("NFC", title).translate(_GERMAN)
    for pattern, word in _SIGNS:
        text = re.sub(pattern, word, text)
    # Pictures are called by their names only where there is nothing else.
    slug = slugify("".join(map(_latin, text))) or slugify(anyascii(text).replace(":", " "))
    slug = slug.strip("-_")
    if len(slug) > max_length:
        slug = slug[:max_length].rsplit("-", 1)[0].strip("-") or slug[:max_length]
    return slug


def _latin(char: str) -> str:
    """Return a character in Latin letters; empty for what is no letter and no digit."""
    if char.isascii():
        return char
    plain = normalize("NFKD", char).encode("ascii", "ignore").decode()
    return plain or (anyascii(char) if category(char)[0] in "LN" else " " if char.isspace() else "")


def word_key(name: str) -> str:
    """Return what two spellings of a word have in common: case, the form of its characters, ü for ue."""
    return " ".join(normalize("NFC", name).casefold().translate(_GERMAN).split())


def numbered(slug: str) -> Iterator[str]:
    """Yield a slug, and the same with -1, -2 and so on."""
    yield slug
    for number in count(1):
        yield f"{slug}-{number}"
