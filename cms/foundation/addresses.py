"""The address of a website, as Wagtail's record of the site and the settings say it together."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

#: Ports that browsers leave out.
USUAL_PORTS = {"http": 80, "https": 443}


def website_address(root_url: str) -> str:
    """Return a site's root address with the right scheme: Wagtail knows https by port 443 alone.

    It is CMS_FRONTEND_SCHEME; without, that of the origin in CMS_FRONTEND_ORIGINS with this host and port.
    """
    return _address(root_url, settings.CMS_FRONTEND_SCHEME, tuple(settings.CMS_FRONTEND_ORIGINS))


@cache
def _address(root_url: str, scheme: str, origins: tuple[str, ...]) -> str:
    schemes = {host_and_port(origin): urlsplit(origin).scheme for origin in origins}
    scheme = scheme or schemes.get(host_and_port(root_url), "")
    return urlsplit(root_url)._replace(scheme=scheme).geturl() if scheme else root_url


def host_and_port(origin: str) -> tuple[str, int]:
    """Return host and port of an origin; the port of its scheme where it names none."""
    parts = urlsplit(origin)
    return parts.hostname or "", parts.port or USUAL_PORTS.get(parts.scheme, 80)
