"""Previews: the draft, or the page behind a password, that a token opens."""

from wagtail.models import Page

from cms.foundation.models import BasePage
from cms.previews.drafts import draft_of
from cms.previews.links import previewed_page

from ..loading.context import RequestContext
from ..loading.drafts import mark_draft
from .dto import PreviewData
from .restrictions import unlocked_page
from .routes import specific


def find_preview(context: RequestContext, token: str) -> PreviewData | None:
    """Return the page that a token opens; None if it is unknown, expired or withdrawn, or outside every site.

    A token opens that page only; pages that it refers to must be public.
    """
    previewed = previewed_page(token, now=context.now)
    opened = previewed or unlocked_page(context, token)
    if opened is None:
        return None
    base_page, expires_at = opened
    if not issubclass(base_page.specific_class or Page, BasePage) or context.root_of(base_page) is None:
        return None
    if previewed:
        page = mark_draft(draft_of(base_page))
    else:
        page = specific(context, base_page.pk, base_page.content_type_id)
    return PreviewData(page, expires_at) if page is not None else None
