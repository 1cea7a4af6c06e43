"""Sentences above the editor of a page or snippet, and above the comparison of two versions."""

from typing import Any

from django import template
from wagtail.models import Page

from cms.foundation.dangling import LeftOut

from ..notices import leave_out, left_out_notices, notices
from ..uses import draft_notices

register = template.Library()


@register.inclusion_tag("revisions/notices.html")
def page_notices(page: Page) -> dict[str, Any]:
    return {"notices": notices(page)}


@register.inclusion_tag("revisions/notices.html")
def snippet_notices(snippet: Any) -> dict[str, Any]:
    return {"notices": left_out_notices(getattr(snippet, "left_out", ()))}


@register.inclusion_tag("revisions/notices.html")
def version_notices(*versions: Page) -> dict[str, Any]:
    """Say what any of some versions names and is gone."""
    left_out: list[LeftOut] = []
    for version in versions:
        leave_out(version)
        left_out += [one for one in getattr(version, "left_out", ()) if one not in left_out]
    return {"notices": left_out_notices(left_out)}


@register.inclusion_tag("revisions/notices.html", takes_context=True)
def draft_uses(context: Any, what: Any) -> dict[str, Any]:
    """Say in which drafts something is used that is to be deleted: an object, or a bulk action's items."""
    objects = [one["item"] for one in what] if isinstance(what, list) else [what]
    return {"notices": draft_notices(objects, context["request"].user)}
