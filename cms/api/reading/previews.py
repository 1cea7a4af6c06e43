"""What a token shows: the draft of a page, or a page behind a password."""

from wagtail.models import Page

from cms.foundation.models import BasePage
from cms.previews.drafts import draft_of
from cms.previews.links import previewed_page

from ..values import Preview
from .drafts import mark_draft
from .request import Reading
from .restrictions import unlocked_page
from .routes import specific


def find_preview(reading: Reading, token: str) -> Preview | None:
    """Return what a token shows; None for one that is unknown, expired or withdrawn, or of a page of no site.

    It opens one page. What that refers to is as public as ever, and nothing else.
    """
    drafted = previewed_page(token, now=reading.now)
    opened = drafted or unlocked_page(reading, token)
    if opened is None:
        return None
    found, expires_at = opened
    if not issubclass(found.specific_class or Page, BasePage) or reading.root_of(found) is None:
        return None
    page = mark_draft(draft_of(found)) if drafted else specific(reading, found.pk, found.content_type_id)
    return Preview(page, expires_at) if page is not None else None
