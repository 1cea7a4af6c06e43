"""Words that names of people are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .first_names import is_first_name
from .vocabulary import ACADEMIC_TITLES, ADDRESSES, LEGAL_FORMS, NAME_PARTICLES, NO_NAME_WORDS, ROLE_ENDINGS

_TOKEN = re.compile(r"\w[\w'’.&:®/-]*")
_INITIAL = re.compile(r"\w\.$")
_ROLE_WORD = re.compile(rf"(?:{ROLE_ENDINGS})(?:in|innen|s|es|n|en)?$")


@dataclass(frozen=True)
class NameToken:
    """A word at [start:end] of its text, and what it may be to a name."""

    word: str
    start: int
    end: int
    #: The first part of a compound: "Landes-" in "Landes- und Verbandspräsident".
    is_cut: bool = False

    @property
    def bare(self) -> str:
        return self.word.lower()

    @property
    def is_title(self) -> bool:
        return self.bare in ACADEMIC_TITLES

    @property
    def is_address(self) -> bool:
        return self.bare in ADDRESSES

    @property
    def is_name_word(self) -> bool:
        letters = re.sub(r"[-'’]", "", self.word)
        is_capitalised = letters.isalpha() and self.word[0].isupper() and not letters.isupper()
        return is_capitalised and not self.is_cut and self.bare not in LEGAL_FORMS

    @property
    def is_given_name(self) -> bool:
        """Tell whether it is a common first name."""
        return self.is_name_word and is_first_name(self.word)

    @property
    def is_initial(self) -> bool:
        return bool(_INITIAL.match(self.word)) and self.word[0].isupper()

    @property
    def is_particle(self) -> bool:
        return self.word in NAME_PARTICLES

    @property
    def is_role(self) -> bool:
        return is_role_word(self.word)

    @property
    def is_before_name(self) -> bool:
        """Tell whether it may stand before a name: a title, "Frau", "Direktorin", "Auch"."""
        return self.is_title or self.is_address or self.is_role or self.bare in NO_NAME_WORDS


def is_role_word(word: str) -> bool:
    """Tell whether a word is a noun for a position: "Bereichsleiterin", "CEO"."""
    return bool(_ROLE_WORD.search(word.lower()))


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [token.bare for token in name_tokens(text)]


def name_tokens(text: str) -> Iterator[NameToken]:
    """Yield the words of a text; a full stop stays with a title, an initial and a legal form only."""
    for found in _TOKEN.finditer(text):
        word = found[0]
        keeps_dot = word.lower() in ACADEMIC_TITLES | LEGAL_FORMS | ADDRESSES or _INITIAL.match(word)
        if not keeps_dot:
            word = word.rstrip(".:'’&/-")
        if word:
            is_cut = found[0].endswith("-")
            yield NameToken(word, found.start(), found.start() + len(word), is_cut)


def name_runs(text: str, tokens: list[NameToken]) -> Iterator[list[NameToken]]:
    """Yield what may hold names: capital words, titles and particles with nothing but spaces in between.

    Runs may be empty.
    """
    run: list[NameToken] = []
    for token in tokens:
        if run and text[run[-1].end : token.start].strip():
            yield without_end_particles(run)
            run = []
        if (
            token.is_title
            or token.is_address
            or token.is_name_word
            or token.is_initial
            or (token.is_particle and run)
        ):
            run.append(token)
        else:
            yield without_end_particles(run)
            run = []
    yield without_end_particles(run)


def without_end_particles(run: list[NameToken]) -> list[NameToken]:
    """Return a run up to its last word that is no "von" or "de"."""
    while run and run[-1].is_particle:
        run = run[:-1]
    return run
