"""Who asks: the address of a client, also behind proxies, and what counts as one client."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

#: A household or an office has a whole network of IPv6 addresses.
IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """Return the IP address that a request came from; empty where there is none, as behind a Unix socket.

    Each proxy adds the address that asked it to the end of X-Forwarded-For; what stands before those of our
    own (CMS_TRUSTED_PROXIES) a client may have written itself.
    """
    nearest = _address(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.CMS_TRUSTED_PROXIES
    forwarded = [entry for entry in request.headers.get("X-Forwarded-For", "").split(",") if entry.strip()]
    if not proxies or not forwarded:
        return nearest
    return _address(forwarded[-min(proxies, len(forwarded))]) or nearest


def counted_as(address: str) -> str:
    """Return what requests from an address are counted under: itself, or its network for IPv6."""
    if not address:
        return ""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, IPV6_PREFIX), strict=False))
    return str(found)


def _address(text: str) -> str:
    """Return an address without port, brackets and zone; empty if it is none."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)
