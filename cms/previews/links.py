"""Preview links show the last saved draft of a page on the website, to whoever has them, for a while."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from cms.foundation.models import BasePage
from cms.foundation.signed_tokens import make_token, read_token

from .drafts import draft_of
from .models import PreviewLinks

#: The parameter of a page's address that carries the token.
PARAMETER = "preview"
_SALT = "cms.previews"


def may_preview(user: AbstractBaseUser | AnonymousUser, page: Page) -> bool:
    """Tell whether a user may make preview links of a page: one who may edit it, where a website shows it."""
    model = page.specific_class
    if model is None or not issubclass(model, BasePage) or not page.permissions_for_user(user).can_edit():
        return False
    parts = page.get_url_parts()
    return bool(parts and parts[1])


def preview_token(page: Page, *, now: datetime | None = None) -> str:
    """Return a token for the drafts of a page, the one of today and those saved while it is valid.

    Ask `may_preview` first.
    """
    return make_token(_SALT, [page.pk, _generation(page.pk)], now or timezone.now())


def preview_address(page: Page) -> str | None:
    """Return where the website shows the draft of a page; None for a page of no website."""
    address = draft_of(page).full_url
    return f"{address}?{PARAMETER}={preview_token(page)}" if address else None


def previewed_page(token: str, *, now: datetime) -> tuple[Page, datetime] | None:
    """Return the page that a token is for, and when it expires; None unless it is valid at this moment."""
    found = read_token(_SALT, token, settings.CMS_PREVIEW_HOURS, now)
    if found is None:
        return None
    (page_id, generation), expires_at = found
    if generation != _generation(page_id):
        return None
    page = Page.objects.filter(pk=page_id).select_related("latest_revision", "content_type").first()
    return (page, expires_at) if page is not None else None


def withdraw_links(page: Page) -> None:
    """Make every preview link of a page that is out stop working."""
    _, is_first = PreviewLinks.objects.get_or_create(page_id=page.pk, defaults={"generation": 1})
    if not is_first:
        PreviewLinks.objects.filter(page_id=page.pk).update(generation=F("generation") + 1)


def _generation(page_id: int) -> int:
    rows = PreviewLinks.objects.filter(page_id=page_id).values_list("generation", flat=True)
    return rows.first() or 0
