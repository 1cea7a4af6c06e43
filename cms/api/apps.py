"""App config of the API; prepares Grapple before it builds types of models and blocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "cms.api"
    label = "api"
    verbose_name = _("Public API")

    def ready(self) -> None:
        """Replace Grapple's interfaces and base types, before its `ready` builds types of models and blocks.

        Therefore this app must be before Grapple in INSTALLED_APPS.
        """
        import graphene
        from grapple.helpers import streamfield_types

        from . import checks  # noqa: F401  registers the checks
        from .body.interface import Block

        for entry in streamfield_types:
            entry["interfaces"] = (Block,)
            # Grapple's own struct type would add its fields.
            entry["base_type"] = graphene.ObjectType
