"""Every way in which an editor takes a page away from the public."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

Hide = Callable[[Any], None]


def unpublish(page: Any) -> None:
    page.unpublish()


def expire(page: Any) -> None:
    """Past its day, though nobody has run `publish_scheduled` yet."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def schedule(page: Any) -> None:
    page.unpublish()
    page.refresh_from_db()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def restrict_by_password(page: Any) -> None:
    PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )


def restrict_by_login(page: Any) -> None:
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)


def restrict_by_group(page: Any) -> None:
    restriction = PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name="Editors"))


#: Nobody is told that the page exists.
UNPUBLISHED: dict[str, Hide] = {"unpublished": unpublish, "expired": expire, "scheduled": schedule}
#: `route` says what it takes to see the page, and nothing else of it.
RESTRICTED: dict[str, Hide] = {
    "password": restrict_by_password,
    "login": restrict_by_login,
    "group": restrict_by_group,
}
WAYS: dict[str, Hide] = {**UNPUBLISHED, **RESTRICTED}


@contextmanager
def undone() -> Iterator[None]:
    """Undo afterwards what was written within: one world serves for all ways. Read its objects anew within."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
    cache.clear()
