"""The page editor's forms."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page

from .conflicts import conflict_of
from .slugs import FORMATTERS, PAGE_SLUG, slug_from
from .terms import Term


def free_slug(slug: str, parent: Page | None, page: Page | None = None) -> str:
    """Return a slug, or with a number the first that no page below `parent`, save `page` itself, has."""
    candidate, number = slug, 1
    while not Page._slug_is_available(candidate, parent, page):
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


class PageForm(WagtailAdminPageForm):
    """Says at the form what would otherwise fail when the page is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # It stands on a tab of its own, which who writes a page need never open.
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Addresses are written in lower case, so two slugs that differ in case alone are one.

        One that nobody chose, the title's on a page that was never published, gives way to the pages beside
        it. A published page keeps its own until it gets another.
        """
        typed = str(self.cleaned_data["slug"])
        slug = typed.lower()
        if self.instance.first_published_at:
            return slug or str(self.instance.slug)
        title = str(self.cleaned_data.get("title", ""))
        made = slug_from(title) or PAGE_SLUG
        # The browser cuts a long one elsewhere.
        if slug and typed not in (made, slug_from(title, max_length=255)):
            return slug
        self.instance.parent_in_form = self.parent_page
        free = str(self.instance.free_slug(made))
        if free != made:
            self.instance.taken_slug = made
        return free

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """The browser that saved by itself shows which slug the page got instead."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        return [*updates, ("slug", self.instance.slug)] if self.instance.taken_slug else updates

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        conflict = conflict_of(self.instance, self.data) if self.instance.pk else None
        if conflict is not None:
            self.instance.conflict = conflict
            # Who saved it, and where it can be seen, stands above the form.
            self.add_error(
                None, ValidationError(_("There is a newer version of this page."), code="conflict")
            )
        return cleaned

    def _post_clean(self) -> None:
        self.instance.parent_in_form = self.parent_page
        # What the editor has seen and sends takes the place of what cannot be read.
        self.instance.is_unreadable = False
        super()._post_clean()


class TermsForm(PageForm):
    """Offers categories and sectors as checkboxes, those of the page's language alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and issubclass(queryset.model, Term):
                field.queryset = queryset.filter(locale_id=self.instance.locale_id)
                # A widget would ask for them each time it looks at its choices, and a list for their number.
                field.choices = [choice for choice in field.choices]  # noqa: C416


class PageCopyForm(CopyForm):
    """Begins with a slug that is free."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slug = self.fields["new_slug"]
        slug.initial = free_slug(self.page.slug, self.page.get_parent())
        slug.widget = SlugInput(formatters=FORMATTERS, locale=self.page.locale)
