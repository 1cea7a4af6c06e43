"""Two people at one page in browsers that save by themselves: the second is told, and no text is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Demo
from .test_reading import asked
from .test_writing import AUTOSAVE, log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

NEWER = re.compile("nachdem Sie sie geöffnet hatten")


def teaser(page: Page) -> Locator:
    return page.locator("[name=teaser]")


def write(page: Page, text: str) -> None:
    """Type as a person does, and wait until the browser has tried to save."""
    teaser(page).fill("")
    teaser(page).press_sequentially(text)
    page.keyboard.press("Tab")
    page.wait_for_timeout(AUTOSAVE)
    page.wait_for_load_state("networkidle")


def save(page: Page) -> None:
    """Press “Save draft”, and “Continue” where Wagtail asks before that."""
    page.locator("footer button[type=submit]").first.click()
    proceed = page.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
    page.wait_for_timeout(1_500)
    if proceed.is_visible():
        proceed.click()
    page.wait_for_load_state("networkidle")


def test_whoever_is_second_is_told_and_no_text_is_lost(
    demo: Demo, browser: Browser, screenshots: Any
) -> None:
    found = asked(demo, "{ news(first: 1) { nodes { id } } }")["news"]["nodes"][0]["id"]
    address = f"{demo.cms}/admin/pages/{found.partition('-')[2]}/edit/"
    first, second = writer(browser), writer(browser)
    log_in(first, demo, "moderator")
    log_in(second, demo, "editor")
    for page in (first, second):
        page.goto(address)
        expect(teaser(page)).to_be_visible()
    write(first, "Von der ersten.")
    write(second, "Von der zweiten.")
    second.screenshot(path=screenshots / "two-editors-before.png", full_page=True)
    save(second)
    expect(second.locator(".help-warning")).to_contain_text(NEWER)
    expect(teaser(second)).to_have_value("Von der zweiten.")
    second.screenshot(path=screenshots / "two-editors-told.png", full_page=True)
    second.wait_for_timeout(AUTOSAVE)
    first.goto(address)
    expect(teaser(first)).to_have_value("Von der ersten.")

    save(second)
    expect(second.locator(".help-warning")).to_have_count(0)
    expect(teaser(second)).to_have_value("Von der zweiten.")
    write(first, "Noch einmal von der ersten.")
    save(first)
    expect(first.locator(".help-warning")).to_contain_text(NEWER)
    expect(teaser(first)).to_have_value("Noch einmal von der ersten.")
    for page in (first, second):
        page.context.close()
