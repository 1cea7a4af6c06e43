"""Texts pasted from elsewhere keep their structure and lose their looks."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .conftest import Demo
from .pasted import EXPECTED
from .test_choosing import new_page
from .test_writing import log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

Block = tuple[str, int, str, list[str]]

PASTE = """(field, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "plain");
    field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
}"""


def blocks_of(page: Page) -> list[Block]:
    """Return (kind, level, text, texts in bold) of each block of the introduction."""
    content: Any = json.loads(page.locator("[name=intro]").input_value()) or {"blocks": []}
    return [
        (
            block["type"],
            block["depth"],
            block["text"],
            [
                block["text"][style["offset"] :][: style["length"]]
                for style in block["inlineStyleRanges"]
                if style["style"] == "BOLD"
            ],
        )
        for block in content["blocks"]
    ]


def written(page: Page, expected: list[Block]) -> list[Block]:
    """Return what the form holds; Draftail writes into it once nobody has typed for a moment."""
    for _ in range(50):
        if blocks_of(page) == expected:
            break
        page.wait_for_timeout(100)
    return blocks_of(page)


def test_pasted_texts_keep_their_structure(demo: Demo, browser: Browser) -> None:
    page = writer(browser)
    log_in(page, demo, "editor")
    new_page(page, demo, "galleries/gallerypage", "galleries")
    field = page.locator("[data-contentpath=intro] .public-DraftEditor-content")
    for program, (html, expected) in EXPECTED.items():
        field.click()
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        assert written(page, []) == []
        field.evaluate(PASTE, html)
        assert written(page, expected) == expected, program
    page.context.close()
