"""What editors and the clock do to pages."""

from io import StringIO
from typing import Any

from django.core.management import call_command

from cms.home.models import StandardPage


def publish(page: Any) -> None:
    page.save_revision().publish()
    page.refresh_from_db()


def rename(page: Any, slug: str) -> None:
    page.refresh_from_db()
    page.slug = slug
    publish(page)


def publish_scheduled() -> None:
    call_command("publish_scheduled", stdout=StringIO())


def grow(parent: Any, count: int) -> None:
    """Add live pages, the quick way."""
    parent.refresh_from_db()
    for number in range(parent.numchild + 1, count + 1):
        parent.add_child(instance=StandardPage(title=f"Seite {number}", live=True))
