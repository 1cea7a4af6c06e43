from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    name = "cms.navigation"
    label = "navigation"
    verbose_name = _("Navigation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.contrib.redirects import views

        from .redirect_form import SafeRedirectForm

        # Wagtail has no setting for it. Its import reads the name, its two views have it as an attribute.
        views.RedirectForm = views.CreateView.form_class = views.EditView.form_class = SafeRedirectForm
