"""Forms that visitors fill in."""

from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField, FormMixin, validate_to_address
from wagtail.models import Page

from cms.blocks.body import body_blocks
from cms.blocks.stored import StoredStreamField
from cms.foundation.models import BasePage
from cms.foundation.panels import page_tabs
from cms.foundation.richtext import INTRO_FEATURES, CheckedRichTextField, plain_text
from cms.foundation.slugs import slug_from

from .choices import Autocomplete, FormFieldKind
from .editor_forms import FormPageForm
from .form_builder import MAX_CHARACTERS, FormPageFormBuilder
from .reading import READ, ReceivedPanel
from .submissions import CONSENT_TEXT, SUBMIT_TIME, Submission

__all__ = ["CONSENT_TEXT", "SUBMIT_TIME", "FormPage", "FormPageField", "Submission"]


class FormPage(BasePage, FormMixin):
    """A page with a form: what visitors send is stored, and mailed to those whom the editor names."""

    is_contact = models.BooleanField(
        _("contact page"),
        default=False,
        help_text=_("The website's fixed link “Contact” leads here. One page per language."),
    )
    body = StoredStreamField(
        body_blocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("What stands above the form, block by block."),
    )
    submit_label = models.CharField(
        _("words on the button"), max_length=60, blank=True, help_text=_("If empty: “Send”.")
    )
    consent = CheckedRichTextField(
        _("consent"),
        features=INTRO_FEATURES,
        blank=True,
        help_text=_(
            "What visitors agree to by a tick below the form, with a link to the privacy policy. "
            "If empty, no tick is asked for."
        ),
    )
    consent_required = models.BooleanField(
        _("consent is required"),
        default=True,
        help_text=_("Without the tick nothing can be sent."),
    )
    thank_you = CheckedRichTextField(
        _("thanks"),
        features=INTRO_FEATURES,
        blank=True,
        help_text=_("Shown once the form has been sent. If empty, one sentence of thanks is shown."),
    )
    to_address = models.CharField(
        _("mail to"),
        max_length=255,
        blank=True,
        validators=[validate_to_address],
        help_text=_("Who gets a mail of each submission: addresses separated by commas. Never public."),
    )
    subject = models.CharField(
        _("subject of the mail"),
        max_length=200,
        blank=True,
        help_text=_("If empty, the title of the page is used."),
    )
    delete_after_days = models.PositiveIntegerField(
        _("delete after days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(36_500)],
        help_text=_(
            "Submissions older than this are deleted. If empty, the rule of this installation holds."
        ),
    )

    base_form_class = FormPageForm
    form_builder = FormPageFormBuilder
    form_fields: Any

    #: Also of the versions that are copied along: the place stays the original's.
    exclude_fields_in_copy: ClassVar[list[str]] = ["is_contact"]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        *BasePage.card_panels,
        FieldPanel("body"),
        InlinePanel(
            "form_fields",
            heading=_("Fields of the form"),
            label=_("field"),
            min_num=1,
            max_num=100,
            help_text=_("What visitors fill in, from top to bottom. Ask for no more than you need."),
        ),
        MultiFieldPanel([FieldPanel("consent"), FieldPanel("consent_required")], heading=_("Consent")),
        FieldPanel("submit_label"),
        FieldPanel("thank_you"),
    ]
    submission_panels: ClassVar[list[Any]] = [
        ReceivedPanel(heading=_("Received so far")),
        # Who may not read submissions has no mail of them sent to somebody, and deletes none.
        MultiFieldPanel(
            [FieldPanel("to_address", permission=READ), FieldPanel("subject", permission=READ)],
            heading=_("Mail"),
        ),
        FieldPanel("delete_after_days", permission=READ),
    ]
    promote_panels: ClassVar[list[Any]] = [*BasePage.promote_panels, FieldPanel("is_contact")]
    edit_handler = page_tabs(
        content_panels, promote_panels, submissions=(_("Submissions"), submission_panels)
    )

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")

    @property
    def asks_for_consent(self) -> bool:
        return bool(plain_text(self.consent))

    @property
    def mail_addresses(self) -> list[str]:
        return [address.strip() for address in self.to_address.split(",") if address.strip()]

    def clean(self) -> None:
        super().clean()
        if self._contact_is_taken():
            message = _("Another page of this language is the contact page. Change it there first.")
            raise ValidationError({"is_contact": message})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.alias_of_id:
            # A version in another language is its contact page, where there is none.
            versions = FormPage.objects.filter(translation_key=self.translation_key, alias_of=None)
            self.is_contact = self.is_contact or versions.filter(is_contact=True).exists()
            self.is_contact = self.is_contact and not self._contact_is_taken()
        super().save(*args, **kwargs)

    def give_up_role(self) -> None:
        self.is_contact = False

    def _contact_is_taken(self) -> bool:
        """Tell whether another page below the same home page is the contact page already."""
        path = self.path or (self.parent_in_form.path if self.parent_in_form else "")
        if not self.is_contact or not path:
            return False
        home = path[: self.steplen * 2]
        pages = FormPage.objects.filter(path__startswith=home, alias_of=None)
        others = pages.filter(is_contact=True).exclude(pk=self.pk)
        standard_pages: Any = apps.get_model("home.StandardPage")
        contacts = standard_pages.objects.filter(role="contact", path__startswith=home, alias_of=None)
        return bool(others.exists() or contacts.exists())

    def get_submission_class(self) -> type[Submission]:
        return Submission

    def get_data_fields(self) -> list[tuple[str, Any]]:
        """Return (key, heading) of each column in the admin's list and export."""
        columns: list[tuple[str, Any]] = super().get_data_fields()
        return [*columns, (CONSENT_TEXT, _("Agreed to"))] if self.asks_for_consent else columns


