"""The demo, started as a user starts it, and a browser to visit it with.

What is looked at is kept: `test-results/screenshots/`.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import find_chromium, missing_service

ROOT = Path(settings.BASE_DIR)
SCREENSHOTS = ROOT / "test-results" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
#: How long a visitor may have to wait on a machine that has other work, in milliseconds.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
#: Beyond this the demo is too slow for a user who waits.
MOST_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Demo:
    """The addresses of a running demo, without final slashes, and what it printed."""

    cms: str
    frontend: str
    printed: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Start `manage.py demo` in a directory of its own; both sites are up."""
    if missing_service("needs_chromium"):
        pytest.skip("Chromium is not installed")
    home = tmp_path_factory.mktemp("demo")
    cms, frontend = free_port(), free_port()
    printed = home / "printed.txt"
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_"))
    }
    with printed.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(cms), "--frontend-port", str(frontend)],
            cwd=ROOT,
            env={**kept, "CMS_DATA_DIR": str(home / "data")},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    found = Demo(f"http://localhost:{cms}", f"http://localhost:{frontend}", printed)
    try:
        until = time.monotonic() + MOST_SECONDS
        while not (is_up(f"{found.cms}/healthz") and is_up(f"{found.frontend}/")):
            assert process.poll() is None, printed.read_text(encoding="utf-8")[-4000:]
            assert time.monotonic() < until, printed.read_text(encoding="utf-8")[-4000:]
            time.sleep(0.5)
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


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
