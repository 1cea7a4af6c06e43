"""What the admin's screens load beside Wagtail's own."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static

from .models import BasePage
from .named_rows import fetch_named_rows
from .page_models import page_models_of
from .page_views import BasePageViewSet, UnsortedViewSet
from .sections import models_in_sections


@hooks.register("insert_global_admin_js")
def form_scripts() -> SafeString:
    scripts = ("date-fields", "first-error", "own-saves", "unseen-typing")
    addresses = ((versioned_static(f"foundation/{name}.js"),) for name in scripts)
    stopped = _(
        "The browser has stopped saving this page by itself. "
        "What you write from now on is stored only when you press the button."
    )
    another_slug = _another_slug("{slug}", "{taken}")
    texts = json_script({"stopped": stopped, "another_slug": another_slug}, "own-saves-texts")
    return texts + format_html_join("", '<script src="{}"></script>', addresses)


def _another_slug(slug: str, taken: str) -> str:
    text = _(
        "The address of this page ends in “%(slug)s”, since a page beside it has “%(taken)s” already. "
        "You can choose another under “%(tab)s”."
    )
    return text % {"slug": slug, "taken": taken, "tab": _("Promote")}


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("before_publish_page")
def tell_of_another_slug(request: HttpRequest, page: Any) -> None:
    """Say which address a page got, and why; where the browser saves by itself its script says so."""
    taken = getattr(page, "taken_slug", "")
    if taken and request.accepts("text/html"):
        messages.warning(request, _another_slug(page.slug, taken))
        page.taken_slug = ""


@hooks.register("insert_global_admin_js")
def keep_ticks() -> SafeString:
    """Choosers remember what is ticked, see the script."""
    texts = json_script({"chosen": _("Chosen: {count}")}, "chooser-texts")
    return format_html('{}<script src="{}"></script>', texts, versioned_static("foundation/kept-ticks.js"))


@hooks.register("insert_global_admin_js")
def name_fields() -> SafeString:
    """Fields that scripts draw get names, see the script."""
    texts = json_script({"cell": _("Cell of the table"), "files": _("Files to upload")}, "field-names-texts")
    return format_html('{}<script src="{}"></script>', texts, versioned_static("foundation/field-names.js"))


@hooks.register("insert_global_admin_js")
def translate_link_tooltips() -> SafeString:
    """The buttons of a link's tooltip are in the editor's language, see the script."""
    texts = json_script({"Edit": _("Edit"), "Remove": _("Remove")}, "link-tooltip-texts")
    return format_html('{}<script src="{}"></script>', texts, versioned_static("foundation/link-tooltip.js"))


@hooks.register("insert_global_admin_js")
def clean_paste() -> SafeString:
    """What is pasted into a rich text leaves its looks behind, see the script."""
    return format_html('<script src="{}"></script>', versioned_static("foundation/clean-paste.js"))


@hooks.register("insert_global_admin_css")
def readable() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("foundation/readable.css"))


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def fetch_for_editor(request: HttpRequest, record: Any) -> None:
    """Fetch what an editor shows at once, not field by field."""
    if request.method == "GET":
        fetch_named_rows(record)


@hooks.register("construct_page_chooser_queryset")
def fetch_for_chooser(pages: Any, request: HttpRequest) -> Any:
    """Fetch with the pages of a chooser what their states are made of, as Wagtail's explorer does."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()


@hooks.register("register_admin_viewset")
def views_of_pages() -> list[BasePageViewSet]:
    unsorted = models_in_sections()
    return [
        UnsortedViewSet(model=model) if model in unsorted else BasePageViewSet(model=model)
        for model in page_models_of(BasePage)
    ]
