"""The one order of names and titles."""

from functools import lru_cache

from anyascii import anyascii

DIGITS_LETTER = "#"


@lru_cache(maxsize=4_096)
def sort_key(title: str) -> str:
    """Return `title` as lists compare it: case-folded, umlauts and accents folded (ä as a, ß as ss).

    Leading quotation marks and other signs do not count, so „Zukunft“ stands under z (DIN 5007, variant 1).
    """
    folded = anyascii(title).casefold().strip()
    return folded.lstrip("\"'`<>()[]{}.,;:!?-_*#&+/ ") or folded


def initial_letter(key: str) -> str:
    """Return the letter of the alphabet under which a sort key stands: A to Z, or # for all else."""
    first = key[:1].upper()
    return first if "A" <= first <= "Z" else DIGITS_LETTER
