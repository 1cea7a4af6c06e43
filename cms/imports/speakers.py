"""Who speaks: what stands before or behind quoted words."""

import re
from collections.abc import Collection

from .country_names import is_country
from .first_names import is_female
from .name_tokens import is_role_word, words_of
from .people import KnownPeople, Mention, Person, mentions
from .sentences import sentence_start, sentence_starts
from .vocabulary import (
    ARTICLES,
    IMPERSONAL,
    NAMING,
    NO_NAME_WORDS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_SIGNS,
    SPEECH_VERBS,
    WEAK_SPEECH_VERBS,
)

_TAG_LEAD = re.compile(r"[\s,]*(?P<dash>[–—-]\s*|\()?")
_MAX_WORDS_BEFORE_NAME = 4
_BESIDE_VERB = 4
_NAMING = re.compile(NAMING, re.IGNORECASE)
#: Ends of adjectives: "Knifflige Aufgaben" is nobody.
_ADJECTIVE = re.compile(r"(?:e|er|es|en|em)$")


def introduces_speech(text: str) -> bool:
    """Tell whether the text's last sentence leads into somebody's words: "… said:", "… meint"."""
    clause = text[sentence_start(text, len(text)) :].rstrip()
    if not clause or clause[-1] in ":;":
        return bool(clause)
    if clause[-1] in ",–—-":
        return _has_verb(clause)
    return clause.split()[-1].lower() in SPEECH_VERBS


def introduces_name(text: str) -> bool:
    """Tell whether the text's last sentence leads into a name or an example: "Das Motto: …"."""
    clause = text[sentence_start(text, len(text)) :].rstrip()
    return bool(_NAMING.search(clause.rstrip(":; "))) and not _has_verb(clause)


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
    has_verb = _has_verb(clause)
    ends_open = clause.rstrip()[-1:] in (":", ";")
    candidates = []
    for mention in mentions(clause, known):
        is_beside_verb = _is_beside_verb(clause, mention)
        is_all = not clause[: mention.start].strip() and not clause[mention.end :].strip(" :;,")
        # "Gäste wie Jana Muster" are no speakers, "so Jana Muster" is one.
        has_sign = words_of(clause[: mention.start])[-1:] in ([sign] for sign in SPEAKER_SIGNS - {"wie"})
        is_possible = mention.is_full_name and (has_verb or has_sign or (ends_open and is_all))
        if (mention.is_sure or is_beside_verb or is_possible) and _is_likely(mention):
            score = 2 * mention.is_sure + _BESIDE_VERB * is_beside_verb + mention.is_full_name
            candidates.append((score, -mention.start, mention))
    if not candidates:
        return None
    score, _, best = max(candidates)
    # Of two people the one beside the verb speaks; without that it may be either.
    is_beside = score >= _BESIDE_VERB
    return best if is_beside or len(people_in(clause, known)) < 2 else None


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
    is_behind_comma = "," in text[max(0, position - 2) : position] or after.lstrip().startswith(",")
    if is_lower and words[0] in SPEECH_VERBS:
        return clause if is_behind_comma or words[0] not in WEAK_SPEECH_VERBS else ""
    has_comma = "," in text[max(0, position - 2) : position] or after.lstrip().startswith(",") or is_lower
    named_first = rest[0].isupper() or words[0] in PRONOUNS
    if has_comma and named_first and any(word in SPEECH_VERBS for word in words):
        return clause
    return clause if _is_signature(rest) and not after[len(clause) :].strip() else ""


