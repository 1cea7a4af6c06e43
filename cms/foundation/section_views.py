"""The admin's lists of pages that nobody sorts by hand, see `cms.foundation.sections`."""

from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet


class UnsortedIndexView(ExplorableIndexView):
    #: Without it `?ordering=ord` is no order, and the list is paged like any other.
    sort_order_field = None


class UnsortedViewSet(PageViewSet):
    """The admin's views of pages that stand below a `SectionPage`."""

    index_view_class = UnsortedIndexView
