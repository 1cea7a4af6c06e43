"""The tabs of the page editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page


def page_tabs(content: list[Any], promote: list[Any], **more: tuple[Any, list[Any]]) -> TabbedInterface:
    """Return Wagtail's own tabs with more between them; `more` maps a name to (heading, panels)."""
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            *(ObjectList(panels, heading=heading) for heading, panels in more.values()),
            ObjectList(promote, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
