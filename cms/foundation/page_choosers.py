"""Choosers of pages open where editors' pages are. Wagtail's begin at the root, above all languages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.chooser import BrowseView, base_page_type_string, page_models_from_string
from wagtail.models import Locale, Page


def open_at_pages() -> None:
    """Change the chooser of this process, once. Wagtail has no setting for it."""
    view: Any = BrowseView
    browse = view.get

    def get(self: Any, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        # Who asks for the root itself, by its number, gets it.
        if parent_page_id is None:
            parent_page_id = _start(request)
        answer: HttpResponse = browse(self, request, parent_page_id)
        return answer

    view.get = get


def _start(request: HttpRequest) -> int | None:
    """Return the page above all those that can be chosen, in one language; None for the root."""
    # Wagtail sends the language of the page that is being edited.
    code = request.GET.get("locale")
    locale = Locale.objects.filter(language_code=code).first() if code else None
    pages = Page.objects.filter(locale=locale or Locale.get_active())
    try:
        models = page_models_from_string(request.GET.get("page_type") or base_page_type_string)
    except (ValueError, LookupError) as error:
        raise Http404 from error
    if models != (Page,):
        above = pages.type(*models).first_common_ancestor()
        if not above.is_root():
            return int(above.pk)
    homes = pages.filter(depth=2).values_list("pk", flat=True)[:2]
    return int(homes[0]) if len(homes) == 1 else None
