"""Keeps the demo's known passwords out of every other installation."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from .logins import LOGINS
from .models import MadeObject
from .protection import PASSWORD, protected_pages


@register(Tags.database)
def known_passwords_open_nothing_real(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Return an error for each demo login, and each page's password, that opens a database not the demo's.

    `migrate` runs this check, and so does every deployment: it stops there.
    """
    if settings.DEBUG or getattr(settings, "CMS_IS_DEMO", False) or "default" not in (databases or ()):
        return []
    if MadeObject._meta.db_table not in connections["default"].introspection.table_names():
        return []
    if not MadeObject.objects.filter(key__startswith="login/").exists():
        return []
    return [*_open_logins(), *_open_pages()]


def _open_logins() -> list[CheckMessage]:
    users = get_user_model()._default_manager.filter(
        username__in=[login.username for login in LOGINS], is_active=True
    )
    passwords = {login.username: login.password for login in LOGINS}
    return [
        Error(
            f"The demo's login “{user.get_username()}” opens this database: everybody knows its password.",
            hint="Start with an empty database, or delete the login, or give it another password.",
            id="demo.E001",
        )
        for user in users
        if user.check_password(passwords[user.get_username()])
    ]


def _open_pages() -> list[CheckMessage]:
    return [
        Error(
            f"The demo's password opens the page “{page.title}”: everybody knows it.",
            hint=f"Start with an empty database, or give the page another password than “{PASSWORD}”.",
            id="demo.E002",
        )
        for page in protected_pages()
    ]
