from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "cms.forms"
    label = "forms"
    verbose_name = _("Forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .models import FormPage
        from .submission_list import SubmissionList

        # Not in the model: Wagtail's view needs the models of all apps.
        FormPage.submissions_list_view_class = SubmissionList
