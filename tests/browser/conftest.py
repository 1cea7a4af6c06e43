"""The demo as it is served, and a browser to visit it with.

What is looked at is kept in `test-results/screenshots/`; with CMS_TEST_SCREENSHOTS=1 all pages at all widths.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import find_chromium, missing_service
from tests.started_demo import ServedDemo

Demo = ServedDemo

SCREENSHOTS = Path(settings.BASE_DIR) / "test-results" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
#: How long a visitor may have to wait on a machine that has other work, in milliseconds.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def demo(served_demo: ServedDemo) -> Demo:
    """Both sites are up."""
    return served_demo


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if reason := missing_service("needs_chromium"):
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A visitor of the website with an empty browser of 1,440 pixels."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.fixture
def screenshots() -> Path:
    """Where pictures of the run are kept to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
