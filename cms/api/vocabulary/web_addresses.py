"""URLs in responses: absolute ones of files the CMS serves, safe ones that editors entered."""

import re
from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings

from cms.foundation.link_targets import kind_of

#: A path that needs no URL resolution: no dot segments, no query, no fragment.
_PLAIN_PATH = re.compile(r"(?:/[\w~%-][\w~%.-]*)+", re.ASCII)


def absolute_url(url: str) -> str:
    """Return `url` as an absolute one, for frontends on another origin; absolute ones stay as they are."""
    base = settings.WAGTAILADMIN_BASE_URL
    if _PLAIN_PATH.fullmatch(url):
        # The same as `urljoin`, which takes twenty times as long; a list has hundreds of addresses.
        return _origin(base) + url
    return urljoin(base.rstrip("/") + "/", url)


@lru_cache(maxsize=8)
def _origin(base: str) -> str:
    return urljoin(base, "/").removesuffix("/")


def safe_web_url(address: str | None) -> str | None:
    """Return an http(s) address, or None for any other: an import may have put anything into the column."""
    return address if address and kind_of(address) == "web" else None
