"""Filters of the admin's lists and reports: what cannot be read is an error, never no filter."""

from functools import wraps
from typing import Any

from wagtail.admin.views.generic.base import BaseListingView


def refuse_unreadable_filters() -> None:
    """Let lists and their exports show no rows where Wagtail leaves a filter out that it cannot read.

    What is wrong stands above the list: `wagtailadmin/shared/listing/filter_partials.html`.
    """
    original = BaseListingView.filter_queryset

    @wraps(original)
    def filter_queryset(self: Any, queryset: Any) -> Any:
        if self.filters and not self.filters.is_valid():
            return queryset.none()
        return original(self, queryset)

    BaseListingView.filter_queryset = filter_queryset
