"""Two people at one page in browsers that save by themselves: the second is told, and no text is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Demo
from .saving import saved_by_itself, watched
from .test_reading import asked
from .test_writing import choose_action, log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

#: How long a browser would have saved by itself by now, in milliseconds.
AUTOSAVE = 5_000
PROCEED = "#w-save-confirmation-dialog [data-w-dialog-target=confirm]"
NEWER = re.compile("nachdem Sie sie geöffnet hatten")


def teaser(page: Page) -> Locator:
    return page.locator("[name=teaser]")


def open_page(page: Page, address: str) -> None:
    """Open a page and wait until Wagtail will notice what is typed."""
    page.goto(address)
    watched(page)


def write(page: Page, text: str) -> None:
    """Type as a person does, and wait until the browser has tried to save."""
    teaser(page).fill("")
    teaser(page).press_sequentially(text)
    page.keyboard.press("Tab")
    saved_by_itself(page)


def save(page: Page) -> None:
    """Press “Save draft”, and “Continue” where Wagtail asks before that."""
    page.evaluate("window.isUnsent = true")
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_function(
        f"() => !window.isUnsent || document.querySelector('{PROCEED}')?.checkVisibility()"
    )
    if page.evaluate("window.isUnsent"):
        page.locator(PROCEED).click()
        page.wait_for_function("() => !window.isUnsent")
    page.wait_for_load_state()


def test_whoever_is_second_is_told_and_no_text_is_lost(
    demo: Demo, browser: Browser, screenshots: Any
) -> None:
    found = asked(demo, "{ news(first: 1) { nodes { id } } }")["news"]["nodes"][0]["id"]
    address = f"{demo.cms}/admin/pages/{found.partition('-')[2]}/edit/"
    first, second = writer(browser), writer(browser)
    log_in(first, demo, "moderator")
    log_in(second, demo, "editor")
    for page in (first, second):
        open_page(page, address)
    write(first, "Von der ersten.")
    write(second, "Von der zweiten.")
    expect(second.locator(".messages .warning")).to_be_visible()
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
    watched(first)
    write(first, "Noch einmal von der ersten.")
    save(first)
    expect(first.locator(".help-warning")).to_contain_text(NEWER)
    expect(teaser(first)).to_have_value("Noch einmal von der ersten.")
    for page in (first, second):
        page.context.close()


def test_who_is_alone_meets_nobody(demo: Demo, browser: Browser) -> None:
    """What the browser has saved by itself is no other person's version."""
    found = asked(demo, "{ news(first: 2) { nodes { id path } } }")["news"]["nodes"][1]
    page = writer(browser)
    log_in(page, demo, "moderator")
    open_page(page, f"{demo.cms}/admin/pages/{found['id'].partition('-')[2]}/edit/")
    for text in ("Erster Gedanke.", "Zweiter Gedanke."):
        write(page, text)
        # Not a moment is waited for what the browser is saving.
        page.keyboard.press("Tab")
    teaser(page).press_sequentially(" Dritter.")
    save(page)
    expect(page.locator(".help-warning")).to_have_count(0)
    expect(teaser(page)).to_have_value("Zweiter Gedanke. Dritter.")
    write(page, "Vierter Gedanke.")
    choose_action(page, "action-publish")
    path = found["path"]
    teasers = asked(demo, f'{{ route(path: "{path}") {{ page {{ teaser }} }} }}')
    assert teasers["route"]["page"]["teaser"] == "Vierter Gedanke."
    page.context.close()


def test_an_article_sent_while_the_browser_saves_is_made_once(demo: Demo, browser: Browser) -> None:
    page = writer(browser)
    log_in(page, demo, "editor")
    section = asked(demo, '{ route(path: "/de/news/") { page { id } } }')["route"]["page"]["id"]
    page.goto(f"{demo.cms}/admin/pages/add/news/newspage/{section.partition('-')[2]}/")
    page.locator("[name=title]").press_sequentially("Einmal und nicht zweimal")
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state("networkidle")
    page.goto(f"{demo.cms}/admin/pages/{section.partition('-')[2]}/?q=Einmal+und+nicht+zweimal")
    expect(
        page.locator("main").get_by_role("link", name="Einmal und nicht zweimal", exact=True)
    ).to_have_count(1)
    page.context.close()


def test_words_typed_at_once_are_saved(demo: Demo, browser: Browser) -> None:
    """Wagtail looks at a form two seconds after it was opened, and when it has saved."""
    found = asked(demo, "{ news(first: 3) { nodes { id } } }")["news"]["nodes"][2]["id"]
    address = f"{demo.cms}/admin/pages/{found.partition('-')[2]}/edit/"
    page = writer(browser)
    log_in(page, demo, "editor")
    page.goto(address, wait_until="domcontentloaded")
    teaser(page).fill("")
    teaser(page).press_sequentially("Gleich getippt.")
    page.wait_for_function("() => window.triedToSave?.includes('Gleich')")
    saved_by_itself(page)
    # Typed while the browser saves, and nothing after it.
    saving = "new Promise((go) => document.addEventListener('w-autosave:save', () => go(), { once: true }))"
    page.evaluate(f"() => {{ window.saving = {saving}; }}")
    teaser(page).press_sequentially(" Und")
    page.evaluate("() => window.saving")
    teaser(page).press_sequentially(" mehr.")
    page.wait_for_timeout(AUTOSAVE)
    page.goto(address)
    expect(teaser(page)).to_have_value("Gleich getippt. Und mehr.")
    page.context.close()


def test_a_refused_form_is_saved_once_it_is_mended(demo: Demo, browser: Browser) -> None:
    """Wagtail looks no more at a form that comes back refused."""
    found = asked(demo, "{ members(first: 1) { nodes { id } } }")["members"]["nodes"][0]["id"]
    address = f"{demo.cms}/admin/pages/{found.partition('-')[2]}/edit/"
    page = writer(browser)
    log_in(page, demo, "editor")
    open_page(page, address)
    email = page.locator("[name=email]")

    def type_address(text: str) -> None:
        page.get_by_role("tab").nth(1).click()
        email.fill("")
        email.press_sequentially(text)

    for is_watched in (True, False):
        type_address("no-address")
        saved_by_itself(page)
        save(page)
        expect(page.locator(".messages .error")).to_be_visible()
        if is_watched:
            watched(page)
        type_address("someone@example.org")
        page.wait_for_function("() => window.triedToSave?.includes('someone')")
        expect(page.locator(".messages .error")).to_have_count(0)
        saved_by_itself(page)
    page.goto(address)
    expect(email).to_have_value("someone@example.org")
    page.context.close()
