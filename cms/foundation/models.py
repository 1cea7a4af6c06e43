"""What every page of the site has. Abstract only."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page, PageManager
from wagtail.search import index

from .addresses import website_address
from .aliases import MayBeAlias
from .dangling import LeftOut, without_dangling
from .draft_references import DraftReferences
from .fields import SortKeyField
from .forms import PageCopyForm, PageForm, free_slug
from .kept_rows import keep, kept
from .querysets import BasePageQuerySet
from .search.words import joined
from .slugs import FORMATTERS, PAGE_SLUG, slug_from
from .sorting import sort_key
from .workflows import KnowsItsWorkflow

logger = logging.getLogger(__name__)

#: A card's text is cut here when it is taken from the body; an editor's own teaser never is.
CARD_TEASER_LENGTH = 300


class UnreadableRevision(ValidationError):
    """The data of a revision are none of its page, so it can be neither published nor saved."""

    def __init__(self) -> None:
        super().__init__(_("The saved version cannot be read."))


class BasePage(MayBeAlias, KnowsItsWorkflow, Page):
    """A page that a frontend shows: texts and picture for cards, what search engines see, its order.

    Four columns are derived when a page is saved, so that a list needs no body: `sort_title` (see
    `cms.foundation.sorting`), `card_teaser` (the teaser, else the first text), `card_image` (the cover,
    else the logo, else the body's first picture) and `search_text` (all that readers read, as plain text).
    """

    teaser = models.TextField(
        _("teaser"),
        blank=True,
        max_length=600,
        help_text=_(
            "Two or three sentences for lists and previews. If empty, the first text of the page is used."
        ),
    )
    cover = models.ForeignKey(
        "media.CmsImage",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "Shown in lists and at the top of the page. If empty, the first picture of the page is used."
        ),
    )
    social_image = models.ForeignKey(
        "media.CmsImage",
        verbose_name=_("picture for social networks"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Shown when the page is shared. If empty, the cover is used."),
    )
    is_noindex = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("Asks search engines not to list this page. Visitors can still open it."),
    )
    sort_title = SortKeyField(max_length=600, editable=False, default="", db_index=True)
    card_teaser = models.TextField(editable=False, default="", blank=True)
    card_image = models.ForeignKey(
        "media.CmsImage", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    card_image.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    search_text = models.TextField(editable=False, default="", blank=True)

    draft = DraftReferences()

    objects: ClassVar[Any] = PageManager.from_queryset(BasePageQuerySet)()

    #: Captions stand apart: whether they are public depends on their pictures, and changes without the page.
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("search_text"),
        index.AutocompleteField("caption_texts"),
    ]

    base_form_class = PageForm
    copy_form_class = PageCopyForm
    #: The page below which a form is making this one: until it is saved it has no place in the tree.
    parent_in_form: Page | None = None
    #: The slug that the title makes and another page has, where a form gave this page another.
    taken_slug = ""
    #: What this version names and was left out since it is gone.
    left_out: Sequence[LeftOut] = ()
    #: What somebody saved while the page was being edited (see `cms.foundation.conflicts`).
    conflict: Any = None
    #: The page as stored stands for a revision whose data nobody can read.
    is_unreadable = False

    #: No page has a template here; a preview needs a frontend.
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    show_in_menus_default = False

    card_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("teaser"), FieldPanel("cover")], heading=_("Teaser and cover")),
    ]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    widget=SlugInput(formatters=FORMATTERS),
                    help_text=_(
                        "The last part of the page's address. "
                        "After a change the old address leads to the new one."
                    ),
                ),
                FieldPanel(
                    "seo_title",
                    heading=_("Title in search results"),
                    help_text=_("If empty, the title of the page is used."),
                ),
                FieldPanel(
                    "search_description",
                    heading=_("Description in search results"),
                    help_text=_("One or two sentences. If empty, the teaser is used."),
                ),
                FieldPanel("social_image"),
                FieldPanel("is_noindex"),
            ],
            heading=_("For search engines and social networks"),
        ),
    ]

    class Meta:
        abstract = True

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """Wagtail's own slug drops what is not ASCII: größer would become groer."""
        return self.free_slug(slug_from(self.title) or base_slug)

    def free_slug(self, slug: str) -> str:
        """Return a slug, or with a number the first that no page beside this one has."""
        parent = self.get_parent() if self.path else self.parent_in_form
        return free_slug(slug, parent, self)

    slug: Any

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail finds no slug for a title without Latin letters.
        self.slug = self.slug or self._get_autogenerated_slug(PAGE_SLUG)
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_unreadable and kwargs.get("update_fields") is None:
            raise UnreadableRevision
        if self.alias_of_id:
            self.follow_the_original()
        elif "alias_of_id" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.part_from_the_original()}
        # `route` knows one spelling of a path.
        self.slug = self.slug.lower()
        if self._state.adding:
            self._take_the_trees_language()
        if kwargs.get("update_fields") is None:
            self.derive_columns()
        super().save(*args, **kwargs)

    def _take_the_trees_language(self) -> None:
        """A page that is made, or copied, below pages of another language is one of that language."""
        parent = self.get_parent()
        if parent is not None and parent.depth > 1:
            self.locale_id = parent.locale_id

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        """Return a revision as a page, to which `left_out` says what it names that is gone.

        The one place where a revision becomes an object: for editing, comparing, copying, publishing and the
        preview. modelcluster refuses what names a picture that is gone, since the live page would protect it.
        """
        known, left_out = without_dangling(cls, data)
        page = super().from_serializable_data(known, check_fks=False, strict_fks=strict_fks)
        page.left_out = left_out
        return page

    def with_content_json(self, content: Any) -> Any:
        """Return the page with the content of a revision.

        For a revision that cannot be read it is the page as stored, marked `is_unreadable`: the editor can be
        opened and the schedule be cancelled, but `save` refuses it, so nothing else is published instead.
        """
        try:
            version = super().with_content_json(content)
            version.live_revision_id = self.live_revision_id
            return version
        except DatabaseError:
            raise
        except Exception:
            logger.exception("A revision of page %s cannot be read.", self.pk)
            page = type(self).objects.get(pk=self.pk)
            page.is_unreadable = True
            return page

    def get_parent(self, update: bool = False) -> Page | None:
        """Return the page above; it is fetched once a request for all pages of a list."""
        parent: Page | None = None if update else kept(Page, self.path[: -self.steplen])
        if parent is None:
            parent = super().get_parent(update)
            if parent is not None:
                keep(Page, [(parent.path, parent)])
        return parent

    def derive_columns(self) -> None:
        """Set what lists and search read: `sort_title`, `card_teaser`, `card_image`, `search_text`."""
        self.sort_title = sort_key(self.title)[:600]
        self.search_text = joined((self.teaser, *self.search_texts()))
        self.card_teaser = self.teaser.strip() or self.first_text()
        self.card_image_id = self.cover_id or self.fallback_image_id() or self.first_image_id()

    def fallback_image_id(self) -> int | None:
        """Return the picture that stands for a page without a cover, before any in its body: a logo."""
        return None

    def first_text(self) -> str:
        """Return the first words of the body, for a card; empty if it has none."""
        for child in getattr(self, "body", None) or ():
            text = getattr(child.block, "card_text", lambda value: "")(child.value)
            if text:
                return str(text)
        return ""

    def first_image_id(self) -> int | None:
        """Return the first picture of the body that is still there; no foreign key holds those in a body."""
        body: Any = getattr(self, "body", None) or None
        ids = []
        for child in body.raw_data if body else ():
            block = body.stream_block.child_blocks.get(child["type"])
            if image_id := getattr(block, "card_image_id", lambda value: None)(child["value"]):
                ids.append(int(image_id))
        images: Any = type(self).card_image.field.related_model
        found = set(images.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
        return next((image_id for image_id in ids if image_id in found), None)

    def search_texts(self) -> Iterator[str]:
        """Yield the texts of the page that are public whenever the page is, in their order on it."""
        for block, value in self._stream_values():
            yield str(getattr(block, "search_text", lambda value: "")(value))

    def captions(self) -> Iterator[tuple[int, str]]:
        """Yield (picture's id, words) of the captions that the page gives to its pictures."""
        for block, value in self._stream_values():
            yield from getattr(block, "captions", lambda value: ())(value)

    def caption_texts(self) -> str:
        return "\n".join(caption for _, caption in self.captions())

    def _stream_values(self) -> Iterator[tuple[Any, Any]]:
        """Yield (block, raw value) of all that stands in the page's body and contacts."""
        for name in ("body", "contacts"):
            stream: Any = getattr(self, name, None) or None
            for child in stream.raw_data if stream else ():
                block = stream.stream_block.child_blocks.get(child["type"])
                if block is not None:
                    yield block, child["value"]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return (site id, root address, path) on the frontend: Wagtail's `Site` record holds its address."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1] and website_address(parts[1]), parts[2])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a visitor of the CMS's own address to the page on the frontend."""
        return HttpResponseRedirect(self.full_url or "/")

    def serve_password_required_response(self, request: HttpRequest, *args: Any) -> HttpResponse:
        """The same for a page behind a password: the frontend asks for it."""
        return self.serve(request)
