"""Says at start what would otherwise fail at the first query."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register
def clients_are_told_apart(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning where a proxy stands in front, and every visitor would be counted as one."""
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
def grapple_uses_our_interface(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return an error unless Grapple builds page types on our interface, after our `ready`."""
    found: list[CheckMessage] = []
    if settings.GRAPPLE.get("PAGE_INTERFACE") != "cms.api.interfaces.PageInterface":
        found.append(
            Error(
                "GRAPPLE['PAGE_INTERFACE'] is not cms.api.interfaces.PageInterface.",
                hint="Set it in the settings; the contract's page types are built on it.",
                id="api.E001",
            )
        )
    names = [config.name for config in apps.get_app_configs()]
    if names.index("cms.api") > names.index("grapple"):
        found.append(
            Error(
                "cms.api stands after grapple in INSTALLED_APPS.",
                hint="Move it before grapple: its ready() prepares what Grapple's reads.",
                id="api.E002",
            )
        )
    return found
