"""The page editor's forms."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from .terms import Term


class PageForm(WagtailAdminPageForm):
    """Says at the form what would otherwise fail when the page is saved."""

    def clean_slug(self) -> str:
        """Addresses are written in lower case, so two slugs that differ in case alone are one."""
        return str(self.cleaned_data["slug"]).lower()

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
