from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServingConfig(AppConfig):
    name = "cms.serving"
    label = "serving"
    verbose_name = _("Server")

    def ready(self) -> None:
        """Register the system checks, and notice when the database is back."""
        from . import checks  # noqa: F401
        from .outages import watch_requests

        watch_requests()
