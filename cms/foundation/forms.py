"""The page editor's forms."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from .slugs import PAGE_SLUG, slug_from
from .terms import Term


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
        made = slug_from(str(self.cleaned_data.get("title", ""))) or PAGE_SLUG
        if slug and typed != made:
            return slug
        self.instance.parent_in_form = self.parent_page
        return str(self.instance.free_slug(made))

    def _post_clean(self) -> None:
        self.instance.parent_in_form = self.parent_page
        super()._post_clean()


class TermsForm(PageForm):
    """Offers categories and sectors as checkboxes, those of the page's language alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and issubclass(queryset.model, Term):
                field.queryset = queryset.filter(locale_id=self.instance.locale_id)
