"""A started site for all tests of a package, whose conftest imports both fixtures.

Starting a site takes longer than most tests do. It is done once, in a transaction around them all; what a
test changes is rolled back with the test, as ever.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from cms.home.models import HomePage
from cms.home.sites import StartedSite, start_site


@pytest.fixture(scope="package")
def started_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[StartedSite]:
    """The site before any test has changed it; tests ask for `site`."""
    with django_db_blocker.unblock(), transaction.atomic():
        started = start_site(name="Verein", hostname="localhost", port=3000)
        with django_db_blocker.block():
            yield started
        transaction.set_rollback(True)


@pytest.fixture
def site(started_once: StartedSite, db: None) -> StartedSite:
    """German and English trees with their sections, at http://localhost:3000."""
    homes = {code: HomePage.objects.get(pk=home.pk) for code, home in started_once.homes.items()}
    return StartedSite(Site.objects.get(pk=started_once.site.pk), homes)
