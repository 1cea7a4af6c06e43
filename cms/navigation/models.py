"""What stands around every page: menus, the association's name and addresses, fixed texts."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Locale, TranslatableMixin
from wagtail.snippets.models import register_snippet

from cms.blocks.links import MenuItemBlock, social_link_blocks
from cms.blocks.stored import StoredStreamField
from cms.foundation.conflicts import VersionedForm
from cms.foundation.richtext import INTRO_FEATURES, CheckedRichTextField
from cms.foundation.terms import refuse_seconds


@register_snippet
class Menu(TranslatableMixin, models.Model):
    """A list of links that the frontend asks for by name."""

    name = models.SlugField(
        _("name"), max_length=40, help_text=_("The website asks for the menu by this name: main or footer.")
    )
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Only for this site. If empty, for every site that has no menu of this name."),
    )
    items = StoredStreamField(
        [("item", MenuItemBlock())],
        verbose_name=_("entries"),
        blank=True,
        help_text=_("From left to right or top to bottom. Each entry can have subentries."),
    )

    base_form_class = VersionedForm
    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("site"), FieldPanel("items")]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        unique_together: ClassVar[list[Any]] = [("translation_key", "locale")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["name", "locale", "site"],
                name="menu_once_per_language_and_site",
                violation_error_message=_("There is a menu of this name in this language. Edit it instead."),
            ),
            models.UniqueConstraint(
                fields=["name", "locale"],
                condition=models.Q(site__isnull=True),
                name="menu_once_per_language",
                violation_error_message=_("There is a menu of this name in this language. Edit it instead."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        refuse_seconds(self, "name")


@register_setting(icon="site", order=10)
class SiteSettings(ClusterableModel, BaseSiteSetting):
    """What is the same in every language of a site."""

    logo = models.ForeignKey(
        "media.CmsImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("SVG, or PNG with a transparent background."),
    )
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("For general enquiries. Everybody can see it.")
    )
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("With country code: +49 341 …")
    )
    address = models.TextField(
        _("address"), blank=True, max_length=400, help_text=_("As on an envelope, line by line.")
    )
    social_links = StoredStreamField(
        social_link_blocks(),
        verbose_name=_("social networks"),
        blank=True,
        help_text=_("Profiles of the association."),
    )

    base_form_class = VersionedForm
    panels: ClassVar[list[Any]] = [
        FieldPanel("logo"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("address")],
            heading=_("Ways to get in touch"),
        ),
        FieldPanel("social_links"),
        InlinePanel("texts", heading=_("Texts by language"), label=_("language")),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")


class SiteText(models.Model):
    """What a site says in one language."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="texts")
    locale = models.ForeignKey(
        Locale,
        verbose_name=_("language"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The language of the texts below."),
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("What the association is called."))
    claim = models.CharField(
        _("claim"), max_length=200, blank=True, help_text=_("What it stands for, in a few words.")
    )
    not_found_title = models.CharField(
        _("title of the page for unknown addresses"),
        max_length=120,
        blank=True,
        help_text=_("“Page not found”, in your words."),
    )
    not_found_text = CheckedRichTextField(
        _("text of the page for unknown addresses"),
        features=INTRO_FEATURES,
        blank=True,
        help_text=_("Where visitors may go on from there."),
    )
    cookie_notice = CheckedRichTextField(
        _("cookie notice"),
        features=INTRO_FEATURES,
        blank=True,
        help_text=_("If empty, the website shows none."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("locale"),
        FieldPanel("name"),
        FieldPanel("claim"),
        FieldPanel("not_found_title"),
        FieldPanel("not_found_text"),
        FieldPanel("cookie_notice"),
    ]

    class Meta:
        verbose_name = _("texts of a language")
        verbose_name_plural = _("texts of the languages")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["settings", "locale"],
                name="site_text_once_per_language",
                violation_error_message=_("This language has its texts already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
