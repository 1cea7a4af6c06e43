"""Registry of page types: what the API knows of each besides its GraphQL fields.

Each is declared in the folder of its noun and listed in `cms.api.schema.pages`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..loading.columns import declare_columns
from ..loading.context import RequestContext

#: Returns the schema.org properties specific to a type.
JsonLd = Callable[[RequestContext, Any], dict[str, Any]]


#: The label of pages that a search does not tell apart.
OTHER_PAGES = _("Pages")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """The declaration of one page type."""

    model: type[Page]
    #: Its fixed place of a site (`PlaceKind`), if its type alone decides that: NEWS.
    place: str | None = None
    #: What cards show besides images: fields of the type, and (fetch function, *arguments) of their loader.
    card_fields: tuple[str, ...] = ()
    card_loader: tuple[Any, ...] = ()
    #: Sort columns of its `newest_first`, and the same as a sort key of a row; greater is newer.
    newest_columns: tuple[str, ...] = ()
    newest_key: Callable[[Any], Any] = lambda page: page.pk
    #: Its JSON-LD, and the columns that this reads.
    json_ld: JsonLd | None = None
    json_ld_columns: tuple[str, ...] = ()
    #: Its `SearchType`.
    search_type: str = "PAGE"
    #: What readers call what is found under it, in the facet of a search.
    search_label: Any = OTHER_PAGES
    #: The date column by which a search sorts it; None: the date of its first publication.
    search_date: str | None = None


_PAGE_TYPES: dict[type[Page], PageType] = {}

#: Columns that the JSON-LD of every type reads.
_JSON_LD_COLUMNS = (
    "alias_of_id",
    "search_description",
    "card_teaser",
    "social_image_id",
    "card_image_id",
)


def declare(page_type: PageType) -> None:
    """Register a page type."""
    _PAGE_TYPES[page_type.model] = page_type
    declare_columns(page_type.model, {"json_ld": (*_JSON_LD_COLUMNS, *page_type.json_ld_columns)})
    models_at_places.cache_clear()


def page_types() -> dict[type[Page], PageType]:
    """Return all page types by model."""
    return _PAGE_TYPES


def page_type_of(model: type[Any]) -> PageType:
    """Return the page type of a model. Raises `KeyError` for a model that is not declared."""
    return _PAGE_TYPES[model]


@cache
def models_at_places() -> dict[type[Page], str]:
    """Return the fixed place of each page type that declares one."""
    return {model: page_type.place for model, page_type in _PAGE_TYPES.items() if page_type.place}
