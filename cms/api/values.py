"""Plain values that resolvers return: no behaviour, no database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """`site_id` is the site of the page that it leads to; None for everything else."""

    title: str
    path: str | None
    url: str
    site_id: int | None = None

    def seen_from(self, site_id: int | None) -> "Link":
        """Return the link as it stands on a page of a site: a path leads nowhere on another."""
        return self if self.site_id == site_id else Link(self.title, None, self.url, self.site_id)


@dataclass(frozen=True, slots=True)
class Translation:
    language: str
    code: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """A category, sector, tag or competence. `id` is unique within its GraphQL type."""

    id: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Facet:
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SocialLink:
    service: str
    url: str


@dataclass(frozen=True, slots=True)
class GeoPoint:
    lat: float
    lng: float


@dataclass(frozen=True, slots=True)
class Contact:
    id: str
    name: str
    role: str
    email: str | None
    phone: str | None
    websites: list[str]
    portrait_id: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Seo:
    title: str
    description: str
    canonical_url: str
    noindex: bool
    page: Any


@dataclass(frozen=True, slots=True)
class GalleryImage:
    """A picture in a row of pictures; empty words mean those of the picture itself.

    `photographer` is the album's: named where neither the place nor the picture names anybody.
    """

    id: str
    image: Any
    own_caption: str
    own_credit: str
    sort_order: int | None = None
    pk: int = 0
    photographer: str = ""

    @property
    def caption(self) -> str:
        return self.own_caption or str(self.image.caption)

    @property
    def credit(self) -> str:
        return self.own_credit or str(self.image.credit) or self.photographer


@dataclass(frozen=True, slots=True)
class Download:
    id: str
    title: str
    url: str
    file_name: str
    mime_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Redirect:
    to: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Restriction:
    kind: str
    page_id: str


@dataclass(frozen=True, slots=True)
class Route:
    status: str
    language: str
    page: Any = None
    redirect: Redirect | None = None
    restriction: Restriction | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    page: Any
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class MenuItem:
    id: str
    label: str
    path: str | None
    url: str | None
    children: list["MenuItem"]


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    language: str
    code: str
    name: str
    home_path: str
    home_url: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class FormChoice:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FormField:
    name: str
    label: str
    help: str
    kind: str
    required: bool
    default_value: str
    choices: list[FormChoice]
    placeholder: str
    max_length: int | None
    autocomplete: str | None


@dataclass(frozen=True, slots=True)
class Place:
    kind: str
    link: Link
