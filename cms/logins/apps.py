from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoginsConfig(AppConfig):
    name = "cms.logins"
    label = "logins"
    verbose_name = _("Logins")
    default_auto_field = "django.db.models.BigAutoField"
