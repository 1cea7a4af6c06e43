"""The demo's logins. Everybody knows their passwords; a check keeps them out of other installations."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from .ledger import Ledger


@dataclass(frozen=True, slots=True)
class Login:
    """A login of the demo; without a group it is the administrator's."""

    username: str
    password: str
    first_name: str
    last_name: str
    role: str
    group: str = ""


LOGINS = (
    Login("editor", "prismatal-editor", "Ayşe", "Kılınç", "editor", "Editors"),
    Login("moderator", "prismatal-moderator", "Jonas", "Brettschneider", "moderator", "Moderators"),
    Login("admin", "prismatal-admin", "Ruth", "Albers", "administrator"),
)


def make_logins(ledger: Ledger) -> dict[str, Any]:
    """Make what is missing; return the users by user name, without those that somebody has deleted."""
    users = get_user_model()
    for login in LOGINS:
        key = f"login/{login.username}"
        if ledger.is_finished(key):
            continue
        with transaction.atomic():
            is_admin = not login.group
            user = users._default_manager.create_user(
                username=login.username,
                email=f"{login.username}@prismatal.example",
                password=login.password,
                first_name=login.first_name,
                last_name=login.last_name,
                is_staff=is_admin,
                is_superuser=is_admin,
            )
            if login.group:
                user.groups.add(Group.objects.get(name=login.group))
            ledger.note(key, user)
    names = [login.username for login in LOGINS]
    return {user.username: user for user in users._default_manager.filter(username__in=names)}
