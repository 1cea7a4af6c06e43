"""Which addresses go out: absolute ones of what the CMS serves, and safe ones of what editors wrote."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from django.conf import settings

#: What a link may lead to (contract, RULES, "Links").
LINK_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
WEB_SCHEMES = frozenset(("http", "https"))


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


def scheme_of(address: str) -> str:
    """Return the scheme of an address as a browser reads it; empty for a path, or for what is no address."""
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return ""


def web_address(address: str | None) -> str | None:
    """Return the address of a website, or None: columns and blocks keep whatever an import put there."""
    return address if address and scheme_of(address) in WEB_SCHEMES else None
