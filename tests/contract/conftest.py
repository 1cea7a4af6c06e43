"""The example site, built once for all that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from .example_site import MOMENT, build_example_site


@pytest.fixture(scope="package")
def built_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    media: Path = tmp_path_factory.mktemp("example-media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=media), time_machine.travel(MOMENT, tick=False):
            build_example_site()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def example_site(built_site: None, db: None) -> None:
    """The example site; a test's changes are rolled back."""
