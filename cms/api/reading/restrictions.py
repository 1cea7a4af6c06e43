"""Pages that not everybody may see: what keeps a visitor out, and the password that lets one in."""

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

from .request import Reading

_SALT = "cms.api.unlocking"

#: What a frontend can ask for: a password, or that somebody logs in.
KINDS = {
    PageViewRestriction.PASSWORD: "PASSWORD",
    PageViewRestriction.LOGIN: "LOGIN",
    PageViewRestriction.GROUPS: "GROUPS",
}


def decisive_kind(restrictions: Iterable[Restriction]) -> str | None:
    """Return what keeps a visitor out: the innermost that no password opens, else PASSWORD, else None."""
    kinds = [KINDS[one.kind] for one in restrictions if one.kind in KINDS]
    return next((kind for kind in kinds if kind != "PASSWORD"), kinds[0] if kinds else None)


def unlock_token(reading: Reading, page_id: int, password: str) -> tuple[str, datetime] | None:
    """Return a token for a page that only its password keeps from the public, and when it expires.

    Every password on the way to the page must be this one. None for a wrong password and for every other
    page, after the same work: three statements, one hash of each password, one comparison.
    """
    path = Page.objects.filter(pk=page_id).order_by().values_list("path", flat=True).first()
    restrictions = restrictions_of(path, now=reading.now)
    right = _password_of(restrictions)
    # Something that nobody can guess stands for the password of a page that has none.
    expected = _hashed(right or secrets.token_hex())
    if not hmac.compare_digest(_hashed(password), expected) or right is None:
        return None
    token = make_token(_SALT, [page_id, _fingerprint(restrictions)], reading.now)
    found = read_token(_SALT, token, settings.CMS_UNLOCK_HOURS, reading.now)
    return (token, found[1]) if found else None


def unlocked_page(reading: Reading, token: str) -> tuple[Page, datetime] | None:
    """Return the page that an unlock token opens, and until when; None unless all is as when it was given."""
    found = read_token(_SALT, token, settings.CMS_UNLOCK_HOURS, reading.now)
    if found is None:
        return None
    (page_id, fingerprint), expires_at = found
    page = Page.objects.filter(pk=page_id).select_related("content_type").first()
    restrictions = restrictions_of(page.path if page else None, now=reading.now)
    if page is None or not hmac.compare_digest(fingerprint, _fingerprint(restrictions)):
        return None
    return page, expires_at


class RestrictedPage(NamedTuple):
    pk: int
    kind: str


def restricted_page(reading: Reading, url_path: str, tree_path: str) -> RestrictedPage | None:
    """Return the page at or below a home page that is public but for a restriction; None if there is none."""
    page = (
        Page.objects.filter(at_url_path(url_path), path__startswith=tree_path)
        .select_related("content_type")
        .first()
    )
    if page is None or not issubclass(page.specific_class or Page, BasePage):
        return None
    kind = decisive_kind(restrictions_of(page.path, now=reading.now))
    return RestrictedPage(page.pk, kind) if kind else None


def _password_of(restrictions: list[Restriction]) -> str | None:
    """Return the one password that opens all restrictions; None if there is none."""
    passwords = {_composed(one.password) for one in restrictions}
    is_openable = all(one.kind == PageViewRestriction.PASSWORD for one in restrictions)
    return (passwords.pop() or None) if is_openable and len(passwords) == 1 else None


def _hashed(password: str) -> bytes:
    return salted_hmac(_SALT, _composed(password), algorithm="sha256").digest()


def _composed(password: str) -> str:
    """Return a password as one sequence of characters: some keyboards write ü as u with a sign."""
    return unicodedata.normalize("NFC", password)


def _fingerprint(restrictions: list[Restriction]) -> str:
    """Return a text that changes with any restriction on the way to a page, and says nothing about it."""
    values: list[Any] = [list(one) for one in restrictions]
    return salted_hmac(f"{_SALT}.fingerprint", repr(values), algorithm="sha256").hexdigest()[:40]
