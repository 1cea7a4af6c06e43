"""News: articles with their pictures, and the categories they stand in."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLBoolean
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from cms.blocks.body import body_blocks
from cms.blocks.people import contact_blocks
from cms.blocks.stored import StoredStreamField
from cms.foundation.fields import ReferencedManyToManyField
from cms.foundation.forms import TermsForm
from cms.foundation.models import BasePage
from cms.foundation.panels import page_tabs
from cms.foundation.sections import SectionPage
from cms.foundation.terms import FreeTerm, Term, term_constraints
from cms.media.models import Picture, captions_of

from .querysets import NewsPageQuerySet


@register_snippet
class Category(Term):
    """What an article is about, as the association sorts its news."""

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        unique_together: ClassVar[list[Any]] = [("translation_key", "locale")]
        constraints: ClassVar[list[Any]] = term_constraints("category")


class NewsIndexPage(SectionPage):
    """The news section of one language."""

    section_titles: ClassVar[dict[str, tuple[str, str]]] = {"de": ("News", "news"), "en": ("News", "news")}

    class Meta:
        verbose_name = _("news section")
        verbose_name_plural = _("news sections")


class Tag(FreeTerm):
    """A word an article may be found by. Pictures have tags of their own: those are the library's."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class NewsTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="news_items")
    content_object = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["tag", "content_object"], name="news_of_a_tag")
        ]


class NewsPage(BasePage):
    """One press release or report."""

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        db_index=True,
        help_text=_("The day readers see and the list is sorted by."),
    )
    is_featured = models.BooleanField(
        _("featured"),
        default=False,
        help_text=_("The website may show featured articles larger, or on the home page."),
    )
    categories = ReferencedManyToManyField(
        "news.Category",
        verbose_name=_("categories"),
        blank=True,
        related_name="news_pages",
        help_text=_("Visitors can filter the news by them."),
    )
    tags = ClusterTaggableManager(
        through=NewsTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words readers may search by, separated by commas."),
    )
    body = StoredStreamField(
        body_blocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("The text of the article, block by block: headings, paragraphs, quotations and more."),
    )
    contacts = StoredStreamField(
        contact_blocks(),
        verbose_name=_("contacts"),
        blank=True,
        help_text=_("Whom readers and the press can turn to."),
    )

    objects: ClassVar[Any] = PageManager.from_queryset(NewsPageQuerySet)()
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.RelatedFields("categories", [index.SearchField("name")]),
        index.RelatedFields("tags", [index.SearchField("name")]),
    ]
    base_form_class = TermsForm

    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        *BasePage.card_panels,
        FieldPanel("body"),
        MultipleChooserPanel(
            "pictures",
            chooser_field_name="image",
            heading=_("Gallery"),
            label=_("picture"),
            help_text=_("Pictures below the article, in this order."),
        ),
        FieldPanel("contacts"),
    ]
    relation_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("categories", widget=CheckboxSelectMultiple),
                FieldPanel("tags"),
                FieldPanel("is_featured"),
            ],
            heading=_("Sorting"),
        ),
        MultipleChooserPanel(
            "member_links",
            chooser_field_name="member",
            heading=_("Members in this article"),
            label=_("member"),
            help_text=_("The article also appears on their pages."),
        ),
    ]

    edit_handler = page_tabs(
        content_panels, BasePage.promote_panels, relations=(_("Sorting and members"), relation_panels)
    )

    graphql_fields: ClassVar[list[Any]] = [
        GraphQLBoolean(
            "featured",
            source="is_featured",
            required=True,
            description="The editor wants this article to stand out.",
        ),
    ]

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-date", "-page_ptr"], name="news_newest_first")
        ]

    def first_image_id(self) -> int | None:
        first = super().first_image_id()
        if first is None:
            first = next((picture.image_id for picture in self.pictures.all()), None)
        return first

    def captions(self) -> Iterator[tuple[int, str]]:
        yield from super().captions()
        yield from captions_of(self.pictures.all())


class NewsPicture(Picture):
    """A picture of an article's gallery."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="pictures")

    class Meta(Picture.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class NewsMember(Orderable):
    """A member named in an article."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="member_links")
    member = models.ForeignKey(
        "members.MemberPage",
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="news_links",
        help_text=_("A member named in the article."),
    )

    panels: ClassVar[list[Any]] = [PageChooserPanel("member", "members.MemberPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["member", "page"], name="news_of_a_member")
        ]
