"""The login form of editors and of whom a document or page asks to log in."""

from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from wagtail.admin.forms.auth import LoginForm

from cms.serving.client_address import client_address
from cms.serving.rate_limits import Limit

from .counting import Attempt, Limits, when_again

MINUTES, HOUR = 10 * 60, 60 * 60
#: Wrong tries of logins.
LOGIN = Limits(
    per_visitor=Limit(20, MINUTES),
    per_visitor_and_thing=Limit(10, MINUTES),
    per_thing=Limit(50, HOUR),
    per_visitor_when_busy=Limit(3, HOUR),
)


class LimitedLoginForm(LoginForm):
    """Wagtail's login form; beyond the limits no password is looked at, be it right or wrong.

    Accounts that there are not are counted as others are, so no answer tells which there are.
    """

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username")
        if username is None or self.cleaned_data.get("password") is None:
            return super().clean()
        attempt = Attempt("login", account(username), client_address(self.request), LOGIN)
        if exceeded := attempt.count():
            raise ValidationError(when_again(exceeded), code="too_many")
        cleaned: dict[str, Any] = super().clean()
        attempt.give_back()
        return cleaned


def account(name: str) -> str:
    """Return what spellings of a name are counted as. Names of forms are at most 254 characters."""
    return f"account {normalize('NFKC', name).casefold()}"
