"""What a link may lead to: the one place that decides it, for what editors write and for what goes out."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

WEB_SCHEMES = ("http", "https")
#: What a target out of the CMS is, by its scheme.
_KINDS = {**dict.fromkeys(WEB_SCHEMES, "web"), "mailto": "email", "tel": "phone"}
#: A browser drops tabs and line breaks inside an address, and reads \ as /: /\t/host is another website.
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


def kind_of(address: str) -> str:
    """Return what an address leads to: web, email, phone, path or anchor; empty for all else.

    A path begins with one slash (/de/kontakt/); an anchor is a place on the page of the link (#kontakt).
    """
    address = address.strip()
    if address.startswith(("/", "#")):
        if address.startswith("//") or address == "#" or _UNSAFE.search(address):
            return ""
        return "path" if address.startswith("/") else "anchor"
    try:
        parts = urlsplit(address)
        kind = _KINDS.get(parts.scheme.lower(), "")
        return kind if (parts.hostname if kind == "web" else parts.path) else ""
    except ValueError:
        return ""


def fragment_of(address: str | None) -> str:
    """Return the fragment of an address with its #; empty if it has none."""
    _before, sign, fragment = (address or "").strip().partition("#")
    return sign + fragment if fragment and not _UNSAFE.search(fragment) else ""


def refuse_no_website(address: str) -> None:
    """Raise `ValidationError` unless a browser opens `address` as a website."""
    if kind_of(address) != "web":
        raise ValidationError(_("Enter an address that starts with https:// or http://."))


def refuse_no_page(address: str) -> None:
    """Raise `ValidationError` unless `address` is a website, or a path of this one."""
    if not is_one_of(address, "path"):
        raise ValidationError(
            _(
                "“%(address)s” is no address that visitors can be sent to. Enter one that starts with "
                "https:// or http://, or one of this website such as /de/kontakt/."
            ),
            params={"address": address},
        )


def refuse_no_target(address: str) -> None:
    """Raise `ValidationError` unless a link to `address` is delivered."""
    if not kind_of(address):
        raise ValidationError(
            _(
                "“%(address)s” is no address that visitors can open. Possible are https://…, an address of "
                "this website such as /de/kontakt/, a place on the page such as #kontakt, an e-mail address "
                "and a telephone number."
            ),
            params={"address": address},
        )


def refuse_no_link(address: str) -> None:
    """Raise `ValidationError` unless `address` is a website, a path of this one, or a place on the page."""
    if not is_one_of(address, "path", "anchor"):
        raise ValidationError(
            _(
                "Enter an address that starts with https:// or http://, one of this website such as "
                "/de/kontakt/, or a place on the page such as #kontakt."
            )
        )


def is_one_of(address: str, *kinds: str) -> bool:
    """Tell whether `address` is of one of these kinds, or a website with a complete host."""
    if kind_of(address) != "web":
        return kind_of(address) in kinds
    try:
        URLValidator(schemes=WEB_SCHEMES)(address)
    except ValidationError:
        return False
    return True
