"""Which words are first names: the lists of names that Faker keeps for European languages and beyond."""

from collections import Counter
from functools import cache
from importlib import import_module

from faker.providers import person

_LOCALES = (
    "de_DE de_AT de_CH en_GB en_US en_IE en_IN fr_FR it_IT es_ES pt_PT nl_NL pl_PL cs_CZ sk_SK hu_HU hr_HR "
    "sl_SI ro_RO da_DK sv_SE no_NO fi_FI et_EE lv_LV lt_LT tr_TR"
).split()
#: So many more lists must have a name as a woman's than as a man's.
_OFTEN = 2


def is_first_name(word: str) -> bool:
    """Tell whether a word is a common first name, in any case: "Jana", "HANS", "Karl-Heinz"."""
    parts = [part.casefold() for part in word.split("-") if part]
    return bool(parts) and all(part in _first_names() for part in parts)


def is_female(word: str) -> bool | None:
    """Tell whether a first name is a woman's, None if it is often a man's as well, or not known."""
    name = word.split("-")[0].casefold()
    womens, mens = _names_of("first_names_female")[name], _names_of("first_names_male")[name]
    if womens > _OFTEN * mens:
        return True
    return False if mens > _OFTEN * womens else None


@cache
def _first_names() -> frozenset[str]:
    kinds = ("first_names", "first_names_female", "first_names_male")
    return frozenset(name for kind in kinds for name in _names_of(kind))


@cache
def _names_of(kind: str) -> Counter[str]:
    """Return the names of a kind, and in how many of the lists each stands."""
    counts: Counter[str] = Counter()
    for locale in _LOCALES:
        provider = import_module(f"{person.__name__}.{locale}").Provider
        counts.update({name.casefold() for name in getattr(provider, kind, ())})
    return counts
