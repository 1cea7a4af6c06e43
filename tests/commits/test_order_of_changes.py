"""A cursor neither skips nor repeats an entry, whoever else publishes at the moment."""

import random
import threading
import time
from typing import Any

from django.db import transaction

from cms.delivery.models import Change, PublicPage
from cms.foundation.querysets import BasePageQuerySet
from cms.home.models import StandardPage
from tests.api.conftest import Ask
from tests.delivery.conftest import Log
from tests.factories.pages import StandardPageFactory

from .conftest import MAX_SECONDS, Threads


def publish(pk: int, title: str = "Anders") -> None:
    page = StandardPage.objects.get(pk=pk)
    page.title = title
    page.save_revision().publish()


def test_who_began_first_and_commits_last_is_not_skipped(threads: Threads, ask: Ask) -> None:
    """A number drawn at the beginning would be lower than one that a reader has seen already."""
    first, second = StandardPageFactory(title="Eins"), StandardPageFactory(title="Zwei")
    has_written, may_commit = threading.Event(), threading.Event()
    log = Log(ask)

    def publish_slowly() -> None:
        with transaction.atomic():
            publish(first.pk)
            has_written.set()
            assert may_commit.wait(MAX_SECONDS)

    threads.start(publish_slowly)
    assert has_written.wait(MAX_SECONDS)
    late = threads.start(publish, second.pk)
    late.join(1)
    assert late.is_alive(), "the second has overtaken the first"
    assert log.new() == []
    may_commit.set()
    threads.finish()
    assert log.new() == [("UPDATED", "/de/eins/"), ("UPDATED", "/de/zwei/")]


def test_a_reader_sees_every_entry_of_many_writers_once(threads: Threads, ask: Ask) -> None:
    pages = [StandardPageFactory(title=f"Seite {number}") for number in range(4)]
    log, last = Log(ask), Change.objects.latest("sequence").sequence

    def write(pk: int) -> None:
        for _ in range(6):
            with transaction.atomic():
                publish(pk)
                time.sleep(random.uniform(0, 0.02))

    for page in pages:
        threads.start(write, page.pk)
    seen = []
    while threads.are_running:
        seen += log.entries(first=3)
    seen += log.entries()
    threads.finish()
    written = [f"change-{change.sequence}" for change in Change.objects.filter(sequence__gt=last)]
    assert [entry["id"] for entry in seen] == written
    assert len(written) == 4 * 6
    assert len({entry["pageId"] for entry in seen}) == 4


def test_a_page_below_one_that_is_taken_away_meanwhile(threads: Threads, ask: Ask) -> None:
    """Whoever asks what is public must have waited for the other's answer."""
    top = StandardPageFactory(title="Oben")
    below = StandardPageFactory(title="Unten", parent=top, is_live=False)
    has_written, may_commit = threading.Event(), threading.Event()
    log = Log(ask)

    def unpublish_slowly() -> None:
        with transaction.atomic():
            StandardPage.objects.get(pk=top.pk).unpublish()
            has_written.set()
            assert may_commit.wait(MAX_SECONDS)

    threads.start(unpublish_slowly)
    assert has_written.wait(MAX_SECONDS)
    threads.start(publish, below.pk).join(0.5)
    may_commit.set()
    threads.finish()
    assert log.new() == [("UNPUBLISHED", "/de/oben/")]
    assert registered() == public()


def registered() -> set[int]:
    return set(PublicPage.objects.values_list("page_id", flat=True))


def public() -> set[Any]:
    from wagtail.models import Page

    return set(BasePageQuerySet(Page).published().filter(depth__gt=1).values_list("pk", flat=True))
