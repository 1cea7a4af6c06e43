"""The page editor's forms."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from .conflicts import conflict_of
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
