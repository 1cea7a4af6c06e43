"""Page view restrictions: their kind for the public, and unlock tokens for passwords."""

import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.crypto import salted_hmac
from wagtail.models import Page, PageViewRestriction

from cms.foundation.models import BasePage
from cms.foundation.querysets import Restriction, at_url_path, restrictions_of
from cms.foundation.signed_tokens import make_token, read_token

from ..loading.context import RequestContext

_SALT = "cms.api.unlocking"

#: Wagtail's restriction types → `RestrictionKind`.
KINDS = {
    PageViewRestriction.PASSWORD: "PASSWORD",
    PageViewRestriction.LOGIN: "LOGIN",
    PageViewRestriction.GROUPS: "GROUPS",
}


def decisive_kind(restrictions: Iterable[Restriction]) -> str | None:
    """Return the innermost restriction that no password opens, else PASSWORD, else None."""
    kinds = [KINDS[restriction.kind] for restriction in restrictions if restriction.kind in KINDS]
    return next((kind for kind in kinds if kind != "PASSWORD"), kinds[0] if kinds else None)


def unlock(context: RequestContext, page_id: int, password: str) -> tuple[str, datetime] | None:
    """Return (token, expiry) for a page that is restricted by this password only.

    All restrictions from the root to the page must have this password. None for a wrong password and for any
    other page, after the same work: three statements, one hash of each password, one comparison.
    """
    path = Page.objects.filter(pk=page_id).order_by().values_list("path", flat=True).first()
    restrictions = restrictions_of(path, now=context.now)
    page_password = _password_of(restrictions)
    # A random password replaces that of a page without one.
    expected = _hashed(page_password or secrets.token_hex())
    if not hmac.compare_digest(_hashed(password), expected) or page_password is None:
        return None
    token = make_token(_SALT, [page_id, _fingerprint(restrictions)], context.now)
    payload = read_token(_SALT, token, settings.CMS_UNLOCK_HOURS, context.now)
    return (token, payload[1]) if payload else None


def unlocked_page(context: RequestContext, token: str) -> tuple[Page, datetime] | None:
    """Return (page, expiry) of an unlock token; None if it expired or a restriction changed since."""
    payload = read_token(_SALT, token, settings.CMS_UNLOCK_HOURS, context.now)
    if payload is None:
        return None
    (page_id, fingerprint), expires_at = payload
    page = Page.objects.filter(pk=page_id).select_related("content_type").first()
    restrictions = restrictions_of(page.path if page else None, now=context.now)
    if page is None or not hmac.compare_digest(fingerprint, _fingerprint(restrictions)):
        return None
    return page, expires_at


class RestrictedPage(NamedTuple):
    """A restricted page: primary key and `RestrictionKind`."""

    pk: int
    kind: str


def restricted_page(context: RequestContext, url_path: str, tree_path: str) -> RestrictedPage | None:
    """Return the page at a URL path, at or below a home page, that only a restriction hides; else None."""
    page = (
        Page.objects.filter(at_url_path(url_path), path__startswith=tree_path)
        .select_related("content_type")
        .first()
    )
    if page is None or not issubclass(page.specific_class or Page, BasePage):
        return None
    kind = decisive_kind(restrictions_of(page.path, now=context.now))
    return RestrictedPage(page.pk, kind) if kind else None


def _password_of(restrictions: list[Restriction]) -> str | None:
    """Return the one password that opens all restrictions; None if there is none."""
    passwords = {_normalized(restriction.password) for restriction in restrictions}
    is_password_only = all(restriction.kind == PageViewRestriction.PASSWORD for restriction in restrictions)
    return (passwords.pop() or None) if is_password_only and len(passwords) == 1 else None


def _hashed(password: str) -> bytes:
    return salted_hmac(_SALT, _normalized(password), algorithm="sha256").digest()


def _normalized(password: str) -> str:
    """Return a password in NFC: some keyboards write ü as u with a combining character."""
    return unicodedata.normalize("NFC", password)


def _fingerprint(restrictions: list[Restriction]) -> str:
    """Return a keyed hash of all restrictions of a page: it changes with any of them, and reveals none."""
    values: list[Any] = [list(restriction) for restriction in restrictions]
    return salted_hmac(f"{_SALT}.fingerprint", repr(values), algorithm="sha256").hexdigest()[:40]
