"""DTOs of pages: links, translations, SEO, routes, previews, places. Resolvers return them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class LinkData:
    """A resolved link. `site_id` is the site of the page it leads to; None for any other target."""

    title: str
    path: str | None
    url: str
    site_id: int | None = None

    def relative_to(self, site_id: int | None) -> "LinkData":
        """Return the link for use on a page of a site: without its path on any other site."""
        return self if self.site_id == site_id else LinkData(self.title, None, self.url, self.site_id)


@dataclass(frozen=True, slots=True)
class TranslationData:
    language: str
    code: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class SocialLinkData:
    service: str
    url: str


@dataclass(frozen=True, slots=True)
class SeoData:
    title: str
    description: str
    canonical_url: str
    noindex: bool
    page: Any


@dataclass(frozen=True, slots=True)
class RedirectData:
    to: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class RestrictionData:
    kind: str
    page_id: str


@dataclass(frozen=True, slots=True)
class RouteData:
    status: str
    language: str
    page: Any = None
    redirect: RedirectData | None = None
    restriction: RestrictionData | None = None


@dataclass(frozen=True, slots=True)
class PreviewData:
    page: Any
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PlaceData:
    kind: str
    link: LinkData
