"""Words that scripts of libraries write stand there in the editor's language."""

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Demo
from .test_reading import asked
from .test_writing import log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]


@pytest.mark.parametrize(
    ("language", "add", "menu", "tooltip"),
    [
        ("de-DE", "Zeile hinzufügen", "Zeile darüber einfügen", ["Bearbeiten", "Entfernen"]),
        ("en-GB", "Add row", "Insert row above", ["Edit", "Remove"]),
    ],
)
def test_tables_and_links(
    demo: Demo, browser: Browser, language: str, add: str, menu: str, tooltip: list[str]
) -> None:
    """A page of the demo has both. It is looked at by others, too: what saves it is kept from the server."""
    page = writer(browser, language)
    log_in(page, demo, "editor")
    page.route(
        "**/edit/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    number = asked(demo, '{ route(path: "/de/ueber-uns/") { page { id } } }')["route"]["page"]["id"]
    page.goto(f"{demo.cms}/admin/pages/{number.removeprefix('page-')}/edit/")
    rows = page.locator(".handsontable .ht_master tr")
    before = rows.count()
    page.get_by_role("button", name=add).click()
    expect(rows).to_have_count(before + 1)
    rows.first.locator("td").first.click(button="right")
    expect(page.locator(".htContextMenu").get_by_text(menu)).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("a.TooltipEntity").first.click()
    expect(page.locator(".Tooltip__button")).to_have_text(tooltip)
    page.context.close()
