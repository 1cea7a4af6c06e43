"""Slugs as German readers expect them: ü becomes ue."""

from django.utils.text import slugify

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss", "ẞ": "ss"}
)

#: The same for Wagtail's slug field, which makes a slug while the editor types a title.
FORMATTERS = [("[äÄ]", "ae"), ("[öÖ]", "oe"), ("[üÜ]", "ue"), ("[ßẞ]", "ss")]


def slug_from(title: str, *, max_length: int = 100) -> str:
    """Return the slug that a title gets unless its editor writes another; empty if no letter is left."""
    slug = slugify(title.translate(_GERMAN))
    if len(slug) > max_length:
        slug = slug[:max_length].rsplit("-", 1)[0].strip("-") or slug[:max_length]
    return slug
