"""A page as it was last saved, published or not."""

import logging
from typing import Any

from django.db import DatabaseError
from wagtail.models import Page

from cms.foundation.models import BasePage

logger = logging.getLogger(__name__)

#: What belongs to the page, not to a revision of it.
_OF_THE_PAGE = (
    "pk",
    "content_type_id",
    "path",
    "depth",
    "numchild",
    "live",
    "translation_key",
    "locale_id",
    "latest_revision_id",
    "first_published_at",
    "last_published_at",
)


def draft_of(page: Page) -> Any:
    """Return the latest revision of a page as an object of its own type, to read: never save it.

    Its relations are in memory. Where nothing waits to be published it is the page itself.

    What the draft names and is gone is left out, as for editors. Where the revision cannot be read the page
    as stored is shown.
    """
    model = page.specific_class
    revision = page.latest_revision if page.has_unpublished_changes else None
    if revision is None:
        draft = model.objects.get(pk=page.pk)
    else:
        draft = _read(model, page.pk, revision.content)
        for name in _OF_THE_PAGE:
            setattr(draft, name, getattr(page, name))
        draft.url_path = _url_path(page, draft.slug)
    if isinstance(draft, BasePage):
        draft.derive_columns()
    return draft


def _read(model: Any, page_id: int, content: Any) -> Any:
    try:
        return model.from_serializable_data(content)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("The draft of page %s cannot be read.", page_id)
        return model.objects.get(pk=page_id)


def _url_path(page: Page, slug: str) -> str:
    """Return where a page will stand with another slug. A home page's slug is in no address."""
    is_home = page.depth <= 2
    return page.url_path if is_home else f"{page.url_path.removesuffix(f'{page.slug}/')}{slug}/"
