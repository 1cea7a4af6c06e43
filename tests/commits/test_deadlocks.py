"""Two who write at the same moment wait for one another, one after the other and not each for the other."""

import threading

from django.db import transaction

from cms.home.models import StandardPage
from tests.factories.pages import StandardPageFactory

from .conftest import MAX_SECONDS, Threads

ROUNDS = 6


def test_publishing_below_a_page_whose_address_changes(threads: Threads) -> None:
    """A request of the admin saves a draft of the page first, then publishes it, in one transaction."""
    top = StandardPageFactory(title="Oben")
    below = StandardPageFactory(title="Unten", parent=top)
    together = threading.Barrier(2)

    def rename() -> None:
        for number in range(ROUNDS):
            together.wait(MAX_SECONDS)
            with transaction.atomic():
                page = StandardPage.objects.get(pk=top.pk)
                page.slug = f"oben-{number}"
                page.save_revision().publish()

    def publish() -> None:
        for number in range(ROUNDS):
            together.wait(MAX_SECONDS)
            with transaction.atomic():
                page = StandardPage.objects.get(pk=below.pk)
                page.title = f"Unten {number}"
                page.save_revision().publish()

    threads.start(rename)
    threads.start(publish)
    threads.finish()
    below = StandardPage.objects.get(pk=below.pk)
    assert below.title == f"Unten {ROUNDS - 1}"
    assert below.url_path.endswith("/unten/")
