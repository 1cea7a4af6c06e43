"""Which addresses go out: absolute ones of what the CMS serves, and safe ones of what editors wrote."""

import re
from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings

from cms.foundation.link_targets import kind_of

#: A path in which nothing needs to be read: no dots to follow, no query, no fragment.
_PLAIN_PATH = re.compile(r"(?:/[\w~%-][\w~%.-]*)+", re.ASCII)


def absolute(url: str) -> str:
    """Return `url` as a frontend on another origin can use it; an absolute one stays as it is."""
    base = settings.WAGTAILADMIN_BASE_URL
    if _PLAIN_PATH.fullmatch(url):
        # What joining comes to. That takes twenty times as long, and a list has hundreds of addresses.
        return _origin(base) + url
    return urljoin(base.rstrip("/") + "/", url)


@lru_cache(maxsize=8)
def _origin(base: str) -> str:
    return urljoin(base, "/").removesuffix("/")


def web_address(address: str | None) -> str | None:
    """Return the address of a website, or None: columns and blocks keep whatever an import put there."""
    return address if address and kind_of(address) == "web" else None
