"""Fixed places of a site (imprint, privacy, contact, …), by page type and role."""

from ..loading.context import RequestContext
from ..loading.sites import Root
from ..vocabulary.enums import names_of
from .dto import LinkData, PlaceData
from .enums import place_kind
from .page_links import fetch_page_links, link_at


def places(context: RequestContext, root: Root) -> list[PlaceData]:
    """Return the published fixed places below a home page, in the order of `PlaceKind`; of two the first."""
    links: dict[str, LinkData] = {}
    for row in context.loader(fetch_page_links).get(("places", root.tree_path)) or ():
        link = link_at(context, row.title, row.url_path, row.path)
        if link is not None:
            links.setdefault(row.place, link)
    return [PlaceData(kind, links[kind]) for kind in names_of(place_kind()) if kind in links]
