"""People named in running text: who they are, and where their full name and role stood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .name_tokens import NameToken, name_runs, name_tokens, without_end_particles
from .roles import has_role_word, role_of
from .vocabulary import (
    ACADEMIC_TITLES,
    ARTICLES,
    LEGAL_FORMS,
    NO_GIVEN_NAME_ENDINGS,
    SPEAKER_SIGNS,
    SPEECH_VERBS,
)


@dataclass(frozen=True)
class Person:
    """A name with its academic titles, and the role it was introduced with (empty without one)."""

    name: str
    role: str = ""

    @property
    def words(self) -> list[str]:
        return [word for word in self.name.split() if word.lower() not in ACADEMIC_TITLES]


@dataclass(frozen=True)
class Mention:
    """A person named at text[start:end]; if not `is_sure`, words that are a name only if somebody speaks."""

    start: int
    end: int
    person: Person
    is_sure: bool
    #: The first word is a common first name.
    has_given_name: bool = False

    @property
    def is_full_name(self) -> bool:
        return len(self.person.words) > 1


class KnownPeople:
    """Those an article has named by full name so far, so that "Hofmann" finds his first name and role."""

    def __init__(self) -> None:
        self._people: list[Person] = []

    def find(self, words: list[str]) -> Person | None:
        """Return the one last introduced whose name ends in these words; a middle name may be missing."""
        for person in reversed(self._people):
            names = person.words
            if names[-1] == words[-1] and (
                len(words) == 1 or names[-len(words) :] == words or names[0] == words[0]
            ):
                return person
        return None

    def add(self, person: Person) -> Person:
        """Remember a person and return what is known of them: the first full name and the first role."""
        known = self.find(person.words)
        if known is None:
            if len(person.words) > 1:
                self._people.append(person)
            return person
        merged = replace(known, role=known.role or person.role)
        self._people.remove(known)
        self._people.append(merged)
        return merged

    def with_role(self, word: str) -> Person | None:
        """Return the one last introduced whose role holds this word."""
        bare = word.lower()
        return next(
            (person for person in reversed(self._people) if bare in person.role.lower().split()), None
        )

    def learn(self, text: str) -> None:
        """Remember everybody whom a text introduces beyond doubt."""
        for mention in mentions(text, self):
            if mention.is_sure and mention.is_full_name:
                self.add(mention.person)


def mentions(text: str, known: KnownPeople) -> list[Mention]:
    """Return everybody named in a text, in order, known ones with their full name and role."""
    reader = _MentionReader(text, known)
    return [mention for run in name_runs(text, reader.tokens) for mention in reader.people_of(run)]


class _MentionReader:
    """Finds the people in one text."""

    def __init__(self, text: str, known: KnownPeople) -> None:
        self._text = text
        self._known = known
        self.tokens = list(name_tokens(text))
        self._index_of = {token.start: index for index, token in enumerate(self.tokens)}

    def people_of(self, run: list[NameToken]) -> Iterator[Mention]:
        if not run:
            return
        following = self._after(run[-1])
        if (
            following
            and following.bare in LEGAL_FORMS
            and not self._text[run[-1].end : following.start].strip()
        ):
            run = _before_organisation(run)
        for group in _groups(run):
            mention = self._mention(group)
            if mention:
                yield mention

    def _mention(self, group: list[NameToken]) -> Mention | None:
        names = list(group)
        while names and names[0].is_before_name:
            names.pop(0)
        # "Musterheims Landrat Jana Muster": the name begins behind the role.
        roles_inside = [index for index, token in enumerate(names[:-1]) if token.is_role]
        if roles_inside and not names[0].is_given_name:
            names = names[roles_inside[-1] + 1 :]
        while names and names[0].is_before_name and len(names) > 1:
            names.pop(0)
        if not names:
            return None
        lead = group[: len(group) - len(names)]
        titles = [token for token in lead if token.is_title]
        roles = [token for token in lead if token.is_role and not token.is_title]
        before = self._before(group[0])
        has_article = any(token.bare in ARTICLES for token in [*lead, *([before] if before else [])])
        names = self._chosen(names, before, has_article=has_article)
        words = [token.word for token in names if not token.is_particle]
        start = (titles or names)[0].start
        end = names[-1].end
        role = role_of(self._text, start, end, roles)
        person = self._known.find(words)
        if person:
            return Mention(start, end, replace(person, role=person.role or role), is_sure=True)
        if not _is_like_person(names, has_article=has_article and not roles and not titles):
            return None
        name = " ".join(token.word for token in [*titles, *names])
        is_addressed = any(token.is_address for token in lead)
        has_role = len(words) > 1 and (bool(roles) or has_role_word(role))
        has_given = len(words) > 1 and (names[0].is_given_name or names[0].is_initial)
        is_sure = bool(titles) or is_addressed or has_role
        return Mention(start, end, Person(name, role), is_sure=is_sure, has_given_name=has_given)

    def _chosen(
        self, names: list[NameToken], before: NameToken | None, *, has_article: bool
    ) -> list[NameToken]:
        """Return those of several words that are the name: "Keynote Anna Muster", "Anna Muster Ende Mai"."""
        if len(names) < 3 or any(token.is_particle for token in names):
            return names
        for size in (2, 1):
            for at in range(len(names) - size + 1):
                if self._known.find([token.word for token in names[at : at + size]]):
                    return names[at : at + size]
        if names[1].is_initial:
            return names[:3]
        if all(token.is_given_name for token in names[:-1]):
            return names
        after = self._after(names[-1])
        is_apposed = self._text[names[-1].end :].lstrip()[:1] == ","
        if len(names) == 3 and not has_article and (is_apposed or (after and after.bare in SPEECH_VERBS)):
            return names
        follows_sign = before is not None and before.bare in SPEECH_VERBS | SPEAKER_SIGNS
        return names[:2] if follows_sign else names[-2:]

    def _before(self, token: NameToken) -> NameToken | None:
        """Return the word before, if nothing but spaces stands in between."""
        index = self._index_of[token.start]
        before = self.tokens[index - 1] if index else None
        return before if before and not self._text[before.end : token.start].strip() else None

    def _after(self, token: NameToken) -> NameToken | None:
        index = self._index_of[token.start] + 1
        return self.tokens[index] if index < len(self.tokens) else None


def _before_organisation(run: list[NameToken]) -> list[NameToken]:
    """Cut the words before "GmbH" off, back to the particle: "Anna Muster von der Beispiel"."""
    for index in range(len(run) - 1, 0, -1):
        if run[index].is_particle:
            return without_end_particles(run[:index])
    return []


def _groups(run: list[NameToken]) -> list[list[NameToken]]:
    """Split at particles, unless one word stands on each side: "Ursula von der Leyen"."""
    parts: list[list[NameToken]] = [[]]
    for token in run:
        if not token.is_particle:
            parts[-1].append(token)
        elif parts[-1]:
            parts.append([])
    words = [[token for token in part if not token.is_before_name] for part in parts]
    return [run] if [len(part) for part in words] == [1, 1] else parts


def _is_like_person(names: Iterable[NameToken], *, has_article: bool) -> bool:
    given, *others = [token for token in names if not token.is_particle]
    if has_article or (others and given.bare.endswith(NO_GIVEN_NAME_ENDINGS)):
        return False
    return not any(token.is_role for token in others[:-1])
