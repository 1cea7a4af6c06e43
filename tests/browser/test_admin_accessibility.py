"""Screens of the admin as axe sees them: nothing critical, nothing serious."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .axe import serious_problems
from .conftest import Demo
from .test_choosing import new_page, open_chooser
from .test_reading import asked
from .test_writing import log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

PAGES = """
{
  home: route(path: "/de/") { page { id } }
  news(language: DE, first: 1) { nodes { id } }
  members(language: DE, first: 1) { nodes { id } }
  galleries(language: DE, first: 1) { nodes { id } }
  siteSettings(language: DE) { places { kind link { path } } }
}
"""
SCREENS = (
    "",
    "pages/",
    "pages/search/?q=licht",
    "images/",
    "images/?layout=list",
    "images/multiple/add/",
    "documents/",
    "documents/multiple/add/",
    "snippets/",
    "snippets/news/category/",
    "snippets/news/category/add/",
    "snippets/navigation/menu/",
    "snippets/navigation/menu/edit/1/",
    "settings/navigation/sitesettings/",
    "forms/",
    "redirects/add/",
    "reports/site-history/",
)


def check(page: Page, name: str, problems: list[str]) -> None:
    """Note what axe finds on a screen that is there with all that scripts draw."""
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    problems += [f"{name}: {problem}" for problem in serious_problems(page)]


def number(public_id: str) -> str:
    return public_id.partition("-")[2]


def addresses(demo: Demo) -> list[str]:
    """Return the screens of one page of each type."""
    found = asked(demo, PAGES)
    paths = {place["kind"]: place["link"]["path"] for place in found["siteSettings"]["places"]}
    route = "query ($path: String!) { route(path: $path) { page { id } } }"
    routed = [asked(demo, route, path=path)["route"]["page"]["id"] for path in paths.values()]
    lists = [found[name]["nodes"][0]["id"] for name in ("news", "members", "galleries")]
    ids = dict.fromkeys(number(one) for one in (found["home"]["page"]["id"], *routed, *lists))
    form = number(asked(demo, route, path=paths["CONTACT"])["route"]["page"]["id"])
    article = number(lists[0])
    return [
        *(f"pages/{one}/edit/" for one in ids),
        f"pages/{article}/history/",
        f"pages/{article}/usage/",
        f"website-previews/{article}/withdraw/",
        f"forms/submissions/{form}/",
    ]


def test_no_screen_of_the_admin_has_serious_problems(demo: Demo, browser: Browser) -> None:
    problems: list[str] = []
    page = writer(browser)
    page.goto(f"{demo.cms}/admin/login/")
    check(page, "login", problems)
    log_in(page, demo, "admin")
    for screen in (*SCREENS, *addresses(demo)):
        answer = page.goto(f"{demo.cms}/admin/{screen}")
        assert answer is not None and answer.status == 200, screen
        check(page, screen, problems)
    page.goto(f"{demo.cms}/admin/images/")
    page.locator("a.image-choice").first.click()
    check(page, "picture", problems)
    page.goto(f"{demo.cms}/admin/documents/")
    page.locator("td.title a, .title a").first.click()
    check(page, "document", problems)
    assert problems == []
    page.context.close()


def test_no_block_and_no_chooser_has_serious_problems(demo: Demo, browser: Browser) -> None:
    problems: list[str] = []
    page = writer(browser)
    log_in(page, demo, "editor")
    new_page(page, demo, "news/newspage", "news")
    body = page.locator("[id$=-body-section]")
    add = body.locator(".c-sf-add-button")
    add.last.click()
    options = page.locator("[role=option]")
    expect(options.first).to_be_visible()
    count = options.count()
    assert count >= 12
    for place in range(count):
        if place:
            body.locator("[data-streamfield-stream-container]").first.locator(
                "> div > .c-sf-add-button"
            ).last.click()
        options.nth(place).click()
    check(page, "blocks", problems)
    dialog = open_chooser(page, "pictures")
    check(page, "picture chooser", problems)
    dialog.locator("a[href='#tab-upload']").click()
    check(page, "upload in the picture chooser", problems)
    page.keyboard.press("Escape")
    expect(page.locator(".modal-body")).to_have_count(0)
    page.locator("[role=tab]").nth(1).click()
    open_chooser(page, "member_links")
    check(page, "page chooser", problems)
    assert problems == []
    page.context.close()
