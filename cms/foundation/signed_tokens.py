"""Signed tokens that say when they were made: nobody but this installation can make or change one."""

from datetime import datetime, timedelta
from typing import Any

from django.core import signing

#: No token that we make has a third of these.
MAX_CHARACTERS = 1_000


def make_token(salt: str, values: list[Any], now: datetime) -> str:
    """Return a token that holds `values` (numbers and texts, readable by anybody) and its moment.

    `salt` names what tokens are for: those of one kind are refused as another. The characters of a token need
    no quoting in an address.
    """
    return _signer(salt).sign_object([int(now.timestamp()), *values])


def read_token(salt: str, token: str, hours: int, now: datetime) -> tuple[list[Any], datetime] | None:
    """Return a token's values and when it expires; None if it is not ours, was changed or is too old.

    Its age is compared with what holds today: a shorter time takes effect on tokens that are out already.
    """
    if len(token) > MAX_CHARACTERS or not token.isascii():
        return None
    try:
        made_at, *values = _signer(salt).unsign_object(token)
    except signing.BadSignature:
        return None
    expires_at = datetime.fromtimestamp(made_at, tz=now.tzinfo) + timedelta(hours=hours)
    return (values, expires_at) if now < expires_at else None


def _signer(salt: str) -> signing.Signer:
    return signing.Signer(sep=".", salt=salt)
