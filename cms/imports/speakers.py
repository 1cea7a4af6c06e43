"""Who speaks: what stands before or behind quoted words."""

import re

from .name_tokens import is_role_word, words_of
from .people import KnownPeople, Mention, Person, mentions
from .sentences import sentence_start, sentence_starts
from .vocabulary import ARTICLES, IMPERSONAL, POSSESSIVES, PRONOUNS, SPEAKER_SIGNS, SPEECH_VERBS

_TAG_LEAD = re.compile(r"[\s,]*(?P<dash>[–—-]\s*|\()?")
_MAX_WORDS_BEFORE_NAME = 4


def introduces_speech(text: str) -> bool:
    """Tell whether the text's last sentence leads into somebody's words: "… said:", "… meint"."""
    clause = text[sentence_start(text, len(text)) :].rstrip()
    if not clause or clause[-1] in ":;":
        return bool(clause)
    if clause[-1] in ",–—-":
        return _has_verb(clause)
    return clause.split()[-1].lower() in SPEECH_VERBS


def introduction_start(text: str, start: int, end: int, known: KnownPeople) -> int | None:
    """Return where text[start:end] begins to introduce the words that follow it, None if it names no speaker.

    That is its last sentence, or the speaker's name where the sentence before lacks its full stop.
    """
    begin = max(start, sentence_start(text, end))
    clause = text[begin:end]
    if not introduces_speech(clause):
        return None
    speaker = _speaker_in(clause, known)
    if speaker is None:
        return begin if _names_by_pronoun(clause) else None
    is_near = len(clause[: speaker.start].split()) <= _MAX_WORDS_BEFORE_NAME
    return begin if is_near else begin + speaker.start


def speaker_before(clause: str, known: KnownPeople) -> Person | None:
    """Return the speaker whom the clause in front of a quotation names."""
    found = _speaker_in(clause, known)
    return found.person if found else None


def _speaker_in(clause: str, known: KnownPeople) -> Mention | None:
    has_verb = any(word in SPEECH_VERBS or word in SPEAKER_SIGNS for word in words_of(clause))
    ends_open = clause.rstrip()[-1:] in (":", ";")
    candidates = []
    for mention in mentions(clause, known):
        is_beside_verb = _is_beside_verb(clause, mention)
        is_all = not clause[: mention.start].strip() and not clause[mention.end :].strip(" :;,")
        is_possible = mention.is_full_name and (has_verb or (ends_open and is_all))
        if mention.is_sure or is_beside_verb or is_possible:
            score = 2 * mention.is_sure + 2 * is_beside_verb + mention.is_full_name
            candidates.append((score, -mention.start, mention))
    return max(candidates)[2] if candidates else None


def speaker_tag(text: str, position: int, limit: int) -> str:
    """Return the clause behind quoted words that says whose they are, else an empty text.

    `position` is behind the closing mark, `limit` where the next quotation begins.
    """
    after = text[position:limit]
    starts = sentence_starts(after + "X")
    clause = after[: starts[1]] if len(starts) > 1 else after
    lead = _TAG_LEAD.match(clause)
    rest = clause[lead.end() :] if lead else clause
    words = words_of(rest)
    if not words:
        return ""
    if lead and lead["dash"]:
        return clause if _is_signature(rest) else ""
    is_lower = rest.lstrip("\"'“”„")[:1].islower()
    if is_lower and words[0] in SPEAKER_SIGNS and len(words) > 1:
        is_named = rest.split()[1][0].isupper() or words[1] in ARTICLES or words[1] == "to"
        return clause if is_named else ""
    if is_lower and words[0] in SPEECH_VERBS:
        return clause
    has_comma = "," in text[max(0, position - 2) : position] or after.lstrip().startswith(",") or is_lower
    named_first = rest[0].isupper() or words[0] in PRONOUNS
    if has_comma and named_first and any(word in SPEECH_VERBS for word in words):
        return clause
    return clause if _is_signature(rest) and not after[len(clause) :].strip() else ""


def speaker_after(text: str, position: int, known: KnownPeople) -> Person | None:
    """Return the speaker whom the end of a text names, from `position` on: ", so Hofmann weiter."."""
    clause = text[position:]
    for mention in mentions(clause, known):
        is_named = mention.is_sure or _is_beside_verb(clause, mention)
        if is_named or (
            mention.is_full_name and (_has_verb(clause) or _is_signature(clause.lstrip(" ,–—-(")))
        ):
            return mention.person
    return None


def next_tag(text: str, start: int, end: int, known: KnownPeople) -> int | None:
    """Return where a speaker's tag stands in words that never close: "… this year, said Example. …"."""
    for found in re.compile(r"[,–—]\s").finditer(text, start, end):
        tag = speaker_tag(text, found.start(), end)
        first = words_of(tag)[:1]
        if first and (first[0] in SPEECH_VERBS or first[0] in SPEAKER_SIGNS):
            named = mentions(tag, known)
            if named and len(words_of(tag[: named[0].start])) <= _MAX_WORDS_BEFORE_NAME:
                return found.start()
    return None


def who_is_meant(
    clause: str, text_before: str, known: KnownPeople, last_speaker: Person | None
) -> Person | None:
    """Return whom "she" or "Der Vorsitzende" means: by role, else the last one named, else who spoke last."""
    words = words_of(clause)
    if any(word in IMPERSONAL for word in words):
        return None
    roles = [word for word in words if is_role_word(word)]
    for role in roles:
        person = known.with_role(role)
        if person:
            return person
    pronouns = [POSSESSIVES.get(word, word) for word in words if word in PRONOUNS or word in POSSESSIVES]
    if not roles and not pronouns:
        return None
    named = [mention.person for mention in mentions(text_before, known) if mention.is_sure]
    fitting = [person for person in named if not pronouns or _may_be(person, pronouns[0])]
    return next(iter([*reversed(fitting), *reversed(named)]), last_speaker)


def _names_by_pronoun(clause: str) -> bool:
    words = words_of(clause)
    return _has_verb(clause) and any(word in PRONOUNS or is_role_word(word) for word in words[:3])


def _may_be(person: Person, pronoun: str) -> bool:
    """Tell whether a German role's gender fits the pronoun; roles that show none fit both."""
    first = next((word for word in words_of(person.role) if is_role_word(word)), "")
    is_feminine = first.endswith("in")
    return is_feminine if pronoun in ("sie", "she") and first else not is_feminine


def _has_verb(clause: str) -> bool:
    return any(word in SPEECH_VERBS for word in words_of(clause))


def _is_behind_verb(text: str, mention: Mention) -> bool:
    before = words_of(text[: mention.start])
    return bool(before) and (before[-1] in SPEECH_VERBS or before[-1] in SPEAKER_SIGNS)


def _is_beside_verb(text: str, mention: Mention) -> bool:
    after = words_of(text[mention.end :])
    return _is_behind_verb(text, mention) or bool(after and after[0] in SPEECH_VERBS)


def _is_signature(text: str) -> bool:
    """Tell whether a text is nothing but a name and a role: "Anna Muster, Leiterin der Beispiel AG"."""
    named = mentions(text, KnownPeople())
    if not named or words_of(text[: named[0].start]) or not named[0].is_full_name:
        return False
    role = named[0].person.role
    rest = text[named[0].end :].strip(" .,)")
    return not rest or (bool(role) and rest.startswith(role) and len(rest) <= len(role) + 2)
