"""Client IP address, also behind proxies (X-Forwarded-For), and the rate limit key made from it."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

#: A household or an office has a whole /64 network of IPv6 addresses.
IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """Return the client's IP address; empty if there is none, as behind a Unix socket.

    Each proxy appends its peer's address to X-Forwarded-For; entries before those of our own proxies
    (CMS_TRUSTED_PROXIES) may be forged by the client.
    """
    nearest = _address(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.CMS_TRUSTED_PROXIES
    forwarded = [entry for entry in request.headers.get("X-Forwarded-For", "").split(",") if entry.strip()]
    if not proxies or not forwarded:
        return nearest
    return _address(forwarded[-min(proxies, len(forwarded))]) or nearest


def rate_limit_key(address: str) -> str:
    """Return the key that requests from an address count under: itself, or its network for IPv6."""
    if not address:
        return ""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)


def _address(text: str) -> str:
    """Return an address without port, brackets and zone; empty if it is invalid."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped or parsed)