def speaker_after(text: str, position: int, known: KnownPeople) -> Person | None:
    """Return the speaker whom the end of a text names, from `position` on: ", so Hofmann weiter."."""
    clause = text[position:]
    for mention in mentions(clause, known):
        if not _is_likely(mention):
            continue
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
    clause: str, text_before: str, known: KnownPeople, earlier: Collection[Person]
) -> Person | None:
    """Return whom "she" or "Der Vorsitzende" means, None where two may be meant.

    `text_before` is the paragraph up to the clause. If it names nobody, `earlier` counts: those whom the
    nearest paragraph before names that names anybody; two of them are one too many.
    """
    words = words_of(clause)
    if any(word in IMPERSONAL for word in words):
        return None
    roles = [word for word in words if is_role_word(word)]
    pronouns = [POSSESSIVES.get(word, word) for word in words if word in PRONOUNS or word in POSSESSIVES]
    if not roles and not pronouns:
        return None
    sentence = text_before[sentence_start(text_before, max(0, len(text_before.rstrip()) - 1)) :]
    here = people_in(text_before, known)
    for named in (people_in(sentence, known), here, list(earlier) if not here and len(earlier) == 1 else []):
        fitting = [person for person in named if _is_meant(person, roles, pronouns)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _is_meant(person: Person, roles: list[str], pronouns: list[str]) -> bool:
    held = words_of(person.role)
    if roles:
        return any(role in held for role in roles)
    return all(_may_be(person, pronoun) for pronoun in pronouns[:1])


def people_in(text: str, known: KnownPeople) -> list[Person]:
    """Return those whom a text names beyond doubt, or by a common first name, each once."""
    found = [
        known.find(mention.person.words) or mention.person
        for mention in mentions(text, known)
        if mention.is_sure or mention.has_given_name
    ]
    return list(dict.fromkeys(found))


def _names_by_pronoun(clause: str) -> bool:
    words = words_of(clause)
    return _has_verb(clause) and any(word in PRONOUNS or is_role_word(word) for word in words[:3])


def _may_be(person: Person, pronoun: str) -> bool:
    """Tell whether a first name or a German role fits the pronoun; those that show no gender fit both."""
    is_she = pronoun in ("sie", "she")
    by_name = is_female(person.words[0]) if len(person.words) > 1 else None
    if by_name is not None:
        return by_name is is_she
    if pronoun in ("he", "she"):
        return True
    first = next((word for word in words_of(person.role) if is_role_word(word)), "")
    is_feminine = first.endswith("in")
    return is_feminine if is_she and first else not is_feminine


def _has_verb(clause: str) -> bool:
    return any(word in SPEECH_VERBS for word in words_of(clause))


def _is_likely(mention: Mention) -> bool:
    """Tell whether words are a person's name and not "Knifflige Aufgaben" or "Digitale Gesundheit"."""
    if mention.is_sure or mention.has_given_name:
        return True
    first, *others = mention.person.words
    is_noun_phrase = bool(others) and bool(_ADJECTIVE.search(first))
    return not is_noun_phrase and not is_country(mention.person.name) and first.lower() not in NO_NAME_WORDS


def _is_behind_verb(text: str, mention: Mention) -> bool:
    before = words_of(text[: mention.start])
    return bool(before) and (before[-1] in SPEECH_VERBS or before[-1] in SPEAKER_SIGNS - {"wie"})


def _is_beside_verb(text: str, mention: Mention) -> bool:
    rest = text[mention.end :]
    role = mention.person.role
    if role and rest.lstrip(", ").startswith(role):
        rest = rest.lstrip(", ")[len(role) :]
    before, after = words_of(text[: mention.start]), words_of(rest)
    # "Im Gespräch mit Jana Muster sagte …": the one before the verb is not who speaks.
    is_object = bool(before) and before[-1] in PREPOSITIONS
    return _is_behind_verb(text, mention) or bool(after and after[0] in SPEECH_VERBS and not is_object)


def _is_signature(text: str) -> bool:
    """Tell whether a text is nothing but a name and a role: "Anna Muster, Leiterin der Beispiel AG"."""
    named = mentions(text, KnownPeople())
    if not named or words_of(text[: named[0].start]) or not named[0].is_full_name:
        return False
    role = named[0].person.role
    rest = text[named[0].end :].strip(" .,)")
    return not rest or (bool(role) and rest.startswith(role) and len(rest) <= len(role) + 2)
