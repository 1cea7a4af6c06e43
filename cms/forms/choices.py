from django.db import models
from django.utils.translation import gettext_lazy as _


class FormFieldKind(models.TextChoices):
    """What a visitor fills in. Names are the public ones, values those of Wagtail's form builder."""

    TEXT = "singleline", _("One line of text")
    TEXTAREA = "multiline", _("Several lines of text")
    EMAIL = "email", _("E-mail address")
    NUMBER = "number", _("Number")
    URL = "url", _("Web address")
    DATE = "date", _("Date")
    DATETIME = "datetime", _("Date and time")
    CHECKBOX = "checkbox", _("One box to tick")
    CHECKBOXES = "checkboxes", _("Several boxes to tick")
    SELECT = "dropdown", _("List to choose one from")
    MULTISELECT = "multiselect", _("List to choose several from")
    RADIO = "radio", _("Buttons to choose one from")
    HIDDEN = "hidden", _("Hidden from visitors")


#: Kinds that offer choices; those of `SEVERAL` take more than one.
WITH_CHOICES = frozenset(
    {FormFieldKind.CHECKBOXES, FormFieldKind.SELECT, FormFieldKind.MULTISELECT, FormFieldKind.RADIO}
)
SEVERAL = frozenset({FormFieldKind.CHECKBOXES, FormFieldKind.MULTISELECT})


class Autocomplete(models.TextChoices):
    """Tokens of HTML's `autocomplete` attribute that a form of an association may ask for."""

    NAME = "name", _("Full name")
    GIVEN_NAME = "given-name", _("First name")
    FAMILY_NAME = "family-name", _("Surname")
    HONORIFIC_PREFIX = "honorific-prefix", _("Title, such as Dr.")
    ORGANIZATION = "organization", _("Organisation")
    ORGANIZATION_TITLE = "organization-title", _("Position in the organisation")
    EMAIL = "email", _("E-mail address")
    TEL = "tel", _("Telephone")
    URL = "url", _("Website")
    STREET_ADDRESS = "street-address", _("Street and number")
    POSTAL_CODE = "postal-code", _("Postal code")
    ADDRESS_LEVEL2 = "address-level2", _("City")
    COUNTRY_NAME = "country-name", _("Country")
    BDAY = "bday", _("Date of birth")
    OFF = "off", _("Nothing: never fill in by itself")
