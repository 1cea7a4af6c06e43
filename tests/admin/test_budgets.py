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


def count(client: Client, address: str) -> int | None:
    """Return how many statements a screen takes that has been open before; None if it may not be opened."""
    if client.get(address).status_code == 302:
        return None
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(captured)


def editor() -> Client:
    """Return a client of the group "Editors": Wagtail asks for the rights of each group and user."""
    user = get_user_model().objects.create_user("eva", "eva@verein.example", "x")
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def test_screens_ask_no_more_for_many_things_than_for_few(site: StartedSite, client: Client) -> None:
    """Every screen, opened by an editor; by a superuser, of whom Wagtail asks less, what editors may not."""
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@verein.example", "x"))
    content = Content()
    eva = editor()

    def counts() -> dict[str, int]:
        found = {}
        for name, address in screens(content).items():
            of_editor = count(eva, address)
            found[name] = count(client, address) if of_editor is None else of_editor
        return found

    content.grow(FEW)
    few = counts()
    content.grow(MANY)
    many = counts()
    growing = {name: (few[name], many[name]) for name in many if many[name] > few[name] + MORE}
    assert not growing
    assert not {name: number for name, number in many.items() if number > MOST}
