"""The admin's views of pages, where they differ from Wagtail's."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

#: What a reviewer did → what is said of it.
_REVIEWED = {
    "approve": _("“%(title)s” is approved."),
    "reject": _("Changes to “%(title)s” are requested."),
}


class PageEditView(EditView):
    def add_save_confirmation_message(self) -> None:
        """Say what became of a review, which Wagtail calls an update."""
        action = self.request.POST.get("workflow-action-name")
        if "action-workflow-action" in self.request.POST and action in _REVIEWED:
            messages.success(self.request, _reviewed(action, self.page))
        else:
            super().add_save_confirmation_message()

    def get_object(self) -> Any:
        """Return the version that is edited; it knows what was fetched with the page as it is stored.

        Wagtail fetches the stored page, its workflow and its schedule for both. Only of a request that reads:
        what is saved changes them.
        """
        if self.request.method != "GET":
            return super().get_object()
        stored = self.real_page_record
        if self.latest_revision is not None:
            self.latest_revision.content_object = stored.specific
        version = super().get_object()
        version.scheduled_revision = self.scheduled_revision
        version._current_workflow_states = stored._current_workflow_states
        return version


class ReviewView(WorkflowActionView):
    """Reviews from a list or from the first page. Wagtail says nothing of them."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().post(request, *args, **kwargs)
        if self.action_name in _REVIEWED and self.task_state.finished_at:
            messages.success(request, _reviewed(self.action_name, self.object))
        return answer


def _reviewed(action: str, page: Any) -> str:
    return str(_REVIEWED[action]) % {"title": page.get_admin_display_title()}


class DraftOnWebsiteView(RedirectView):
    """Where Wagtail leads to the draft, in its messages and lists: it has no templates to show one."""

    pattern_name = "previews:show"


class BasePageViewSet(PageViewSet):
    edit_view_class = PageEditView
    workflow_action_view_class = ReviewView
    view_draft_view_class = DraftOnWebsiteView


class UnsortedIndexView(ExplorableIndexView):
    #: Without it `?ordering=ord` is no order, and the list is paged like any other.
    sort_order_field = None


class UnsortedViewSet(BasePageViewSet):
    """The views of pages that nobody sorts by hand: they stand below a `SectionPage`."""

    index_view_class = UnsortedIndexView


def name_pages_in_search() -> None:
    """Let the search count pages. Wagtail's view has no name for them: "1-1 of 1 None"."""
    SearchView.verbose_name = Page._meta.verbose_name
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
