"""Social links: the network of an address, by its host."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from ..vocabulary.web_addresses import safe_web_url
from .dto import SocialLinkData

_SERVICES = {
    "linkedin.com": "linkedin",
    "xing.com": "xing",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "vimeo.com": "vimeo",
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "x.com": "x",
    "twitter.com": "x",
    "bsky.app": "bluesky",
    "threads.net": "threads",
    "tiktok.com": "tiktok",
    "github.com": "github",
    "gitlab.com": "gitlab",
    "researchgate.net": "researchgate",
    "orcid.org": "orcid",
    "mastodon.social": "mastodon",
}


def service_of(address: str) -> str:
    """Return the social network of an address: by its host, mastodon by `/@name`, else `website`."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    for domain, service in _SERVICES.items():
        if host == domain or host.endswith(f".{domain}"):
            return service
    return "mastodon" if parts.path.startswith("/@") else "website"


def social_links(stream: Iterable[dict[str, Any]] | None) -> list[SocialLinkData]:
    """Return the addresses of a `social_links` stream, each with its network."""
    addresses = (safe_web_url(child["value"]) for child in stream or ())
    return [SocialLinkData(service_of(address), address) for address in addresses if address]
