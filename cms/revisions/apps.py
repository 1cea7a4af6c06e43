from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RevisionsConfig(AppConfig):
    name = "cms.revisions"
    label = "revisions"
    verbose_name = _("Versions")
    default_auto_field = "django.db.models.BigAutoField"
