"""System checks of the API: misconfiguration that would otherwise fail at the first query."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from wagtail.models import get_page_models

from cms.foundation.models import BasePage

from .loading.columns import undeclared_fields
from .pages.page_types import page_types


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
def page_types_are_declared(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return what a page type has not said of itself: an error where the API could not show its pages."""
    # Grapple makes the types in its own `ready`, which comes after the import of this module.
    from .schema.build import get_schema  # noqa: PLC0415
    from .schema.pages import PAGES  # noqa: PLC0415

    get_schema()
    found: list[CheckMessage] = []
    for model in (one for one in get_page_models() if issubclass(one, BasePage)):
        if model not in PAGES:
            found.append(
                Warning(
                    f"{model.__name__} is no page type of the contract: frontends get none of its pages.",
                    hint="Name it in cms.api.schema.pages, and import its types module in schema.build.",
                    id="api.W003",
                )
            )
        elif model not in page_types():
            found.append(
                Error(
                    f"{model.__name__} has no PageType: lists, search, sitemap and JSON-LD don't know it.",
                    hint="Call `declare(PageType(model=…))` beside its fields (cms.api.pages.page_types).",
                    id="api.E003",
                )
            )
        for name in undeclared_fields(model):
            found.append(
                Warning(
                    f"{model.__name__}.{name} does not say which columns it reads: every list reads all.",
                    hint=f"Decorate `resolve_{name}` with `@reads(…)` (cms.api.loading.columns).",
                    id="api.W004",
                )
            )
    return found
