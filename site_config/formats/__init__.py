"""How dates and times are written in the admin, by language: FORMAT_MODULE_PATH names this package.

Of each list the first is what forms show, the others are read as well; so is ISO 8601, which Django adds.
A date alone is read where a date and a time are asked for: then its midnight is meant, as in ISO 8601.
"""

from collections.abc import Iterable


def moments(dates: Iterable[str], times: Iterable[str], between: Iterable[str] = (" ",)) -> list[str]:
    """Return the formats of dates with times, and of dates alone."""
    times, between = list(times), list(between)
    dates = list(dates)
    return [*(f"{day}{gap}{time}" for gap in between for day in dates for time in times), *dates]
