"""Registry of page types: what the API knows of each besides its GraphQL fields.

Each is declared beside its fields, in `types.py` of its noun. Roots, enums, prices, search and fixed places
come from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..loading.columns import columns_read_by, declare_columns
from ..loading.context import RequestContext
from ..vocabulary.page_lists import PageList

#: Returns the schema.org properties specific to a type; `@reads` says the columns that it reads.
JsonLd = Callable[[RequestContext, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PlaceOfType:
    """A fixed place of a site: a value of `PlaceKind`, and its description there."""

    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class SearchKind:
    """What a search calls the pages of a type: a value of `SearchType`, and its description there."""

    name: str
    description: str
    #: What readers call it, in the facet of a search.
    label: Any
    #: The date column by which a search sorts it; None: the date of its first publication.
    date: str | None = None


#: Pages that a search does not tell apart.
OTHER_PAGES = SearchKind("PAGE", "Any other page.", _("Pages"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """The declaration of one page type."""

    model: type[Page]
    #: Its fixed place of a site, if its type alone decides that.
    place: PlaceOfType | None = None
    search: SearchKind = OTHER_PAGES
    #: Its list: a root field for that (`galleries`), and one for a single page by its slug (`galleryPage`).
    list: PageList | None = None
    #: What cards show besides images: fields of the type, and (fetch function, *arguments) of their loader.
    card_fields: tuple[str, ...] = ()
    card_loader: tuple[Any, ...] = ()
    #: Sort columns of its `newest_first`, and the same as a sort key of a row; greater is newer.
    newest_columns: tuple[str, ...] = ()
    newest_key: Callable[[Any], Any] = lambda page: page.pk
    json_ld: JsonLd | None = None
    #: Stands in the contract after the types of all apps.
    is_last: bool = False


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
    of_type = columns_read_by(page_type.json_ld) if page_type.json_ld else ()
    declare_columns(page_type.model, {"json_ld": None if of_type is None else (*_JSON_LD_COLUMNS, *of_type)})
    page_types.cache_clear()
    models_at_places.cache_clear()


@cache
def page_types() -> dict[type[Page], PageType]:
    """Return all page types by model, in the order of the contract: by app, as settings name them."""
    labels = [config.label for config in apps.get_app_configs()]
    # Sorting is stable: of one app in the order in which they were declared.
    ordered = sorted(
        _PAGE_TYPES.values(), key=lambda one: (one.is_last, labels.index(one.model._meta.app_label))
    )
    return {one.model: one for one in ordered}


def page_type_of(model: type[Any]) -> PageType:
    """Return the page type of a model. Raises `KeyError` for a model that is not declared."""
    return _PAGE_TYPES[model]


@cache
def models_at_places() -> dict[type[Page], str]:
    """Return the fixed place of each page type that declares one."""
    return {model: page_type.place.kind for model, page_type in page_types().items() if page_type.place}
