"""Signs in words that transliteration would make another word of."""

from unicodedata import decomposition, name, normalize

#: Micro, as a sign and as the letter.
_MICRO = "\u00b5\u03bc"
_FRACTION_SLASH = "\u2044"
_PLACES = {"<super>": "hoch", "<sub>": "tief"}


def spelled_out(word: str) -> str:
    """Return a word with words for what only looks like letters and digits: µm is mikrom, 10² is 10hoch2.

    Greek letters are called by their names where they stand alone or among Latin ones (α, kΩ). A Greek word
    is left as it is, and so is a raised or lowered digit behind a letter, which people type plainly: m², H₂O.
    """
    if word.isascii():
        return word
    is_mixed = len(word) == 1 or any(char.isascii() for char in word)
    return "".join(_spelled(char, word[:place], is_mixed) for place, char in enumerate(word))


def _spelled(char: str, before: str, is_mixed: bool) -> str:
    if char.isascii():
        return char
    if char == _MICRO[0] or (is_mixed and char in _MICRO):
        return "mikro"
    called = name(char, "")
    if is_mixed and called.startswith("GREEK") and "LETTER " in called:
        return called.partition("LETTER ")[2].removeprefix("FINAL ").partition(" ")[0]
    plain = normalize("NFKD", char)
    if _FRACTION_SLASH in plain:
        return plain.replace(_FRACTION_SLASH, "durch")
    if plain.isdecimal() and before[-1:].isascii() and before[-1:].isdecimal():
        return _PLACES.get(decomposition(char).partition(" ")[0], "") + plain
    return char
