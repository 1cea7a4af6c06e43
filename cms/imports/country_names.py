"""Which words are names of countries, in German and English."""

from functools import cache

from django.utils import translation
from django_countries import countries

#: What countries and unions are called beside the names in the list.
_ALSO = (
    "usa us uk england schottland wales nordirland scotland großbritannien britain holland russland "
    "russia korea südkorea nordkorea china taiwan vietnam iran syrien tschechei slowakei eu europa "
    "europe nato un uno türkei turkey moldau czechia amerika america asien asia afrika africa"
).split()


def is_country(text: str) -> bool:
    """Tell whether a text is the name of a country, its article left aside: "Polen", "die Schweiz"."""
    bare = text.strip(" .,;").casefold()
    for article in ("die ", "der ", "das ", "den ", "the "):
        bare = bare.removeprefix(article)
    return bare in _names()


@cache
def _names() -> frozenset[str]:
    names = set(_ALSO)
    for language in ("de", "en"):
        with translation.override(language):
            # "Korea, Republik" and "Bolivien (Plurinationaler Staat)" are known by their first words.
            for _, name in countries:
                names |= {str(name).casefold(), str(name).split(",")[0].split(" (")[0].casefold()}
    return frozenset(names)
