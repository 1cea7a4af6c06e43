"""App config of the API; prepares Grapple before it builds types of models and blocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "cms.api"
    label = "api"
    verbose_name = _("Public API")

    def ready(self) -> None:
        """Choose what Grapple makes types of, before its own `ready` makes them.

        Therefore this app must be before Grapple in INSTALLED_APPS.
        """
        from . import checks  # noqa: F401  registers the checks
        from .schema.pages import register_types

        register_types()
