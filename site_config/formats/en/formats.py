"""Dates and times in English. 3/4 is March to some and April to others: with strokes no date is read."""

from site_config.formats import moments

DATE_INPUT_FORMATS = [
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%I:%M %p"]
DATETIME_INPUT_FORMATS = moments(DATE_INPUT_FORMATS, TIME_INPUT_FORMATS, (" ", ", "))
