from django.db import models
from django.utils.translation import gettext_lazy as _


class StandardPageRole(models.TextChoices):
    """The fixed places of a site that a frontend links to by kind, whatever the page is called."""

    NONE = "none", _("No fixed role")
    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Privacy policy")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    COOKIES = "cookies", _("Cookies")
    TERMS = "terms", _("Terms of use")
    CONTACT = "contact", _("Contact")
