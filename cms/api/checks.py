"""System checks of the API: misconfiguration that would otherwise fail at the first query."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from graphql import GraphQLSchema, get_named_type

from cms.blocks.body import body_blocks
from cms.foundation.models import BasePage
from cms.foundation.page_models import page_models_of
from cms.foundation.sections import SectionPage

from .body.content import IS_SHOWN
from .documents.prices import FACET, PRICED, is_page_list, is_page_type
from .loading.columns import columns_read_by, undeclared_fields
from .pages.enums import PLACES_OF_ROLES
from .pages.page_types import PageType, page_types


@register
def check_trusted_proxies(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn if behind a proxy all visitors would share one rate limit (X-Forwarded-For not trusted)."""
    if settings.CMS_TRUSTED_PROXIES or not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return []
    return [
        Warning(
            "A proxy stands in front (SECURE_PROXY_SSL_HEADER), but CMS_TRUSTED_PROXIES is 0: "
            "all visitors have its address, and share one rate limit.",
            hint="Set CMS_TRUSTED_PROXIES to the number of proxies that add to X-Forwarded-For.",
            id="api.W001",
        )
    ]


@register
def check_grapple_interface(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return errors unless Grapple builds page types on our interface, after our `ready`."""
    errors: list[CheckMessage] = []
    if settings.GRAPPLE.get("PAGE_INTERFACE") != "cms.api.pages.interface.PageInterface":
        errors.append(
            Error(
                "GRAPPLE['PAGE_INTERFACE'] is not cms.api.pages.interface.PageInterface.",
                hint="Set it in the settings; the contract's page types are built on it.",
                id="api.E001",
            )
        )
    names = [config.name for config in apps.get_app_configs()]
    if names.index("cms.api") > names.index("grapple"):
        errors.append(
            Error(
                "cms.api stands after grapple in INSTALLED_APPS.",
                hint="Move it before grapple: its ready() prepares what Grapple's reads.",
                id="api.E002",
            )
        )
    return errors


@register
def check_page_types(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return what a page type has not said of itself, an error where the API could not show its pages."""
    _schema()
    messages: list[CheckMessage] = []
    for model in page_models_of(BasePage):
        messages += _check_page_type(model)
    messages += _differing("searched as", "E004", lambda one: (one.search.name, one.search))
    messages += _differing("at the place", "E005", _place)
    messages += [
        Error(
            f"{model.__name__} is at the place {one.place.kind}, which the role of a page decides.",
            hint="Give it a value of its own.",
            id="api.E005",
        )
        for model, one in page_types().items()
        if one.place and one.place.kind in PLACES_OF_ROLES
    ]
    return messages


def _place(page_type: PageType) -> tuple[str, Any] | None:
    return (page_type.place.kind, page_type.model) if page_type.place else None


def _schema() -> GraphQLSchema:
    # Grapple makes the types in its own `ready`, which comes after the import of this module.
    from .schema.build import get_schema  # noqa: PLC0415

    return get_schema()


def _check_page_type(model: type[BasePage]) -> Iterator[CheckMessage]:
    name = model.__name__
    page_type = page_types().get(model)
    if page_type is None:
        yield Error(
            f"{name} has no PageType: the contract lacks it, lists, search and sitemap don't know it.",
            hint=f"`declare(PageType(model={name}, …))` in cms/api/{model._meta.app_label}/types.py.",
            id="api.E003",
        )
        return
    for column in sorted(_unknown_columns(page_type)):
        yield Error(
            f"{name}: its PageType names the column {column}, which it does not have.",
            hint="See `search` and `newest_columns`, and `@reads` of `json_ld`.",
            id="api.E006",
        )
    if issubclass(model, SectionPage) and page_type.place is None:
        yield Warning(
            f"{name} is a section without a place: frontends don't find it but by its path.",
            hint='place=PlaceOfType("KIND", "What it is.") in its PageType.',
            id="api.W007",
        )
    for field in undeclared_fields(model):
        yield Warning(
            f"{name}.{field} does not say which columns it reads: every list reads all.",
            hint=f"Decorate `resolve_{field}`, or `{field}`, with `@reads(…)` (cms.api.loading.columns).",
            id="api.W004",
        )


def _unknown_columns(page_type: PageType) -> set[str]:
    """Return the columns that a declaration names and the model does not have."""
    named = {*page_type.newest_columns, *(columns_read_by(page_type.json_ld) or ())}
    if page_type.search.date:
        named.add(page_type.search.date)
    return named - {field.attname for field in page_type.model._meta.concrete_fields}


def _differing(
    how: str, number: str, said: Callable[[PageType], tuple[str, Any] | None]
) -> Iterator[CheckMessage]:
    """Yield an error for each value of an enum that two page types declare differently."""
    first: dict[str, tuple[PageType, Any]] = {}
    for page_type in page_types().values():
        if (value := said(page_type)) is not None:
            other, before = first.setdefault(value[0], (page_type, value[1]))
            if before != value[1]:
                names = page_type.model.__name__, other.model.__name__
                yield Error(
                    f"{names[0]} is {how} {value[0]}, which {names[1]} declares otherwise.",
                    hint="Give it a value of its own, or the same declaration.",
                    id=f"api.{number}",
                )


@register
def check_blocks(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning for each block that does not say when it has nothing to show."""
    return [
        Warning(
            f"{type(block).__name__} does not say what it needs to be shown: empty ones go out, too.",
            hint="Say it in IS_SHOWN of cms.api.body.content.",
            id="api.W006",
        )
        for _, block in body_blocks()
        if type(block).__name__ not in IS_SHOWN
    ]


@register
def check_prices(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning for each list and root field that nobody has measured."""
    schema = _schema()
    unpriced = []
    for kind in schema.type_map.values():
        for name, field in getattr(kind, "fields", {}).items():
            coordinate = f"{kind.name}.{name}"
            is_root = kind in (schema.query_type, schema.mutation_type)
            returned = get_named_type(field.type)
            is_priced = not PRICED.isdisjoint((coordinate, returned.name)) or returned.name == FACET
            is_page = is_page_list(returned) or (is_root and is_page_type(returned))
            if not is_priced and not is_page and (is_root or "first" in getattr(field, "args", {})):
                unpriced.append(coordinate)
    return [
        Warning(
            f"{coordinate} has no price: its cost is a guess.",
            hint="Measure it (`python -m tests.benchmark dearest`), and say it in cms.api.documents.prices.",
            id="api.W005",
        )
        for coordinate in sorted(unpriced)
    ]
