"""What a name among new members is: an organisation for sure, a person, a country, or nothing sure."""

from enum import StrEnum
from itertools import pairwise

from .country_names import is_country
from .first_names import is_first_name
from .name_tokens import is_role_word
from .organisation_names import ends_in_legal_form, is_inflected, is_legal_form, is_marked
from .organisation_words import is_organisation_word
from .vocabulary import ACADEMIC_TITLES, ADDRESSES

#: Between a person and whom they come from: "Jana Muster von der Alpha GmbH".
_FROM = frozenset("von vom aus der bei beim from of at".split())
_MAX_WORDS_OF_PERSON = 4


class Kind(StrEnum):
    LEGAL_FORM = "it has a legal form"
    #: It has a word that only organisations have, or is spelled like a brand: "eCovery", "BIOSAW".
    ORGANISATION = "it is an organisation's"
    PLAIN = "nothing says that it is an organisation"
    PERSON = "it may be a person's name"
    COUNTRY = "it is a country's name"

    @property
    def is_sure(self) -> bool:
        return self in (Kind.LEGAL_FORM, Kind.ORGANISATION)


def kind_of(name: str) -> Kind:
    """Return what a name is by its own words."""
    words = name.split()
    if is_country(name):
        return Kind.COUNTRY
    if _is_person(words):
        return Kind.PERSON
    if is_legal_form(words[0]):
        return Kind.PLAIN
    if any(is_legal_form(word) for word in words[1:]):
        # "die neue GmbH" has no name.
        is_name = any(is_marked(word) for word in words[:-1]) or not is_inflected(words[0])
        return Kind.LEGAL_FORM if is_name else Kind.PLAIN
    has_word = len(words) > 1 and any(is_organisation_word(word) for word in words)
    if has_word or any(_is_brand(word) for word in words):
        return Kind.ORGANISATION
    is_lower_brand = len(words) > 1 and words[0].islower() and is_marked(words[1])
    return Kind.ORGANISATION if is_lower_brand else Kind.PLAIN


def _is_person(words: list[str]) -> bool:
    lowered = [word.lower().strip(",") for word in words]
    if set(lowered[:1]) & (ACADEMIC_TITLES | ADDRESSES | {"dr", "prof"}):
        return True
    given = is_first_name(words[0]) or (len(words[0]) == 2 and words[0].endswith("."))
    if given and any(word in _FROM for word in lowered[1:-1]) and ends_in_legal_form(words[-1]):
        return True
    if any(is_organisation_word(word) or is_legal_form(word) for word in words):
        return False
    if any(is_role_word(word) for word in words):
        return True
    return given and len(words) <= _MAX_WORDS_OF_PERSON and not any(_is_brand(word) for word in words[1:])


def _is_brand(word: str) -> bool:
    """Tell whether a word is written as no German word is: "eCovery", "BIOSAW", "3D", "A-Lab"."""
    letters = [character for character in word if character.isalpha()]
    if len(letters) > 2 and all(character.isupper() for character in letters):
        return True
    inner = any(after.isupper() and before.islower() for before, after in pairwise(word))
    has_sign = "+" in word or (":" in word.strip(":") and not word.endswith("innen"))
    return inner or has_sign or any(character.isdigit() for character in word)
