"""Sections whose pages are ordered by day or name: where they stand in the tree says nothing.

Wagtail would show them all on one screen to be dragged: thousands of them, and no reader sees the outcome.
"""

from typing import Any

from wagtail.models import PagePermissionTester


class SectionPermissions(PagePermissionTester):
    def can_reorder_children(self) -> bool:
        """So the menus offer no sorting, and the view behind it moves nothing."""
        return False


class UnsortedSection:
    """Mixed into the pages below which nobody sorts."""

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return SectionPermissions(user, self)
