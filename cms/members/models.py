"""Members: companies, institutes and public bodies of the association."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from grapple.models import GraphQLString
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from cms.blocks.body import body_blocks
from cms.blocks.links import social_link_blocks
from cms.blocks.people import contact_blocks
from cms.blocks.stored import StoredStreamField
from cms.foundation.fields import ReferencedManyToManyField, WebsiteField
from cms.foundation.forms import TermsForm
from cms.foundation.models import BasePage
from cms.foundation.panels import page_tabs
from cms.foundation.sections import SectionPage
from cms.foundation.terms import FreeTerm, Term, term_constraints

from .choices import Employees, MemberKind
from .postal_codes import without_country
from .querysets import MemberPageQuerySet


@register_snippet
class Sector(Term):
    """The field a member works in."""

    class Meta(Term.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        unique_together: ClassVar[list[Any]] = [("translation_key", "locale")]
        constraints: ClassVar[list[Any]] = term_constraints("sector")


class Competence(FreeTerm):
    """What a member can do, in its own words."""

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")


class MemberCompetence(ItemBase):
    tag = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="member_items")
    content_object = ParentalKey(
        "members.MemberPage", on_delete=models.CASCADE, related_name="competence_items"
    )


class MemberIndexPage(SectionPage):
    """The member directory of one language."""

    section_titles: ClassVar[dict[str, tuple[str, str]]] = {
        "de": ("Mitglieder", "mitglieder"),
        "en": ("Members", "members"),
    }

    class Meta:
        verbose_name = _("member directory")
        verbose_name_plural = _("member directories")


class MemberPage(BasePage):
    """A company, institute or public body in the association. Its title is its name."""

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=MemberKind.choices,
        default=MemberKind.COMPANY,
        help_text=_("Visitors can filter the directory by it."),
    )
    logo = models.ForeignKey(
        "media.CmsImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("SVG, or PNG with a transparent background."),
    )
    body = StoredStreamField(
        body_blocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("What visitors should know about this member, block by block."),
    )
    sectors = ReferencedManyToManyField(
        "members.Sector",
        verbose_name=_("sectors"),
        blank=True,
        related_name="member_pages",
        help_text=_("The fields this member works in. Visitors can filter the directory by them."),
    )
    competences = ClusterTaggableManager(
        through=MemberCompetence,
        blank=True,
        verbose_name=_("competences"),
        help_text=_("What this member can do, separated by commas."),
    )
    street = models.CharField(
        _("street and number"), max_length=200, blank=True, help_text=_("Where visitors and post arrive.")
    )
    postal_code = models.CharField(
        _("postal code"), max_length=20, blank=True, help_text=_("Without a country code: 04109")
    )
    city = models.CharField(
        _("city"),
        max_length=100,
        blank=True,
        db_index=True,
        help_text=_("Spelled alike for all members: visitors can filter the directory by it."),
    )
    country = CountryField(_("country"), blank=True, help_text=_("Shown with the address, if chosen."))
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For the map, in degrees: 51.34"),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For the map, in degrees: 12.37"),
    )
    website = WebsiteField(_("website"), blank=True, help_text=_("The member's own website: https://…"))
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("For general enquiries. Everybody can see it.")
    )
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("With country code: +49 341 …")
    )
    social_links = StoredStreamField(
        social_link_blocks(),
        verbose_name=_("social networks"),
        blank=True,
        help_text=_("Profiles of this member."),
    )
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2200)],
        help_text=_("The year, with four digits."),
    )
    employees = models.CharField(
        _("employees"),
        max_length=10,
        choices=Employees.choices,
        blank=True,
        help_text=_("How many people work there, roughly."),
    )
    joined_on = models.DateField(
        _("joined on"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("New members are shown as new for twelve months."),
    )
    contacts = StoredStreamField(
        contact_blocks(), verbose_name=_("contacts"), blank=True, help_text=_("People to turn to.")
    )

    objects: ClassVar[Any] = PageManager.from_queryset(MemberPageQuerySet)()
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("kind_in_words"),
        index.SearchField("city"),
        index.SearchField("postal_code"),
        index.RelatedFields("sectors", [index.SearchField("name")]),
        index.RelatedFields("competences", [index.SearchField("name")]),
    ]
    base_form_class = TermsForm

    parent_page_types: ClassVar[list[str]] = ["members.MemberIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        # Wagtail's own title panel: a plain one would leave the slug empty.
        TitleFieldPanel(
            "title",
            heading=_("Name"),
            placeholder=_("Name"),
            help_text=_("As the member calls itself."),
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("logo")]),
        *BasePage.card_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("sectors", widget=CheckboxSelectMultiple), FieldPanel("competences")],
            heading=_("Sectors and competences"),
        ),
        FieldPanel("contacts"),
    ]
    address_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("country"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("social_links"),
            ],
            heading=_("Ways to get in touch"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("founded_year"), FieldPanel("employees")]), FieldPanel("joined_on")],
            heading=_("Facts"),
        ),
    ]

    edit_handler = page_tabs(
        content_panels, BasePage.promote_panels, address=(_("Address and facts"), address_panels)
    )

    graphql_fields: ClassVar[list[Any]] = [
        GraphQLString("name", source="title", required=True, description="Equal to title."),
        GraphQLString("street", required=True, description="Street and number; may be empty."),
        GraphQLString("postal_code", required=True, description="May be empty."),
        GraphQLString("city", required=True, description="May be empty."),
    ]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def clean(self) -> None:
        super().clean()
        self._take_the_country_from_the_postal_code()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("A place needs both latitude and longitude.")})

    def _take_the_country_from_the_postal_code(self) -> None:
        code, country = without_country(self.postal_code)
        if country and self.country and self.country != country:
            text = _(
                "Before the postal code stands another country than the one chosen. Write the code alone."
            )
            raise ValidationError({"postal_code": text})
        self.postal_code = code
        self.country = self.country or country

    def fallback_image_id(self) -> int | None:
        return self.logo_id

    def kind_in_words(self) -> str:
        """Return the kind as the readers of the page's language call it."""
        with translation.override(self.locale.language_code):
            return str(MemberKind(self.kind).label) if self.kind in MemberKind.values else ""
