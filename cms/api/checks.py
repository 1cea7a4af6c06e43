"""Says at start what would otherwise fail at the first query."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


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
