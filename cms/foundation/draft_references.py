"""What the drafts of pages name, for Wagtail's reference index, which looks at the stored page alone.

So deleting a picture counts the drafts on top of public pages that use it, and its list of uses shows them.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex, Revision


class DraftReferences(models.Field):
    """A field without a column: its value is the page, of which the index asks what the drafts name."""

    def __init__(self) -> None:
        super().__init__(_("draft"), editable=False, serialize=False, auto_created=True)

    def get_attname_column(self) -> tuple[str, None]:
        return self.get_attname(), None

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only=True)
        # Grapple expects that a model has an attribute for each of its fields.
        setattr(cls, name, self)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, _options = super().deconstruct()
        return name, path, [], {}

    def value_from_object(self, page: Any) -> Any:
        """Return the page if it waits to be published; a draft itself has no drafts."""
        is_waiting = page.has_unpublished_changes and page.pk and not getattr(page, "is_version", False)
        return page if is_waiting else None

    def extract_references(self, page: Page) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """Yield what the latest and the scheduled version name and the stored page does not."""
        own = {(kind, key) for kind, key, *_ in _references_of(page, is_version=False)}
        seen = set()
        revisions = Revision.objects.filter(pk=page.latest_revision_id) | page.revisions.filter(
            approved_go_live_at__isnull=False
        )
        for revision in revisions:
            for kind, key, model_path, content_path in _references_of(revision.as_object(), is_version=True):
                if (kind, key) not in own and (kind, key, content_path) not in seen:
                    seen.add((kind, key, content_path))
                    model = ContentType.objects.get_for_id(kind).model_class()
                    if model is not None:
                        yield model, key, model_path, content_path


def _references_of(page: Page, *, is_version: bool) -> list[tuple[int, str, str, str]]:
    """Return (content type id, primary key, model path, content path) of what one version names."""
    before = getattr(page, "is_version", False)
    page.is_version = True
    try:
        return list(ReferenceIndex._extract_references_from_object(page))
    finally:
        page.is_version = before or is_version
