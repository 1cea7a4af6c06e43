"""The demo's one page behind a password, which everybody knows: it is printed beside the logins."""

from typing import Any

from wagtail.models import Page, PageViewRestriction

from .ledger import Ledger

PASSWORD = "prismatal-members"


def protect(page: Page, ledger: Ledger, key: str) -> None:
    """Put a page behind the known password, before anybody could see it."""
    if ledger.is_finished(key):
        return
    restriction = PageViewRestriction(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    restriction.save()
    ledger.note(key, restriction)


def protected_pages() -> list[Any]:
    """Return the pages that the known password opens, in the order of their paths."""
    restrictions = PageViewRestriction.objects.filter(
        restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    return list(Page.objects.filter(view_restrictions__in=restrictions).order_by("path"))
