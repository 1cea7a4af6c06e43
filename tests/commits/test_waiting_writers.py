"""A transaction that does not end stops those alone who publish; they are told, and lose nothing."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail import hooks
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.delivery import version_lock
from cms.delivery.content_version import locked_version
from cms.delivery.edition import current_edition
from cms.home.models import StandardPage
from tests.factories.pages import StandardPageFactory

from .conftest import MAX_SECONDS, Threads

WORDS = 'Ein Satz mit "Anführungszeichen" <b>und</b>\r\n\r\neinem Absatz'


@pytest.fixture
def editor(site: Any, settings: Settings) -> Client:
    settings.CMS_LOCK_TIMEOUT = 1
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("chefin", "c@verein.example", "geheim"))
    return client


def form_of(page: StandardPage, **changes: str) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "teaser": page.teaser,
            "cover": "",
            "body": streamfield([]),
            "contacts": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "role": page.role,
            "comments": inline_formset([]),
            **changes,
        }
    )


def post(client: Client, page: StandardPage, **changes: str) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **changes))


@contextmanager
def publication(threads: Threads) -> Iterator[None]:
    """Another transaction that has changed content and does not end while the block runs."""
    holds, ends = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            locked_version()
            holds.set()
            ends.wait(MAX_SECONDS)

    threads.start(hold)
    assert holds.wait(MAX_SECONDS)
    try:
        yield
    finally:
        ends.set()
        threads.finish()


def test_who_can_not_publish_in_time_sends_the_same_again(editor: Client, threads: Threads) -> None:
    page = StandardPageFactory(title="Oben")
    before = page.latest_revision
    with publication(threads):
        started = time.monotonic()
        answer = post(editor, page, teaser=WORDS, **{"action-publish": "1"})
        assert time.monotonic() - started < 4
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    text = answer.content.decode()
    assert "Nichts von dem, was Sie geschrieben haben, ist verloren" in text
    fields = {
        name: unescape(value)
        for name, value in re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', text, re.DOTALL)
    }
    page.refresh_from_db()
    assert page.teaser == "" and page.latest_revision == before
    again = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)
    assert again.status_code == 302
    page.refresh_from_db()
    assert page.teaser.replace("\r\n", "\n") == WORDS.replace("\r\n", "\n")


def test_scripts_are_told_in_json(editor: Client, threads: Threads) -> None:
    page = StandardPageFactory(title="Oben")
    with publication(threads):
        answer = editor.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            form_of(page, **{"action-publish": "1"}),
            headers={"accept": "application/json"},
        )
    assert answer.status_code == 503
    assert answer.json()["success"] is False


@pytest.mark.needs_postgresql
@pytest.mark.parametrize("is_live", [True, False])
def test_a_draft_waits_for_no_publication(editor: Client, threads: Threads, is_live: bool) -> None:
    """On SQLite one writes at a time, whatever it is."""
    page = StandardPageFactory(title="Oben", is_live=is_live)
    before = current_edition()
    with publication(threads):
        assert post(editor, page, title="Entwurf").status_code == 302
        assert Page.objects.get(pk=page.pk).draft_title == "Entwurf"
    assert current_edition() == before


def test_what_a_draft_writes_besides_changes_the_edition(editor: Client) -> None:
    page = StandardPageFactory(title="Oben", is_live=False)
    other = StandardPageFactory(title="Daneben")
    before = current_edition()

    def rename(request: Any, page: Any) -> None:
        Page.objects.filter(pk=other.pk).update(title="Anders")

    with hooks.register_temporarily("after_edit_page", rename):
        assert post(editor, page, title="Entwurf").status_code == 302
    assert current_edition() != before


@pytest.mark.needs_postgresql
def test_not_all_threads_of_a_server_wait(threads: Threads, site: Any) -> None:
    """The next one is refused at once: a thread that waits answers no reader."""
    waiting = threading.Semaphore(0)

    def wait() -> None:
        with transaction.atomic():
            waiting.release()
            locked_version()

    with publication(threads):
        for _ in range(version_lock.MAX_WAITING):
            threads.start(wait)
            assert waiting.acquire(timeout=MAX_SECONDS)
        until = time.monotonic() + MAX_SECONDS
        while version_lock._waiting._value and time.monotonic() < until:
            time.sleep(0.01)
        with pytest.raises(Exception, match="could not obtain lock"), transaction.atomic():
            locked_version()
