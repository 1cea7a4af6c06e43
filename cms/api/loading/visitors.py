"""Who sent a request, for answers that depend on it."""

from typing import NamedTuple


class Visitor(NamedTuple):
    """Who asks, and how: an answer that depends on it is for one visitor."""

    #: The IP address that the request came from.
    client_address: str = ""
    #: Whether the document came in the address, which ends up in logs.
    is_by_get: bool = False
