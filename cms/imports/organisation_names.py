"""What the name of an organisation looks like in running text."""

import re

from .vocabulary import LEGAL_FORMS, NO_NAME_WORDS, ORGANISATION_PARTICLES, PLACE_WORDS

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_INFLECTED = re.compile(r"(?:e|en|er|es|em|ern|eln)$")
_MAX_NAME = 100
_MAX_WORDS = 8
_QUOTES = "„“”\"'»«"


def is_marked(word: str) -> bool:
    """Tell whether a word has a capital or a digit anywhere: "eCovery", "3D"."""
    return any(character.isupper() or character.isdigit() for character in word)


def is_distinctive(name: str) -> bool:
    """Tell whether a text is hardly a common noun: several words, or a capital or digit inside its word."""
    return len(name.split()) > 1 or any(character.isupper() or character.isdigit() for character in name[1:])


def is_legal_form(word: str) -> bool:
    return word.lower().strip(",") in LEGAL_FORMS


def ends_in_legal_form(text: str) -> bool:
    words = text.split()
    return bool(words) and is_legal_form(words[-1])


def ends_in_dotted_form(text: str) -> bool:
    """Tell whether the last full stop belongs to the last word: that of "e.V.", not that of "Ltd."."""
    word = text.split()[-1].lower() if text.split() else ""
    return word in LEGAL_FORMS and word.removesuffix(".") not in LEGAL_FORMS


def organisation_name(text: str) -> str:
    """Return the organisation's name that a text begins with, empty if it begins with none.

    A name is one word, then words with a capital or a digit; "für", "of" and the like only before another
    such word. With a legal form it reaches to that.
    """
    words = _words(text)
    name = " ".join(words[: _name_length(words)])
    return name if is_marked(name) and len(name) <= _MAX_NAME else ""


def name_in_list(item: str, *, is_last: bool) -> str:
    """Return the name that an item of a list in a sentence is, empty if it is something else.

    Behind a name may stand its place ("A aus Leipzig"), behind the last one the rest of the sentence.
    """
    words = _words(item)
    if not words:
        return ""
    if not is_marked(words[0]):
        return _name_in_lower_case(words, is_last=is_last)
    length = _name_length(words)
    behind = words[length:]
    if behind and not is_last and behind[0].lower() not in PLACE_WORDS:
        return ""
    name = " ".join(words[:length])
    return name if len(name) <= _MAX_NAME else ""


def name_of_item(item: str) -> str:
    """Return the name that a line of a list of names is: what stands before a comma, a dash or brackets.

    A sentence is none: it ends in a full stop, or has more words than a name.
    """
    if item.rstrip().endswith((".", "!", "?")) and not ends_in_legal_form(item):
        return ""
    name = " ".join(_words(re.split(r",\s|\s[–—-]\s|;|:\s", item)[0]))
    return name if len(name) <= _MAX_NAME and len(name.split()) <= _MAX_WORDS else ""


def _name_in_lower_case(words: list[str], *, is_last: bool) -> str:
    """Return a name whose first word has no capital: "imk Health", "bluewave"; but not "bringen Ideen"."""
    if words[0].lower() in NO_NAME_WORDS:
        return ""
    length = _name_length(words)
    if length > 1 and _INFLECTED.search(words[0]) and not is_legal_form(words[length - 1]):
        return ""
    return " ".join(words[:length]) if length == len(words) or is_last else ""


def _words(text: str) -> list[str]:
    bare = _BRACKETS.sub("", text).strip(f" ,;{_QUOTES}")
    words = (bare if ends_in_dotted_form(bare) else bare.rstrip(".… ")).split()
    return [word.strip(_QUOTES) for word in words if word.strip(_QUOTES)]


def _name_length(words: list[str]) -> int:
    legal = [index for index, word in enumerate(words) if is_legal_form(word)]
    length = legal[0] + 1 if legal else min(1, len(words))
    while length < len(words) and (is_legal_form(words[length]) or (words[length] == "&" and legal)):
        length += 1
    while length < len(words):
        ahead = length
        while ahead < len(words) and words[ahead].lower() in ORGANISATION_PARTICLES:
            ahead += 1
        if ahead == len(words) or not is_marked(words[ahead]):
            break
        length = ahead + 1
    return length
