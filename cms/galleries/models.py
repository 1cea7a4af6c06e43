"""Galleries: an album for each event."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.foundation.models import CARD_TEASER_LENGTH, BasePage
from cms.foundation.richtext import INTRO_FEATURES, CheckedRichTextField, plain_text
from cms.foundation.sections import SectionPage
from cms.media.models import Picture, captions_of


class GalleryIndexPage(SectionPage):
    """The galleries of one language."""

    section_titles: ClassVar[dict[str, tuple[str, str]]] = {
        "de": ("Galerien", "galerien"),
        "en": ("Galleries", "galleries"),
    }

    class Meta:
        verbose_name = _("gallery section")
        verbose_name_plural = _("gallery sections")


class GalleryPage(BasePage):
    """An album: one event, its pictures, its photographer."""

    date = models.DateField(
        _("date"), default=timezone.localdate, db_index=True, help_text=_("The day of the event.")
    )
    intro = CheckedRichTextField(
        _("introduction"),
        features=INTRO_FEATURES,
        blank=True,
        help_text=_("A few sentences about the event."),
    )
    photographer = models.CharField(
        _("photographer"),
        max_length=200,
        blank=True,
        help_text=_("Named for pictures without a credit of their own."),
    )

    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("photographer")]

    parent_page_types: ClassVar[list[str]] = ["galleries.GalleryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("photographer"),
        FieldPanel("intro"),
        MultipleChooserPanel(
            "pictures",
            chooser_field_name="image",
            heading=_("Pictures"),
            label=_("picture"),
            help_text=_("Choose or upload several at once; drag to sort."),
        ),
        MultipleChooserPanel(
            "news_links",
            chooser_field_name="news",
            heading=_("News about this event"),
            label=_("article"),
            help_text=_("Articles that report on it."),
        ),
        *BasePage.card_panels,
    ]

    graphql_fields: ClassVar[list[Any]] = [
        GraphQLString("photographer", required=True, description="Who took the pictures; may be empty."),
    ]

    class Meta:
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")

    def first_text(self) -> str:
        return plain_text(self.intro, max_length=CARD_TEASER_LENGTH)

    def search_texts(self) -> Iterator[str]:
        yield plain_text(self.intro)

    def captions(self) -> Iterator[tuple[int, str]]:
        return captions_of(self.pictures.all())

    def first_image_id(self) -> int | None:
        return next((picture.image_id for picture in self.pictures.all()), None)


class GalleryPicture(Picture):
    """A picture of an album."""

    page = ParentalKey(GalleryPage, on_delete=models.CASCADE, related_name="pictures")

    class Meta(Picture.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class GalleryNews(Orderable):
    """An article about the event of an album."""

    page = ParentalKey(GalleryPage, on_delete=models.CASCADE, related_name="news_links")
    news = models.ForeignKey(
        "news.NewsPage",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="gallery_links",
        help_text=_("An article that reports on the event."),
    )

    panels: ClassVar[list[Any]] = [PageChooserPanel("news", "news.NewsPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
