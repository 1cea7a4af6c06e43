"""The fixed places of a site, found by page type and role."""

from ..values import Link, Place
from .request import Reading
from .rows import fetch_rows, link_at
from .sites import Root

ORDER = [
    "HOME",
    "NEWS",
    "MEMBERS",
    "GALLERIES",
    "SEARCH",
    "CONTACT",
    "IMPRINT",
    "PRIVACY",
    "ACCESSIBILITY",
    "COOKIES",
    "TERMS",
]


def places(reading: Reading, root: Root) -> list[Place]:
    """Return the published fixed places below a home page, in the contract's order; of two the first."""
    found: dict[str, Link] = {}
    for row in reading.batch(fetch_rows).get(("places", root.tree_path)) or ():
        link = link_at(reading, row.title, row.url_path, row.path)
        if link is not None:
            found.setdefault(row.place, link)
    return [Place(kind, found[kind]) for kind in ORDER if kind in found]
