from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberKind(models.TextChoices):
    """What a member is. The names are the public enum's values."""

    COMPANY = "company", _("Company")
    RESEARCH = "research", _("Research institute")
    PUBLIC_BODY = "public_body", _("Public body")
    NETWORK = "network", _("Network")
    PERSON = "person", _("Person")


class Employees(models.TextChoices):
    """How many people work there, in the classes of the European Commission, and two above."""

    UP_TO_9 = "1-9", _("1 to 9")
    UP_TO_49 = "10-49", _("10 to 49")
    UP_TO_249 = "50-249", _("50 to 249")
    UP_TO_999 = "250-999", _("250 to 999")
    MORE = "1000+", _("1,000 and more")
