from django.db import models
from django.utils.translation import gettext_lazy as _


class StandardPageRole(models.TextChoices):
    """The fixed places of a site that a frontend links to by kind, whatever the page is called."""

    NONE = "none", _("None")
    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Privacy")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    COOKIES = "cookies", _("Cookies")
    TERMS = "terms", _("Terms")
    CONTACT = "contact", _("Contact")
