"""What every test can rely on: a directory of its own for files, an empty cache, the default language.

The suite runs with nothing but Python, on SQLite. CMS_TEST_DATABASE_URL and CMS_TEST_CACHE_URL put a whole
run on PostgreSQL and Redis. A test that needs more than Python says so by a marker (`needs_chromium`, …);
where the thing is missing the test is skipped with the reason, or fails under CMS_TEST_REQUIRE_ALL=1.
Only a run's own database and cache are no missing things: what needs others is left to another run.

What asks for no database, and what is marked `once`, says the same on all of them: the run on SQLite says it.
What asks for one runs on each, and so does what is marked `needs_cache`.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from pytest_django import Settings

from cms.api.loading import prepared_statements
from cms.serving.outages import outage

from . import migrated
from .served import ServedClient
from .started_demo import made_demo, served_demo  # noqa: F401  fixtures

GETTEXT_TOOLS = ("xgettext", "msgmerge", "msgfmt", "msgattrib")
#: Programs that read what ships in deploy/.
PROGRAMS = {"needs_systemd": "systemd-analyze", "needs_nginx": "nginx", "needs_caddy": "caddy"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser to drive: CMS_TEST_CHROMIUM, else the first one on the path."""
    return os.environ.get("CMS_TEST_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


#: What a test asks for that has content in the database.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback"}


def is_said_on_sqlite(item: pytest.Item) -> str | None:
    """Why another database would say nothing else of this test; None if it may."""
    if connection.vendor == "sqlite":
        return None
    if item.get_closest_marker("once"):
        return "says the same on every database"
    names = {mark.name for mark in item.iter_markers()}
    if names & {"django_db", "needs_postgresql", "needs_redis", "needs_cache"}:
        return None
    return (
        None if DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())) else "asks for no database"
    )


def elsewhere(marker: str) -> str | None:
    """Why a test with this marker belongs to a run on another database or cache; None if it does not."""
    if marker == "needs_sqlite" and connection.vendor != "sqlite":
        return "runs on the embedded database alone"
    if marker == "needs_postgresql" and connection.vendor != "postgresql":
        return "this run is not on PostgreSQL (CMS_TEST_DATABASE_URL)"
    if marker == "needs_redis" and not os.environ.get("CMS_TEST_CACHE_URL"):
        return "this run has no Redis (CMS_TEST_CACHE_URL)"
    return None


def missing_service(marker: str) -> str | None:
    """Why a test with this marker cannot run on this machine; None if it can."""
    if marker == "needs_chromium" and not find_chromium():
        return "Chromium is not installed (or name it in CMS_TEST_CHROMIUM)"
    if marker == "needs_node" and not (shutil.which("node") and shutil.which("npm")):
        return "Node.js and npm are not installed"
    if marker in PROGRAMS and not shutil.which(PROGRAMS[marker]):
        return f"{PROGRAMS[marker]} is not installed"
    if marker == "needs_gettext" and not all(map(shutil.which, GETTEXT_TOOLS)):
        return "GNU gettext is not installed"
    return None


def pytest_runtest_setup(item: pytest.Item) -> None:
    if reason := next(filter(None, (elsewhere(mark.name) for mark in item.iter_markers())), None):
        pytest.skip(reason)
    if reason := is_said_on_sqlite(item):
        pytest.skip(reason)
    reasons = [reason for mark in item.iter_markers() if (reason := missing_service(mark.name))]
    if not reasons:
        return
    if os.environ.get("CMS_TEST_REQUIRE_ALL") == "1":
        pytest.fail(f"{'; '.join(reasons)} (CMS_TEST_REQUIRE_ALL=1)", pytrace=False)
    pytest.skip("; ".join(reasons))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what needs the demo, so that `-m` can choose it."""
    for item in items:
        if item.get_closest_marker("browser") or "made_demo" in getattr(item, "fixturenames", ()):
            item.add_marker("demo")
    yield
    # The slow ones last, so that everything else has been said by then, and the demo is up for a short while.
    items.sort(key=lambda item: [item.get_closest_marker(name) is not None for name in ("browser", "demo")])


def pytest_collection_finish() -> None:
    # As a server does: what is there before the first test stays, and nobody looks through it time and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Migrate SQLite once for all runs with the same migrations; with `-p no:cacheprovider`, in each."""
    cache_of_runs = getattr(request.config, "cache", None)
    if cache_of_runs is None or connection.vendor != "sqlite":
        yield
        return
    with migrated.once(cache_of_runs.mkdir("migrated")):
        yield


@pytest.fixture(scope="session", autouse=True)
def checked_statement_keys() -> None:
    """Compile each cached statement anew when it is used: its key must name all that it depends on.

    Keys are the same on every database, and it takes longer than all else: the run on SQLite does it.
    """
    prepared_statements.checks_keys = connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def fresh_surroundings(settings: Settings, tmp_path: Path) -> None:
    """Keep one test's files, cache entries, outage and language from the next."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    outage.forget()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> ServedClient:
    """What asks the product as if a server stood between."""
    # As Django's own test client does: the transaction of the test would be lost with its connection.
    monkeypatch.setattr("cms.api.cache.response_cache.close_old_connections", lambda: None)
    return ServedClient()


@pytest.fixture
def chromium_path() -> str:
    """The browser's executable. For tests marked `needs_chromium`."""
    path = find_chromium()
    assert path, "mark the test needs_chromium"
    return path
