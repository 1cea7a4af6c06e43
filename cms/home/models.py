"""The front page of each language, and pages that are neither news nor members nor galleries."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.blocks.body import body_blocks
from cms.blocks.links import LinkBlock
from cms.blocks.people import contact_blocks
from cms.blocks.stored import StoredStreamField
from cms.foundation.models import CARD_TEASER_LENGTH, BasePage
from cms.foundation.richtext import INTRO_FEATURES, CheckedRichTextField, plain_text
from cms.foundation.sections import models_below

from .choices import StandardPageRole


class HomePage(BasePage):
    """The front page of one language."""

    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("The large words at the top. If empty, the title is used."),
    )
    claim = models.TextField(
        _("claim"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences below the heading: what you stand for."),
    )
    hero = models.ForeignKey(
        "media.CmsImage",
        verbose_name=_("hero picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The wide picture at the top; at least 1,920 pixels wide."),
    )
    call_to_action = StoredStreamField(
        [("link", LinkBlock())],
        verbose_name=_("call to action"),
        blank=True,
        max_num=1,
        help_text=_("The one button at the top, such as “Become a member”."),
    )
    body = StoredStreamField(
        body_blocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("What follows below the top of the page, block by block."),
    )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("claim"),
        FieldPanel("hero"),
        FieldPanel("call_to_action"),
        FieldPanel("body"),
        *BasePage.card_panels,
    ]

    graphql_fields: ClassVar[list[Any]] = [
        GraphQLString("claim", required=True, description="What the association stands for; may be empty."),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        return models_below(cls)

    def fallback_image_id(self) -> int | None:
        return self.hero_id

    def first_text(self) -> str:
        return self.claim.strip() or super().first_text()

    def search_texts(self) -> Iterator[str]:
        yield from (self.heading, self.claim)
        yield from super().search_texts()


class StandardPage(BasePage):
    """A page of its own: about us, imprint, privacy."""

    role = models.CharField(
        _("role"),
        max_length=20,
        choices=StandardPageRole.choices,
        default=StandardPageRole.NONE,
        help_text=_("Tells the website where its fixed links lead. Each role once per language."),
    )
    body = StoredStreamField(
        body_blocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("The content of the page, block by block: headings, paragraphs, pictures and more."),
    )
    contacts = StoredStreamField(
        contact_blocks(), verbose_name=_("contacts"), blank=True, help_text=_("Whom readers can turn to.")
    )

    #: Also of the versions that are copied along: the role stays the original's.
    exclude_fields_in_copy: ClassVar[list[str]] = ["role"]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage", "forms.FormPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        *BasePage.card_panels,
        FieldPanel("body"),
        FieldPanel("contacts"),
    ]
    promote_panels: ClassVar[list[Any]] = [*BasePage.promote_panels, FieldPanel("role")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def clean(self) -> None:
        super().clean()
        if self._role_is_taken():
            message = _("Another page of this language already has this role. Change it there first.")
            raise ValidationError({"role": message})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.alias_of_id:
            self._take_role_of_translation()
        super().save(*args, **kwargs)

    def give_up_role(self) -> None:
        self.role = StandardPageRole.NONE

    def _take_role_of_translation(self) -> None:
        """A version in another language has the role of the first one, where nobody has it there."""
        if self.role == StandardPageRole.NONE:
            versions = StandardPage.objects.filter(translation_key=self.translation_key, alias_of=None)
            roles = versions.exclude(role=StandardPageRole.NONE).order_by("pk").values_list("role", flat=True)
            self.role = roles.first() or StandardPageRole.NONE
        if self._role_is_taken():
            self.role = StandardPageRole.NONE

    def _role_is_taken(self) -> bool:
        """Tell whether another page below the same home page has this page's role."""
        path = self.path or (self.parent_in_form.path if self.parent_in_form else "")
        if self.role == StandardPageRole.NONE or not path:
            return False
        home = path[: self.steplen * 2]
        pages = StandardPage.objects.filter(path__startswith=home, alias_of=None)
        others = pages.filter(role=self.role).exclude(pk=self.pk)
        if self.role != StandardPageRole.CONTACT:
            return bool(others.exists())
        forms: Any = apps.get_model("forms.FormPage")
        return bool(
            others.exists()
            or forms.objects.filter(is_contact=True, path__startswith=home, alias_of=None).exists()
        )


class SearchPage(BasePage):
    """Where readers search the pages of one language. A frontend lists what they find below it."""

    intro = CheckedRichTextField(
        _("introduction"),
        features=INTRO_FEATURES,
        blank=True,
        help_text=_("A few sentences above the search box."),
    )

    section_titles: ClassVar[dict[str, tuple[str, str]]] = {
        "de": ("Suche", "suche"),
        "en": ("Search", "search"),
    }
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro"), *BasePage.card_panels]

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def first_text(self) -> str:
        return plain_text(self.intro, max_length=CARD_TEASER_LENGTH)

    def search_texts(self) -> Iterator[str]:
        yield plain_text(self.intro)
