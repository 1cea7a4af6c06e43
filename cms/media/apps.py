from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Pictures and documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from PIL import Image

        from . import checks, signal_handlers
        from .uploads import max_pixels

        # Pillow warns above this number and refuses above twice of it, from the header: for every road to it.
        Image.MAX_IMAGE_PIXELS = max_pixels()
        signal_handlers.register()
        checks.register_checks()
