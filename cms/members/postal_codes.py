"""Postal codes with the country before them, as people write them: D-07743."""

import re

#: Letters that people put before a code and that are no part of it; in Latvia and Lithuania they are.
_COUNTRIES = {
    **{"D": "DE", "A": "AT", "B": "BE", "F": "FR", "I": "IT", "L": "LU", "FL": "LI"},
    **{code: code for code in ("DE", "AT", "CH", "BE", "FR", "IT", "LU", "LI", "NL", "CZ", "PL", "DK")},
}
_WITH_COUNTRY = re.compile(r"([A-Za-z]{1,2})\s*[-–—\s]\s*(\d[\d\s-]*[A-Za-z\s]*)")


def without_country(postal_code: str) -> tuple[str, str]:
    """Return (postal code, country code) of what was typed; no country stands before most."""
    postal_code = postal_code.strip()
    found = _WITH_COUNTRY.fullmatch(postal_code)
    country = _COUNTRIES.get(found[1].upper(), "") if found else ""
    return (found[2], country) if found and country else (postal_code, "")
