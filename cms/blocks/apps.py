from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "cms.blocks"
    label = "blocks"
    verbose_name = _("Content blocks")

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers
