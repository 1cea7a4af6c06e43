"""Which words are first names: the lists of names that Faker keeps for European languages and beyond."""

from functools import cache
from importlib import import_module

from faker.providers import person

_LOCALES = (
    "de_DE de_AT de_CH en_GB en_US en_IE en_IN fr_FR it_IT es_ES pt_PT nl_NL pl_PL cs_CZ sk_SK hu_HU hr_HR "
    "sl_SI ro_RO da_DK sv_SE no_NO fi_FI et_EE lv_LV lt_LT tr_TR"
).split()


def is_first_name(word: str) -> bool:
    """Tell whether a word is a common first name, in any case: "Jana", "HANS", "Karl-Heinz"."""
    parts = [part.casefold() for part in word.split("-") if part]
    return bool(parts) and all(part in _first_names() for part in parts)


def is_female(word: str) -> bool | None:
    """Tell whether a first name is a woman's, None if it is neither's alone or not known."""
    name = word.split("-")[0].casefold()
    is_womans, is_mans = name in _names_of("first_names_female"), name in _names_of("first_names_male")
    return is_womans if is_womans != is_mans else None


@cache
def _first_names() -> frozenset[str]:
    return _names_of("first_names") | _names_of("first_names_female") | _names_of("first_names_male")


@cache
def _names_of(kind: str) -> frozenset[str]:
    providers = [import_module(f"{person.__name__}.{locale}").Provider for locale in _LOCALES]
    return frozenset(name.casefold() for provider in providers for name in getattr(provider, kind, ()))
