"""Who asks after a commit gets what was committed, whoever asks and writes at the same moment."""

import threading
from typing import Any

import pytest
from django.db import connection

from cms.delivery.edition import current_edition
from cms.home.models import StandardPage
from cms.home.sites import start_site
from tests.factories.pages import StandardPageFactory
from tests.served import ServedClient

pytestmark = [pytest.mark.needs_postgresql, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ROUNDS = 15
READERS = 3
QUERY = '{ route(path: "/de/zaehler/") { page { title } } }'


def test_no_answer_is_older_than_the_last_commit_before_it_was_asked_for() -> None:
    start_site(name="Verein")
    page = StandardPageFactory(title="0", slug="zaehler")
    committed = [0]
    is_over = threading.Event()
    stale: list[Any] = []
    asked = [0]

    def read() -> None:
        client = ServedClient()
        try:
            while not is_over.is_set():
                least = committed[0]
                answer = client.post("/graphql/", {"query": QUERY}, content_type="application/json").json()
                shown = int(answer["data"]["route"]["page"]["title"])
                asked[0] += 1
                if shown < least:
                    stale.append((shown, least))
        finally:
            connection.close()

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, ROUNDS + 1):
            one = StandardPage.objects.get(pk=page.pk)
            one.title = str(number)
            one.save_revision().publish()
            committed[0] = number
    finally:
        is_over.set()
        for reader in readers:
            reader.join(30)
    assert not stale
    assert asked[0] > ROUNDS


def test_a_connection_that_the_server_has_closed_is_replaced() -> None:
    start_site(name="Verein")
    before = current_edition()
    connection.connection.close()
    connection.health_check_done = False
    assert current_edition() == before
