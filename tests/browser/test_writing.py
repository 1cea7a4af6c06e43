"""An editor's day: log in, write an article with three pictures, publish it, see it on the website."""

import re
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.demo.logins import LOGINS
from tests.factories.media import draw, picture_bytes

from .conftest import PATIENCE, Demo
from .saving import note_saves, press, saved_by_itself
from .test_reading import asked, look_through, visit

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

TITLE = "Größere Räume für Öffentlichkeit"
SLUG = "groessere-raeume-fuer-oeffentlichkeit"
TEXT = "Der Verein zieht um, und alle sind eingeladen."
#: Where the admin goes when a page has been published or submitted.
SECTION = re.compile(r"/admin/pages/\d+/$")


def log_in(page: Page, demo: Demo, username: str) -> None:
    login = next(login for login in LOGINS if login.username == username)
    page.goto(f"{demo.cms}/admin/login/")
    page.fill("[name=username]", login.username)
    page.fill("[name=password]", login.password)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


@pytest.fixture
def files(request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    """Three pictures that no other test uploads: Wagtail asks before it takes one a second time."""
    paths = []
    for number in range(3):
        hue = crc32(f"{request.node.name} {number}".encode()) % 360
        path = tmp_path / f"umzug-{number}.jpg"
        path.write_bytes(picture_bytes("jpg", draw(1600, 1000, f"hsl({hue}, 60%, 40%)")))
        paths.append(path)
    return paths


def add_picture(page: Page, path: Path) -> None:
    """Upload a picture in the gallery's chooser."""
    before = page.locator("#id_pictures-FORMS > *").count()
    page.locator("#id_pictures-OPEN_MODAL").click()
    page.locator(".modal-body a[href='#tab-upload']").click()
    page.locator("#id_image-chooser-upload-file").set_input_files(path)
    expect(page.locator("#id_image-chooser-upload-title")).not_to_have_value("")
    page.locator(".modal-body #tab-upload button[type=submit]").click()
    expect(page.locator("#id_pictures-FORMS > *")).to_have_count(before + 1)
    expect(page.locator(".modal-body")).to_have_count(0)


def write_article(page: Page, demo: Demo, files: list[Path], title: str = TITLE) -> None:
    section = asked(demo, '{ route(path: "/de/news/") { page { id } } }')["route"]["page"]["id"]
    page.goto(f"{demo.cms}/admin/pages/add/news/newspage/{section.partition('-')[2]}/")
    page.locator("[name=title]").press_sequentially(title)
    page.keyboard.press("Tab")
    for path in files:
        add_picture(page, path)
    body = page.locator("[id$=-body-section]")  # the tab before it is named in the editor's language
    body.locator(".c-sf-add-button").first.click()
    page.get_by_role("option").filter(has_text=re.compile("^(Absatz|Paragraph)$")).first.click()
    body.locator(".public-DraftEditor-content").click()
    page.keyboard.type(TEXT)


def choose_action(page: Page, name: str) -> None:
    """Choose an action of the footer's menu: action-publish, action-submit."""
    saved_by_itself(page)
    press(page, name)
    page.wait_for_url(SECTION, timeout=30_000)


def approve(page: Page, demo: Demo) -> None:
    """As the moderator who finds the article on the dashboard."""
    log_in(page, demo, "moderator")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/edit/")
    page.locator("footer [data-controller~=w-dropdown] button[aria-expanded]").first.click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    page.wait_for_url(SECTION)


def writer(browser: Browser, language: str = "de-DE") -> Page:
    """Return a browser of its own for somebody who writes."""
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, locale=language)
    note_saves(context)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def see_article(visitor: Page, demo: Demo, files: list[Path], title: str, slug: str) -> None:
    """Find an article on the website, with its text and pictures."""
    visit(visitor, demo, f"/de/news/{slug}/")
    expect(visitor.locator("h1")).to_have_text(title)
    expect(visitor.locator("main")).to_contain_text(TEXT)
    expect(visitor.locator("main .picture-grid img")).to_have_count(len(files))
    look_through(visitor)
    assert visitor.evaluate(
        "[...document.querySelectorAll('.picture-grid img')].every((one) => one.naturalWidth)"
    )


def test_article_is_published_by_who_may(
    demo: Demo, browser: Browser, visitor: Page, files: list[Path]
) -> None:
    title, slug = "Neue Öffnungszeiten", "neue-oeffnungszeiten"
    page = writer(browser)
    log_in(page, demo, "moderator")
    write_article(page, demo, files, title)
    choose_action(page, "action-publish")
    see_article(visitor, demo, files, title, slug)
    page.context.close()


def test_article_goes_from_the_editor_to_the_website(
    demo: Demo, browser: Browser, visitor: Page, files: list[Path], screenshots: Path
) -> None:
    editor, moderator = writer(browser), writer(browser)
    log_in(editor, demo, "editor")
    write_article(editor, demo, files)
    assert editor.locator("[name=slug]").input_value() == SLUG
    editor.screenshot(path=screenshots / "admin-news.png", full_page=True)
    choose_action(editor, "action-submit")
    visit(visitor, demo, f"/de/news/{SLUG}/")
    assert TITLE not in visitor.locator("main").inner_text()
    approve(moderator, demo)

    see_article(visitor, demo, files, TITLE, SLUG)
    visitor.screenshot(path=screenshots / "published-article.png", full_page=True)
    visit(visitor, demo, "/de/news/")
    expect(visitor.locator("main article").filter(has_text=TITLE)).to_have_count(1)
    for page in (editor, moderator):
        page.context.close()
