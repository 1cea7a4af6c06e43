"""System checks of the API: misconfiguration that would otherwise fail at the first query."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from graphql import get_named_type
from wagtail.models import get_page_models

from cms.foundation.models import BasePage

from .body.content import IS_SHOWN
from .documents import prices
from .loading.columns import undeclared_fields
from .pages.enums import PlaceKind
from .pages.page_types import page_types
from .schema import pages
from .search.enums import SearchType
from .vocabulary.enums import names_of


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
    # Grapple makes the types in its own `ready`, which comes after the import of this module.
    from .schema.build import get_schema  # noqa: PLC0415

    get_schema()
    messages: list[CheckMessage] = []
    for model in get_page_models():
        if issubclass(model, BasePage):
            messages += _check_page_type(model)
    return messages


def _check_page_type(model: type[BasePage]) -> Iterator[CheckMessage]:
    name = model.__name__
    page_type = page_types().get(model)
    if model not in pages.PAGES:
        yield Warning(
            f"{name} is no page type of the contract: frontends get none of its pages.",
            hint="Name it in cms.api.schema.pages, and import its types module in schema.build.",
            id="api.W003",
        )
    elif page_type is None:
        yield Error(
            f"{name} has no PageType: lists, search, sitemap and JSON-LD don't know it.",
            hint="Call `declare(PageType(model=…))` beside its fields (cms.api.pages.page_types).",
            id="api.E003",
        )
    else:
        if page_type.search_type not in names_of(SearchType):
            yield Error(
                f"{name} is searched as {page_type.search_type}, which is no value of SearchType.",
                hint="Describe it in cms.api.search.enums, or take one that is there.",
                id="api.E004",
            )
        if page_type.place and page_type.place not in names_of(PlaceKind):
            yield Error(
                f"{name} stands at {page_type.place}, which is no value of PlaceKind.",
                hint="Describe it in cms.api.pages.enums, or take one that is there.",
                id="api.E005",
            )
    for field in undeclared_fields(model):
        yield Warning(
            f"{name}.{field} does not say which columns it reads: every list reads all.",
            hint=f"Decorate `resolve_{field}` with `@reads(…)` (cms.api.loading.columns).",
            id="api.W004",
        )


@register
def check_blocks(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning for each block that does not say when it has nothing to show."""
    return [
        Warning(
            f"{block.__name__} does not say what it needs to be shown: empty ones go out, too.",
            hint="Say it in IS_SHOWN of cms.api.body.content.",
            id="api.W006",
        )
        for block in pages.BLOCKS
        if block.__name__ not in IS_SHOWN
    ]


@register
def check_prices(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning for each list and root field that nobody has measured."""
    # As above.
    from .schema.build import get_schema  # noqa: PLC0415

    schema = get_schema()
    unpriced = []
    for kind in schema.type_map.values():
        for name, field in getattr(kind, "fields", {}).items():
            coordinate = f"{kind.name}.{name}"
            is_root = kind in (schema.query_type, schema.mutation_type)
            priced = {coordinate, get_named_type(field.type).name} & prices.PRICED
            if not priced and (is_root or "first" in getattr(field, "args", {})):
                unpriced.append(coordinate)
    return [
        Warning(
            f"{coordinate} has no price: its cost is a guess.",
            hint="Measure it (`python -m tests.benchmark dearest`), and say it in cms.api.documents.prices.",
            id="api.W005",
        )
        for coordinate in sorted(unpriced)
    ]
