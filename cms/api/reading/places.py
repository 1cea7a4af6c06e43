"""The fixed places of a site, found by page type and role."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page

from cms.galleries.models import GalleryIndexPage
from cms.home.choices import StandardPageRole
from cms.home.models import HomePage
from cms.members.models import MemberIndexPage
from cms.news.models import NewsIndexPage

from ..values import Place
from .pages import link_at
from .request import Reading

NONE = StandardPageRole.NONE
KINDS = {HomePage: "HOME", NewsIndexPage: "NEWS", MemberIndexPage: "MEMBERS", GalleryIndexPage: "GALLERIES"}
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


def fetch_places(reading: Reading, trees: list[str]) -> dict[str, list[Place]]:
    """Return the published fixed places below each home page (by tree path), in the contract's order."""
    types = ContentType.objects.get_for_models(*KINDS)
    kinds = {types[model].pk: kind for model, kind in KINDS.items()}
    pages = reading.published(Page).filter(
        Q(content_type_id__in=kinds) | (Q(standardpage__isnull=False) & ~Q(standardpage__role=NONE))
    )
    rows = pages.order_by("path").values_list(
        "content_type_id", "standardpage__role", "title", "url_path", "path"
    )
    found: dict[str, list[Place]] = {tree: [] for tree in trees}
    for content_type, role, title, url_path, path in rows:
        root = reading.sites.root_of(path)
        places = found.get(root.tree_path) if root else None
        kind = kinds.get(content_type) or role.upper()
        if places is None or any(place.kind == kind for place in places):
            continue
        link = link_at(reading, title, url_path, path)
        if link is not None:
            places.append(Place(kind, link))
    for places in found.values():
        places.sort(key=lambda place: ORDER.index(place.kind))
    return found
