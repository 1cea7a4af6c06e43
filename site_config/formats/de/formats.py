"""Dates and times as Germans write them."""

from site_config.formats import moments

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d. %m. %Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%H:%M Uhr", "%H.%M Uhr", "%H Uhr"]
DATETIME_INPUT_FORMATS = moments(DATE_INPUT_FORMATS, TIME_INPUT_FORMATS, (" ", ", "))
