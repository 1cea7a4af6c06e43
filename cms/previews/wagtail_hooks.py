"""Where editors find the preview: beside "Save draft", and in the menu at the top of a page."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from .links import may_preview

LABEL = _("Preview on the website")


def help_text() -> str:
    """Return what an editor has to know before handing the link on."""
    hours = settings.CMS_PREVIEW_HOURS
    return ngettext(
        "Shows the last saved draft on the website, in a new tab. "
        "Whoever has the link sees this page's drafts for %(hours)d hour.",
        "Shows the last saved draft on the website, in a new tab. "
        "Whoever has the link sees this page's drafts for %(hours)d hours.",
        hours,
    ) % {"hours": hours}


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("website-previews/", include("cms.previews.urls"))]


class PreviewMenuItem(ActionMenuItem):
    """Beside "Save draft" and "Publish"."""

    name = "action-preview-on-website"
    label = LABEL
    icon_name = "view"
    template_name = "previews/preview_menu_item.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        is_edited = context["view"] == "edit" and not context["locked_for_user"]
        return is_edited and may_preview(context["request"].user, context["page"])

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("previews:show", args=(parent_context["page"].pk,))

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "help_text": help_text()}


@hooks.register("register_page_action_menu_item")
def preview_menu_item() -> ActionMenuItem:
    return PreviewMenuItem(order=10)


@hooks.register("register_page_header_buttons")
def preview_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if not may_preview(user, page):
        return
    yield Button(
        LABEL,
        url=reverse("previews:show", args=(page.pk,)),
        icon_name="view",
        attrs={"target": "_blank", "rel": "noreferrer", "title": help_text()},
        priority=5,
    )
    yield Button(
        _("Withdraw preview links"),
        url=reverse("previews:withdraw", args=(page.pk,)),
        icon_name="no-view",
        attrs={"title": _("The links to this page's drafts that are out stop working.")},
        priority=67,
    )