class FormPageField(AbstractFormField):
    """A field of a form. `clean_name` is its public name: it stays when the label changes."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")
    label = models.CharField(
        _("label"), max_length=255, help_text=_("What is asked for, in a word or a question.")
    )
    field_type = models.CharField(
        _("kind"),
        max_length=16,
        choices=FormFieldKind.choices,
        default=FormFieldKind.TEXT,
        help_text=_("What visitors can enter; what does not fit is refused."),
    )
    field_type.required_on_save = True  # type: ignore[attr-defined]
    required = models.BooleanField(
        _("must be filled in"), default=True, help_text=_("Without it the form cannot be sent.")
    )
    help_text = models.CharField(
        _("help"), max_length=255, blank=True, help_text=_("A sentence below the field, if it needs one.")
    )
    choices = models.TextField(
        _("choices"),
        blank=True,
        help_text=_("One a line. Only for lists, several boxes, and buttons."),
    )
    default_value = models.TextField(
        _("default answer"),
        blank=True,
        help_text=_(
            "What stands there at first. Of several choices one a line; for one box any word ticks it."
        ),
    )
    placeholder = models.CharField(
        _("example"),
        max_length=255,
        blank=True,
        help_text=_("Grey words in an empty field. They vanish while typing, so they are no label."),
    )
    max_length = models.PositiveIntegerField(
        _("most characters"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_CHARACTERS)],
        help_text=_("Only for text, mail and web addresses. If empty, 255 for one line, 20,000 for several."),
    )
    autocomplete = models.CharField(
        _("browsers fill in"),
        max_length=40,
        choices=Autocomplete.choices,
        blank=True,
        help_text=_("What browsers may suggest here. Helps people who find typing hard."),
    )
    clean_name = models.CharField(
        _("name"),
        max_length=100,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[a-z0-9_]+\Z", _("Only a to z, digits and underscores."))],
        help_text=_(
            "By this the website and the export know the field. Made from the label if empty; "
            "better not changed later."
        ),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("label"),
        FieldPanel("field_type"),
        FieldPanel("required"),
        FieldPanel("help_text"),
        FieldPanel("choices"),
        FieldPanel("default_value"),
        FieldPanel("placeholder"),
        FieldPanel("max_length"),
        FieldPanel("autocomplete"),
        FieldPanel("clean_name"),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("field")
        verbose_name_plural = _("fields")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        # Here, not when it is saved: a field that stands in a draft alone has its name too.
        self.clean_name = self.clean_name or self.get_field_clean_name()

    def get_field_clean_name(self) -> str:
        """Return the name that the label makes; empty if it has neither letter nor digit."""
        name = slug_from(self.label).replace("-", "_") or str(super().get_field_clean_name())
        name = name[:90].strip("_")
        return f"{name}_" if name == SUBMIT_TIME else name
