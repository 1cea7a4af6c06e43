"""The role a person is introduced with: before the name, or behind it between commas."""

import re
from collections.abc import Sequence

from .first_names import is_first_name
from .name_tokens import NameToken, is_role_word, words_of
from .vocabulary import ACADEMIC_TITLES, ARTICLES, ENDING_ABBREVIATIONS, SPEECH_VERBS

_MAX_WORDS = 25
_LONGEST_ROLE = 300
_CLAUSE_WORDS = frozenset("who which whose where mit seit with aus from und and".split())
_PHRASE_END = re.compile(r"[,;:!?()„“”\"»«–]|\.(?=\s|$)")
_CUT_COMPOUND = re.compile(r"[^\W\d_][\w-]*-\s+(?:und|and|&|/)\s+$")
#: "(Senatorin für Bau), Verkehr und Umwelt": single nouns to an "und", then the end of the phrase.
_MORE_NOUNS = re.compile(
    r"(?:,\s+(?:[a-zäöüß]+e[nrs]?\s+)?[A-ZÄÖÜ][\w-]+)+,?\s+(?:und|and|&|sowie)\s+(?:[a-zäöüß]+e[nrs]?\s+)?[A-ZÄÖÜ][\w-]+"
    r"(?:\s+(?:der|des|im|in|von|of|for|beim)\s[^,;:.!?„“”\"»«]{2,60})?(?=\s*[,:;]|\s+\w+[:;]|\s*$)"
)
_ARTICLE = re.compile(r"^(?:the|an?|die|der)\s+", re.IGNORECASE)
_PART_BEFORE_COMMA = re.compile(r"(?:^|[.!?:;,–„“”\"])(?P<part>[^.!?:;,–„“”\"]+),\s+$")


def role_of(text: str, start: int, end: int, role_words: Sequence[NameToken]) -> str:
    """Return the role of the person named at text[start:end]; `role_words` stand right before the name."""
    return _role_behind(text, end) or _role_before(text, role_words) or _role_in_front(text, start)


def _role_before(text: str, role_words: Sequence[NameToken]) -> str:
    """Return the role right before a name, with the first part of its compound: "Vereins- und Chef"."""
    if not role_words:
        return ""
    cut = _CUT_COMPOUND.search(text[: role_words[0].start])
    return " ".join([*(cut[0].split() if cut else []), *(token.word for token in role_words)])


def has_role_word(phrase: str) -> bool:
    """Tell whether a noun for a position is among a phrase's first words."""
    return any(is_role_word(word) for word in words_of(phrase)[:4])


def _role_behind(text: str, position: int) -> str:
    """Return the role in ", Vorsitzender des Beispiel e.V., sagte" or ", treasurer, said"."""
    comma = re.match(r",\s+", text[position:])
    if not comma:
        return ""
    start = position + comma.end()
    end = _phrase_end(text, start)
    phrase = text[start:end].strip()
    words = words_of(phrase)
    if len(words) > 1 and words[-1] in SPEECH_VERBS:
        phrase = phrase.rsplit(None, 1)[0]
    if not words or words[0] in SPEECH_VERBS or len(words) > _MAX_WORDS or words[0].isdigit():
        return ""
    is_clause = words[0] in ARTICLES or words[0] in _CLAUSE_WORDS
    phrase = _ARTICLE.sub("", phrase)
    following = words_of(text[end:])[:1]
    is_closed_by_verb = text[end : end + 1] == "," and bool(following) and following[0] in SPEECH_VERBS
    is_noun = phrase[:1].isupper() and not _is_name_only(phrase) and not is_first_name(phrase.split()[0])
    return phrase if has_role_word(phrase) or is_noun or (is_closed_by_verb and not is_clause) else ""


def _phrase_end(text: str, start: int) -> int:
    """Return where an apposition ends: at a comma, another mark, or its sentence's full stop."""
    more = _MORE_NOUNS.search(text, start)
    comma = text.find(",", start)
    if more and more.start() == comma and is_role_word(words_of(text[start:comma])[0]):
        return more.end()
    for found in _PHRASE_END.finditer(text, start):
        if found[0] != ".":
            return found.start()
        word = text[start : found.start()].split()[-1:] or [""]
        if word[0].lower() in ENDING_ABBREVIATIONS:
            if re.match(r"\s+\w|\s*$", text[found.end() :]):
                return found.end()
        elif len(word[0]) > 1 and f"{word[0]}.".lower() not in ACADEMIC_TITLES:
            return found.start()
    return len(text)


def _role_in_front(text: str, start: int) -> str:
    """Return the role in "Die Leiterin der Forschung, Anna Muster"."""
    found = _PART_BEFORE_COMMA.search(text[max(0, start - _LONGEST_ROLE) : start])
    words = found["part"].split() if found else []
    for index, word in enumerate(words):
        if index == 0 and is_role_word(word):
            return " ".join(words)
        if word.lower() in ARTICLES and index + 1 < len(words) and is_role_word(words[index + 1]):
            return " ".join(words[index + 1 :])
    return ""


def _is_name_only(phrase: str) -> bool:
    """Tell whether a phrase is nothing but capital words, as the next name in a list is."""
    words = phrase.split()
    return 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words)
