"""Which columns of a page an answer needs: the one place that decides it.

A list that asks for titles and days reads titles and days. Rows are plain objects: no signals, no
descriptors, no tracking of changes.
"""

from dataclasses import make_dataclass
from functools import cache, lru_cache
from typing import Any, ClassVar

from graphene.utils.str_converters import to_camel_case
from wagtail.fields import StreamField
from wagtail.models import Page

#: What every page is read with: its place in the tree, its language, and what a link to it says.
ALWAYS = ("pk", "path", "url_path", "locale_id", "title")

#: Field of the contract → columns that it is made of. Declared columns (`graphql_fields`) need no line.
#: A field of a page type that stands nowhere is given every column but bodies.
COLUMNS: dict[str, tuple[str, ...]] = {
    # Every page
    "id": (),
    "title": (),
    "path": (),
    "url": (),
    "language": (),
    "breadcrumbs": (),
    "slug": ("slug",),
    "teaser": ("card_teaser",),
    "cover": ("card_image_id",),
    "firstPublishedAt": ("first_published_at",),
    "lastPublishedAt": ("last_published_at",),
    "translations": ("translation_key",),
    "seo": (
        "seo_title",
        "search_description",
        "card_teaser",
        "is_noindex",
        "social_image_id",
        "card_image_id",
        "alias_of_id",
    ),
    "jsonLd": (
        "alias_of_id",
        "search_description",
        "card_teaser",
        "social_image_id",
        "card_image_id",
        "last_published_at",
        "date",
        "kind",
        "street",
        "postal_code",
        "city",
        "country",
        "website",
        "email",
        "phone",
        "founded_year",
        "is_contact",
    ),
    # Bodies: of a list they are read for all pages in one further statement.
    "body": (),
    "contacts": (),
    "callToAction": (),
    "socialLinks": (),
    # Home, standard and index pages
    "heading": ("heading",),
    "hero": ("hero_id",),
    "role": ("role",),
    "children": (),
    "siblings": (),
    "intro": ("intro",),
    "articles": (),
    "directory": (),
    "albums": (),
    "hits": (),
    # News
    "date": ("date",),
    "categories": (),
    "tags": (),
    "gallery": ("photographer",),
    "members": (),
    "related": (),
    "newer": (),
    "older": (),
    # Members
    "kind": ("kind",),
    "kindLabel": ("kind",),
    "logo": ("logo_id",),
    "sectors": (),
    "competences": (),
    "countryCode": ("country",),
    "country": ("country",),
    "location": ("latitude", "longitude"),
    "website": ("website",),
    "email": ("email",),
    "phone": ("phone",),
    "foundedYear": ("founded_year",),
    "employees": ("employees",),
    "joinedOn": ("joined_on",),
    "isNew": ("joined_on",),
    "news": (),
    # Galleries
    "imageCount": (),
    "images": ("photographer",),
    # Forms
    "formFields": (),
    "submitLabel": ("submit_label",),
    "consent": ("consent",),
    "consentRequired": ("consent", "consent_required"),
}
#: Columns of no field, and of no answer as they are.
_NEVER = frozenset(("search_text",))


class PageRow:
    """A page as it was read: an attribute for each column. `model` says what it is."""

    __slots__ = ()
    model: ClassVar[type[Page]]
    steplen = Page.steplen


def model_of(page: Any) -> type[Any]:
    """Return the model of a page, whether it is a row or an instance."""
    return page.model if isinstance(page, PageRow) else type(page)


@lru_cache(maxsize=500)
def row_type(model: Any, columns: tuple[str, ...]) -> type[PageRow]:
    """Return the class for rows of a model with these columns; it has the model's name, as its type has."""
    return make_dataclass(
        model.__name__, columns, bases=(PageRow,), namespace={"model": model}, slots=True, eq=False
    )


@lru_cache(maxsize=500)
def columns_of(model: Any, asked: frozenset[str] | None, *more: str) -> tuple[str, ...]:
    """Return the columns of `model` that the fields asked for are made of; `more` are read anyway.

    `asked` are names of fields, wherever they stand in a document; None stands for all.
    """
    there = _columns_of(model)
    wanted = dict.fromkeys((*ALWAYS, *more))
    for field, columns in _fields_of(model).items():
        if asked is None or field in asked:
            wanted.update(dict.fromkeys(columns))
    return tuple(column for column in wanted if column in there or column in more)


def stream_columns(model: type[Page]) -> list[str]:
    """Return the columns of a model that hold bodies: JSON, which a list does not read."""
    return [field.name for field in model._meta.fields if isinstance(field, StreamField)]


@cache
def _columns_of(model: Any) -> frozenset[str]:
    """Return all that rows of a model may have, under the names that instances have it."""
    fields = [
        field.attname for field in model._meta.concrete_fields if field.name not in stream_columns(model)
    ]
    return frozenset(("pk", *fields)) - _NEVER


@cache
def _fields_of(model: Any) -> dict[str, tuple[str, ...]]:
    """Return the columns of each field of a page type."""
    from ..interfaces import PageInterface
    from ..types.extending import declared_columns, extended_fields

    declared = {to_camel_case(name): (column,) for name, column in declared_columns(model).items()}
    names = (*PageInterface._meta.fields, *extended_fields(model), "json_ld")
    every = tuple(sorted(_columns_of(model)))
    return declared | {name: COLUMNS.get(name, every) for name in map(to_camel_case, names)}
