"""What the admin's screens ask the database: no more for many things than for few."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.home.sites import StartedSite

from .screens import Content, screens

pytestmark = pytest.mark.once

FEW, MANY = 2, 6
#: How many more statements a screen may take with many: of a kind of page that was not among few.
MORE = 2
#: The most statements of a screen.
MOST = 45


def count(client: Client, address: str) -> int:
    """Return how many statements a screen takes that has been open before."""
    client.get(address)
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(captured)


#: What somebody of the group "Editors" opens all day; Wagtail asks for the rights of each group and user.
EDITORS_SCREENS = (
    "explorer: news",
    "explorer: galleries",
    "pictures",
    "picture chooser",
    "page chooser",
    "editor: plain article",
    "editor: standard page",
    "list: category",
)


def editor_of_a_group() -> Client:
    user = get_user_model().objects.create_user("eva", "eva@verein.example", "x")
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def test_screens_ask_no_more_for_many_things_than_for_few(site: StartedSite, client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@verein.example", "x"))
    content = Content()
    editor = editor_of_a_group()

    def counts() -> dict[str, int]:
        found = screens(content)
        return {name: count(client, address) for name, address in found.items()} | {
            f"{name}, of an editor": count(editor, found[name]) for name in EDITORS_SCREENS
        }

    content.grow(FEW)
    few = counts()
    content.grow(MANY)
    many = counts()
    growing = {name: (few[name], many[name]) for name in many if many[name] > few[name] + MORE}
    assert not growing
    assert not {name: number for name, number in many.items() if number > MOST}
