"""The page editor's form where pages are sorted by terms."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from .terms import Term


class TermsForm(WagtailAdminPageForm):
    """Offers categories and sectors as checkboxes, those of the page's language alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and issubclass(queryset.model, Term):
                field.queryset = queryset.filter(locale_id=self.instance.locale_id)
