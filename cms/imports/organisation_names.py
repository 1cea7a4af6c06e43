"""What the name of an organisation looks like in running text."""

import re

from .organisation_words import GENERIC_NOUNS
from .vocabulary import (
    ARTICLES,
    LEGAL_FORMS,
    NO_NAME_WORDS,
    ORGANISATION_PARTICLES,
    PLACE_WORDS,
    SPEECH_VERBS,
)

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_INFLECTED = re.compile(r"(?:e|en|er|es|em|ern|eln|t)$")
#: "Leipziger": before a noun, where something comes from.
_DEMONYM = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}er$")
_DEFINITE = frozenset("der die das dem den the".split())
_WHEN = frozenset(
    "ende anfang mitte januar februar märz april mai juni juli august september oktober november dezember "
    "january february march may june july october december heute gestern today".split()
)
_BEFORE_NAME = _WHEN | frozenset(
    "auch sowie und and erstmals zudem neu nun jetzt unter anderem etwa zum beispiel also".split()
)
_MAX_NAME = 100
_MAX_WORDS = 8
_JOINTS = frozenset(["und", "and"])
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


def without_lead(text: str) -> str:
    """Return a text without what stands before a name: an article, "auch", "die junge Firma"."""
    words = text.split()
    had_article = False
    while len(words) > 1:
        word = words[0].lower().strip(",")
        is_adjective = (
            had_article and words[0].islower() and is_inflected(word) and not is_legal_form(words[1])
        )
        is_origin = bool(_DEMONYM.match(words[0])) and words[1].lower() in GENERIC_NOUNS
        if word in _DEFINITE:
            had_article = True
        elif not (word in _BEFORE_NAME or word in GENERIC_NOUNS or is_adjective or is_origin):
            break
        words.pop(0)
    return " ".join(words)


def names_with_legal_form(text: str) -> list[str]:
    """Return the names in running text that end in a legal form: "Alpha Sensorik GmbH", "eCovery AG"."""
    words = text.split()
    names = []
    for index, word in enumerate(words):
        is_last = index + 1 == len(words) or not is_legal_form(words[index + 1].rstrip('.,;:)“”"'))
        if not (is_legal_form(word) or is_legal_form(word.rstrip('.,;:)“”"'))) or not is_last:
            continue
        begin = _begin_of_name(words, index)
        name = organisation_name(without_lead(" ".join(words[begin : index + 1])))
        if len(name.split()) > 1:
            names.append(name)
    return names


def _begin_of_name(words: list[str], legal: int) -> int:
    """Return where the name begins whose legal form is words[legal]: behind the last foreign word."""
    begin = legal
    while begin > 0:
        before = words[begin - 1]
        is_initial = begin == legal and before == "A"
        if before.endswith((",", ":", ";", "–")) or (before.lower() in ARTICLES and not is_initial):
            break
        particles = begin - 1
        while particles > 0 and words[particles].lower() in ORGANISATION_PARTICLES - ARTICLES - _JOINTS:
            particles -= 1
        if not is_marked(words[particles]) or words[particles].endswith((",", ":", ";")):
            break
        begin = particles
    return begin - 1 if begin > 0 and _is_lower_name(words, begin - 1, is_bare=begin == legal) else begin


def _is_lower_name(words: list[str], index: int, *, is_bare: bool) -> bool:
    """Tell whether a word without a capital begins a name: "die imk GmbH", not "die junge Alpha GmbH"."""
    word = words[index]
    follows_article = index == 0 or words[index - 1].lower() in ARTICLES
    is_word = word.lower() in NO_NAME_WORDS | SPEECH_VERBS | ORGANISATION_PARTICLES
    return follows_article and not is_word and (is_bare or not is_inflected(word)) and word[-1].isalpha()


def is_inflected(word: str) -> bool:
    """Tell whether a word ends as adjectives and verbs do: "junge", "kamen", "begrüßt"."""
    return bool(_INFLECTED.search(word))


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
    words = _words(without_lead(item))
    if not words:
        return ""
    legal = next((index for index, word in enumerate(words) if is_legal_form(word)), None)
    has_foreign = legal is not None and any(
        word.islower() and word not in ORGANISATION_PARTICLES for word in words[1:legal]
    )
    if has_foreign:
        # Something stands before the name that is none of it.
        return ""
    if not is_marked(words[0]):
        return _name_in_lower_case(words, is_last=is_last)
    while len(words) > 1 and words[-1].lower() in _WHEN:
        words.pop()
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
