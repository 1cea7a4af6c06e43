"""Where versions meet editors and moderators."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .aliases import unpublish_copies_of_hidden_aliases
from .bulk_publishing import PublishEachPage
from .notices import leave_out, left_out_notices
from .panels import FailedRunsPanel
from .uses import draft_notices


@hooks.register("before_edit_page")
def leave_out_what_is_gone(request: HttpRequest, page: Page) -> None:
    leave_out(page)


@hooks.register("after_copy_page")
def tell_what_is_gone(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Say what the copy lacks: its own versions no longer name it."""
    original = page.get_latest_revision_as_object()
    leave_out(original)
    for notice in left_out_notices(getattr(original, "left_out", ())):
        messages.warning(request, f"{notice.text} {', '.join(notice.items)}")


@hooks.register("after_copy_page")
def publish_nothing_by_copying(request: HttpRequest, page: Page, new_page: Page) -> None:
    for copy in unpublish_copies_of_hidden_aliases(page, new_page):
        text = _("“%(title)s” is not public, since the original of its alias is not.")
        messages.warning(request, text % {"title": copy.get_admin_display_title()})


@hooks.register("after_convert_alias_page")
def tell_what_is_not_public(request: HttpRequest, page: Page) -> None:
    if not page.live:
        text = _("“%(title)s” is a draft now. Publish it if readers are to see it.")
        messages.warning(request, text % {"title": page.get_admin_display_title()})


@hooks.register("before_delete_page")
def tell_of_drafts(request: HttpRequest, page: Page) -> None:
    if request.method == "GET":
        for notice in draft_notices([page, *page.get_descendants()], request.user):
            messages.warning(request, f"{notice.text} {', '.join(notice.items)}")


@hooks.register("construct_homepage_panels")
def add_failed_runs(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(FailedRunsPanel())


# After Wagtail's own of the same name, whose place it takes.
hooks.register("register_bulk_action", PublishEachPage, order=100)
