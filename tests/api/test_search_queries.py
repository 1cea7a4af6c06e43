"""Hits of a search: one line for each query, over HTTP, the same on SQLite and PostgreSQL.

Both databases index the same words and stems (`cms.foundation.search.words`), so there is no line on which they
may differ. Where a stem is what finds, the line says so.
"""

from typing import Any

import pytest

from cms.home.sites import StartedSite

from .conftest import Ask
from .searching import SEARCH, build_world, titles

NEW_YEAR, ROOMS = "Neujahrsempfang 2025", "Neue Räume für die Radiopharmazie"
OPTICS, CAFE, PARTY, ABOUT = "Mueller Optik GmbH", "Café L’Été", "Sommerfest", "Über uns"
ENGLISH = "New rooms for radiopharmacy"

QUERIES: list[tuple[str, str, str, list[str]]] = [
    # query, language, what it shows, what is found in this order
    ("radiopharm", "DE", "the beginning of a word", [ROOMS]),
    ("Radiopharmazie", "DE", "a whole word", [ROOMS]),
    ("RADIOPHARMAZIE", "DE", "case", [ROOMS]),
    ("Neujahrsempfang", "DE", "a compound", [NEW_YEAR]),
    ("neujahrsempfänge", "DE", "another form: stem", [NEW_YEAR]),
    ("Neujahrsempfangs", "DE", "another form: stem", [NEW_YEAR]),
    ("Müller", "DE", "ü as ü and as ue; title first", [OPTICS, NEW_YEAR]),
    ("Mueller", "DE", "ue as ue and as ü", [OPTICS, NEW_YEAR]),
    ("Muller", "DE", "u as ue and as ü", [OPTICS, NEW_YEAR]),
    ("muell", "DE", "a beginning with ue", [OPTICS, NEW_YEAR]),
    ("Strassburger", "DE", "ß as ss", [NEW_YEAR]),
    ("straßb", "DE", "a beginning with ß", [NEW_YEAR]),
    ("Haus", "DE", "a plural with umlaut: stem", [ROOMS]),
    ("haeuser", "DE", "ä as ae", [ROOMS]),
    ("hauser", "DE", "ä as a", [ROOMS]),
    ("gaste", "DE", "ä as a, in teaser and table", [NEW_YEAR]),
    ("omer celik", "DE", "a quotation's speaker; ö and ç", [NEW_YEAR]),
    ("Beigeordneter", "DE", "a quotation's role", [NEW_YEAR]),
    ("gelungener auftakt", "DE", "a quotation's words", [NEW_YEAR]),
    ("Grussworte", "DE", "a heading", [NEW_YEAR]),
    ("4711", "DE", "a number in a table", [NEW_YEAR]),
    ("2025", "DE", "a number in a title", [NEW_YEAR]),
    ("Vogelsang", "DE", "a contact's name", [NEW_YEAR]),
    ("veranstalt", "DE", "a category", [NEW_YEAR]),
    ("Netzwerken", "DE", "a tag", [NEW_YEAR]),
    ("goerlitz", "DE", "a member's city, ö as oe", [OPTICS]),
    ("02826", "DE", "a postal code", [OPTICS]),
    ("Medizin", "DE", "a sector", [OPTICS]),
    ("laserschweissen", "DE", "a competence", [OPTICS]),
    ("Forschungseinrichtung", "DE", "a member's kind in the page's language", [OPTICS]),
    ("cafe l'ete", "DE", "accents and apostrophes", [CAFE]),
    ("email", "DE", "a hyphen in the text", [CAFE]),
    ("e-mail", "DE", "a hyphen in both", [CAFE]),
    ("covid 19", "DE", "a hyphen in the text, apart", [ROOMS]),
    ("wasserstoff-technik", "DE", "a hyphen in the query", [ABOUT]),
    ("Muster", "DE", "an album's photographer", [PARTY]),
    ("Musik Hof", "DE", "two words of a rich text", [PARTY]),
    ("Imagefilm", "DE", "a video's title", [ABOUT]),
    ("Partner", "DE", "the heading of a list", [ABOUT]),
    ("Mitglied", "DE", "stem; the section by its title first", ["Mitglieder", ABOUT]),
    ("forsch müll", "DE", "two beginnings, each of them anywhere", [OPTICS, NEW_YEAR]),
    ("forschung sommer", "DE", "both must be found", []),
    ("Umbau Häuser", "DE", "no page has both", []),
    ("pharmazie", "DE", "the end of a word is not looked for", []),
    ("companies", "DE", "another language's page is not found", []),
    ("company", "EN", "English plural: stem", [ENGLISH]),
    ("buildings moved", "EN", "English forms: stem", [ENGLISH]),
    ("blu", "EN", "a beginning", [ENGLISH]),
    ("strassburgers", "EN", "a German name in English", [ENGLISH]),
    ("Neujahrsempfang", "EN", "German content is not English", []),
]


@pytest.fixture
def world(site: StartedSite) -> None:
    build_world()


def test_every_query_finds_what_the_table_says(world: None, ask: Ask) -> None:
    wrong: list[Any] = []
    for query, language, why, expected in QUERIES:
        found = titles(ask(SEARCH, words=query, language=language)["search"])
        if found != expected:
            wrong.append(f"{query!r} ({language}, {why}): {found}, not {expected}")
    assert not wrong, "\n".join(wrong)
    assert len({(query, language) for query, language, _, _ in QUERIES}) >= 40
