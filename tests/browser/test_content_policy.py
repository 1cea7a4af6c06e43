"""The admin under its Content-Security-Policy: nothing of it is refused, and all of it still works."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Demo
from .test_writing import add_picture, files, log_in, writer  # noqa: F401  files: fixture

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

#: Every kind of screen, by its path; those of one page are looked for in the explorer.
SCREENS = (
    "",
    "pages/",
    "images/",
    "images/add/",
    "images/multiple/add/",
    "documents/",
    "documents/multiple/add/",
    "snippets/",
    "forms/",
    "redirects/add/",
    "reports/site-history/",
    "reports/aging-pages/",
    "users/",
    "users/new/",
    "groups/new/",
    "sites/",
    "collections/add/",
    "workflows/add/",
    "account/",
)
WATCH = """
window.refused = window.refused || [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`));
"""


@pytest.fixture
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    """The administrator's browser; what a page is refused fails the test."""
    said: list[str] = []
    page = writer(browser)
    page.add_init_script(WATCH)
    page.on(
        "console",
        lambda line: (
            said.append(f"{page.url}: {line.text}") if "Content Security Policy" in line.text else None
        ),
    )
    log_in(page, demo, "admin")
    yield page
    assert page.evaluate("window.refused") == []
    page.context.close()
    assert said == []


def test_the_screens_of_the_admin(page: Page, demo: Demo) -> None:
    for screen in SCREENS:
        response = page.goto(f"{demo.cms}/admin/{screen}")
        assert response is not None and response.status == 200, screen
        policy = response.headers["content-security-policy"]
        assert re.search(r"script-src 'self';", policy) and f"frame-src 'self' {demo.frontend}" in policy
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.refused") == [], screen
        # Nothing is left that a page wanted to run and could not.
        assert page.locator("script:not([src]):not([type='application/json'])").count() == 0, screen


def test_an_editor_with_dates_choosers_and_rows(page: Page, demo: Demo, files: list[Path]) -> None:  # noqa: F811
    page.goto(f"{demo.cms}/admin/forms/")
    page.locator("main table a[href*='/forms/submissions/']").first.click()
    number = re.search(r"submissions/(\d+)", page.url)
    assert number
    page.goto(f"{demo.cms}/admin/pages/{number[1]}/edit/")
    # Rows of a form are added, each with what its fields need.
    before = page.locator("#id_form_fields-FORMS > *").count()
    page.locator("#id_form_fields-ADD").click()
    expect(page.locator("#id_form_fields-FORMS > *")).to_have_count(before + 1)
    assert page.evaluate("window.refused") == []
    page.on("dialog", lambda dialog: dialog.accept())

    section = page.request.post(
        f"{demo.cms}/graphql/", data={"query": '{ route(path: "/de/news/") { page { id } } }'}
    ).json()["data"]["route"]["page"]["id"]
    page.goto(f"{demo.cms}/admin/pages/add/news/newspage/{section.partition('-')[2]}/")
    page.locator("[name=title]").press_sequentially("Unter der Regel")
    page.locator("[name=date]").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    page.locator("[name=title]").click()
    # A picture is uploaded and chosen, a block and a text are written.
    add_picture(page, files[0])
    body = page.locator("[id$=-body-section]")
    body.locator(".c-sf-add-button").first.click()
    page.get_by_role("option").filter(has_text=re.compile("^(Absatz|Paragraph)$")).first.click()
    body.locator(".public-DraftEditor-content").click()
    page.keyboard.type("Ein Absatz.")
    assert page.evaluate("window.refused") == []
