"""An editor, and what the media tests look at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from pytest_django import Settings
from wagtail.models import Locale


@pytest.fixture(autouse=True)
def words_of_the_source(fresh_surroundings: None) -> None:
    """English, whatever the site speaks: these tests read messages as the code says them."""
    translation.activate("en")


@pytest.fixture
def editor_client(admin_client: Client, db: None) -> Client:
    """A browser in which somebody is logged in who may do everything, and reads English."""
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return admin_client


@pytest.fixture
def locales(db: None) -> dict[str, Locale]:
    """German and English, as start_site makes them."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("de", "en")}


@pytest.fixture
def stored_files(settings: Settings) -> Callable[[], list[str]]:
    """Call it for the names of all files in the media storage, sorted."""

    def names() -> list[str]:
        root = Path(settings.MEDIA_ROOT)
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    return names


@pytest.fixture
def writer(db: None) -> Any:
    """A user with no rights at all."""
    return get_user_model().objects.create_user("writer", password="unused-here")
