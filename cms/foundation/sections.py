"""Sections: the pages below which those of one type stand, ordered by day or name.

Where such pages stand in the tree says nothing. Wagtail would show them all on one screen to be dragged:
thousands of them, and no reader sees the outcome.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester, get_page_models

from .models import CARD_TEASER_LENGTH, BasePage
from .page_models import page_models_of
from .richtext import INTRO_FEATURES, CheckedRichTextField, plain_text


class SectionPermissions(PagePermissionTester):
    def can_reorder_children(self) -> bool:
        """So the menus offer no sorting, and the view behind it moves nothing."""
        return False


class SectionPage(BasePage):
    """The section of one page type in one language, one below each home page. Abstract only."""

    #: Title and slug of the section in each language, for `start_site`; other languages begin with English.
    section_titles: ClassVar[dict[str, tuple[str, str]]] = {}

    intro = CheckedRichTextField(
        _("introduction"), features=INTRO_FEATURES, blank=True, help_text=_("A few sentences above the list.")
    )

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro"), *BasePage.card_panels]

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        return models_below(cls)

    def first_text(self) -> str:
        return plain_text(self.intro, max_length=CARD_TEASER_LENGTH)

    def search_texts(self) -> Iterator[str]:
        yield plain_text(self.intro)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return SectionPermissions(user, self)


def models_below(parent: type[Page]) -> list[type[Page]]:
    """Return the models of ours that name a page type among their `parent_page_types`."""
    return [model for model in page_models_of(BasePage) if parent in model.clean_parent_page_models()]


def section_models() -> list[type[SectionPage]]:
    """Return the models of sections, in the order of INSTALLED_APPS."""
    return page_models_of(SectionPage)


def models_in_sections() -> list[type[Page]]:
    """Return the models of pages that stand in sections alone."""
    return [
        model
        for model in get_page_models()
        if (parents := model.allowed_parent_page_models())
        and all(issubclass(parent, SectionPage) for parent in parents)
    ]
