"""Where sentences begin and end in German and English text."""

import re

from .vocabulary import ABBREVIATIONS, ENDING_ABBREVIATIONS, NO_NAME_WORDS, SPEECH_VERBS

_UPPER = "".join(character for code in range(0x250) if (character := chr(code)).isupper())
#: A full stop or the like, closing marks and brackets, white space, and a word that can begin a sentence.
_POSSIBLE_END = re.compile(rf"[.!?…]+[\"'“”’»«)\]]*\s+(?=[\"'„“‚‘»«(\[]*[{_UPPER}\d])")
_LONGEST_SENTENCE = 3000
_WORD_BEFORE = re.compile(r"[^\s(\[„“”\"'»«]*$")
_SPEAKER_AHEAD = re.compile(rf"[{_UPPER}][\w'’-]+(?:\s+[\w'’.-]+){{1,3}}(?:,|\s)\s*(?P<next>\w+)?")


def sentence_starts(text: str) -> list[int]:
    """Return where each sentence begins, 0 first."""
    return [0, *(found.end() for found in _POSSIBLE_END.finditer(text) if _ends(text, found))]


def sentence_start(text: str, position: int) -> int:
    """Return where the sentence begins that `position` is in."""
    begin = max(0, position - _LONGEST_SENTENCE)
    starts = sentence_starts(text[begin:position] + "X")
    return begin + max(start for start in starts if start <= position - begin)


def has_end_mark(text: str) -> bool:
    """Tell whether the text ends as a sentence or an introduction does, abbreviations not counted."""
    bare = text.rstrip("\"'“”’»«)] ")
    if bare.endswith(("!", "?", ":", ";", ",", "…")):
        return True
    return bare.endswith(".") and not _is_abbreviation(_word_before(bare, len(bare) - 1))


def _ends(text: str, found: "re.Match[str]") -> bool:
    if text[found.start()] != ".":
        return True
    word = _word_before(text, found.start())
    if not _is_abbreviation(word):
        return True
    return word.lower() in ENDING_ABBREVIATIONS and _begins_sentence(text[found.end() :])


def _word_before(text: str, position: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, position - 40), position)
    return found[0] if found else ""


def _is_abbreviation(word: str) -> bool:
    """Tell whether this word's full stop may belong to it: "e.V.", "24.", "J.", "Dr."."""
    bare = word.rstrip(".")
    if not bare or bare.lower() in ABBREVIATIONS | ENDING_ABBREVIATIONS:
        return bool(bare)
    if bare.isdigit():
        return len(bare) <= 2
    return len(bare) == 1 or (len(bare.rpartition(".")[2]) == 1 and "." in bare)


def _begins_sentence(text: str) -> bool:
    """Tell whether a new sentence follows "… e.V.": a function word, or a name with its role or verb."""
    first = re.match(r"\w+", text)
    if first and first[0].lower() in NO_NAME_WORDS:
        return True
    found = _SPEAKER_AHEAD.match(text)
    if not found:
        return False
    return found[0].rstrip().endswith(",") or "," in found[0] or (found["next"] or "").lower() in SPEECH_VERBS
