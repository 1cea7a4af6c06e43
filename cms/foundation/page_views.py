"""The admin's views of pages, where they differ from Wagtail's."""

from typing import Any

from django.views.generic import RedirectView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet


class PageEditView(EditView):
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


class DraftOnWebsiteView(RedirectView):
    """Where Wagtail leads to the draft, in its messages and lists: it has no templates to show one."""

    pattern_name = "previews:show"


class BasePageViewSet(PageViewSet):
    edit_view_class = PageEditView
    view_draft_view_class = DraftOnWebsiteView


class UnsortedIndexView(ExplorableIndexView):
    #: Without it `?ordering=ord` is no order, and the list is paged like any other.
    sort_order_field = None


class UnsortedViewSet(BasePageViewSet):
    """The views of pages that nobody sorts by hand: they stand below a `SectionPage`."""

    index_view_class = UnsortedIndexView
