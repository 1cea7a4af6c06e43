from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "cms.api"
    label = "api"
    verbose_name = _("Public API")

    def ready(self) -> None:
        """Put our names in place of Grapple's before its own `ready` makes types of models and blocks.

        Therefore this app stands before Grapple in INSTALLED_APPS.
        """
        import graphene
        from grapple.helpers import streamfield_types

        from . import checks  # noqa: F401  registers
        from .interfaces import Block

        for entry in streamfield_types:
            entry["interfaces"] = (Block,)
            # Grapple's own struct type would bring its fields along.
            entry["base_type"] = graphene.ObjectType
