"""Publishing many pages at once: each for itself, so that one that cannot be published stops no other."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from .notices import left_out_notices
from .scheduling import reason_of


class PublishEachPage(PublishBulkAction):
    """Wagtail's own action, which ends in an error where one draft is incomplete."""

    def get_execution_context(self) -> dict[str, Any]:
        self.not_published: list[tuple[Page, str]] = []
        self.left_out: list[tuple[Page, list[Any]]] = []
        return {
            **super().get_execution_context(),
            "not_published": self.not_published,
            "left_out": self.left_out,
        }

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: Any = None,
        not_published: list[tuple[Page, str]] | None = None,
        left_out: list[tuple[Page, list[Any]]] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Publish pages, and all drafts below them if wished; return how many of each were published."""
        failed = not_published if not_published is not None else []
        told = left_out if left_out is not None else []
        parents = children = 0
        for page in objects:
            parents += _publish(page, user, failed, told)
            if include_descendants:
                children += sum(_publish(one, user, failed, told) for one in _drafts_below(page, user))
        return parents, children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        for page, reason in self.not_published:
            text = _("“%(title)s” was not published: %(reason)s")
            messages.error(self.request, text % {"title": page.get_admin_display_title(), "reason": reason})
        for page, left_out in self.left_out:
            for notice in left_out_notices(left_out):
                words = " ".join([page.get_admin_display_title() + ":", notice.text, ", ".join(notice.items)])
                messages.warning(self.request, words)
        if not num_parent_objects and not num_child_objects:
            return None
        message: str = super().get_success_message(num_parent_objects, num_child_objects)
        return message


def _drafts_below(page: Page, user: Any) -> Iterator[Page]:
    for draft in page.get_descendants().not_live().specific().iterator():
        if user is None or draft.permissions_for_user(user).can_publish():
            yield draft


def _publish(
    page: Page, user: Any, failed: list[tuple[Page, str]], left_out: list[tuple[Page, list[Any]]]
) -> bool:
    specific = page.specific
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or specific.save_revision(user=user)
            if gone := getattr(revision.as_object(), "left_out", ()):
                left_out.append((page, list(gone)))
            revision.publish(user=user)
    except ValidationError as error:
        failed.append((page, reason_of(error, type(specific))))
        return False
    return True
