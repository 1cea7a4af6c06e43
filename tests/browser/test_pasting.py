"""Texts pasted from elsewhere keep their structure and lose their looks."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Demo
from .pasted import EXPECTED
from .test_choosing import new_page
from .test_page_types import add_block
from .test_writing import log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

Block = tuple[str, int, str, list[str]]

PASTE = """(field, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "plain");
    field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
}"""


#: Style and text of what is marked in the first block of a body, once Draftail has written it into the form.
STYLES = """() => {
    const value = JSON.parse(document.querySelector("[name=body-0-value-text]").value || "null");
    const block = value?.blocks[0];
    const textOf = ({ offset, length }) => block.text.substr(offset, length);
    const marked = block?.inlineStyleRanges.map((range) => [range.style, textOf(range)]);
    return marked?.length && marked;
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


def test_formulas_keep_their_places(demo: Demo, browser: Browser) -> None:
    """In a paragraph, which knows sub- and superscript."""
    page = writer(browser)
    log_in(page, demo, "editor")
    new_page(page, demo, "news/newspage", "news")
    add_block(page, "Absatz", "")
    field = page.locator("[data-contentpath=body] .public-DraftEditor-content")
    field.evaluate(PASTE, 'CO<sub>2</sub> auf 5 m<span style="vertical-align:super">2</span>')
    expect(field).to_have_text("CO2 auf 5 m2")
    found = page.wait_for_function(STYLES).json_value()
    assert found == [["SUBSCRIPT", "2"], ["SUPERSCRIPT", "2"]]
    page.context.close()
