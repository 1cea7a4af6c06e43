"""Choosers that take several: ticks that stay, files uploaded in one go, and what was refused named."""

import re
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.factories.media import draw, picture_bytes

from .conftest import Demo
from .test_reading import asked
from .test_writing import log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

SECTIONS = """
{ news: route(path: "/de/news/") { page { id } } galleries: route(path: "/de/galerien/") { page { id } } }
"""


def picture(directory: Path, name: str, seed: str) -> Path:
    """A picture that nobody else uploads."""
    path = directory / name
    path.write_bytes(picture_bytes("jpg", draw(640, 400, f"hsl({crc32(seed.encode()) % 360}, 70%, 40%)")))
    return path


def new_page(page: Page, demo: Demo, model: str, section: str) -> None:
    """Open the form of a new page."""
    place = asked(demo, SECTIONS)[section]["page"]["id"].partition("-")[2]
    page.goto(f"{demo.cms}/admin/pages/add/{model}/{place}/")


def open_chooser(page: Page, panel: str) -> Locator:
    page.locator(f"#id_{panel}-OPEN_MODAL").click()
    dialog = page.locator(".modal-body")
    expect(dialog.locator("[data-multiple-choice-submit]")).to_be_visible()
    return dialog


def tick(dialog: Locator, count: int) -> list[str]:
    """Tick the first boxes of the list; return their values."""
    boxes = dialog.locator("[data-multiple-choice-select]:enabled")
    values = []
    for place in range(count):
        boxes.nth(place).check()
        values.append(str(boxes.nth(place).get_attribute("value")))
    return values


def chosen_values(page: Page, panel: str, field: str) -> list[str]:
    rows = page.locator(f"#id_{panel}-FORMS > *")
    return [
        str(rows.nth(place).locator(f"input[name$='-{field}']").input_value())
        for place in range(rows.count())
    ]


def test_ticks_stay_while_pictures_are_paged_and_searched(demo: Demo, browser: Browser) -> None:
    page = writer(browser)
    log_in(page, demo, "editor")
    new_page(page, demo, "galleries/gallerypage", "galleries")
    dialog = open_chooser(page, "pictures")
    submit = dialog.locator("[data-multiple-choice-submit]")
    expect(submit).to_be_disabled()
    first = tick(dialog, 20)
    page_two = dialog.locator(".pagination a", has_text=re.compile("Nächste|Next|Weiter")).first
    page_two.click()
    expect(dialog.locator(f"[data-multiple-choice-select][value='{first[0]}']")).to_have_count(0)
    expect(submit).to_be_enabled()
    second = tick(dialog, 4)
    expect(dialog.get_by_role("status").filter(has_text="24")).to_be_visible()
    dialog.locator("#id_q").fill("zzzz")
    expect(dialog.locator("[data-multiple-choice-select]")).to_have_count(0)
    expect(submit).to_be_enabled()
    dialog.locator("#id_q").fill("")
    back = dialog.locator(f"[data-multiple-choice-select][value='{first[1]}']")
    expect(back).to_be_checked()
    back.uncheck()
    expect(dialog.get_by_role("status").filter(has_text="23")).to_be_visible()
    submit.click()
    expect(page.locator("#id_pictures-FORMS > *")).to_have_count(23)
    assert chosen_values(page, "pictures", "image") == [first[0], *first[2:], *second]
    page.context.close()


def test_ticks_stay_while_pages_are_searched_and_browsed(demo: Demo, browser: Browser) -> None:
    page = writer(browser)
    log_in(page, demo, "editor")
    new_page(page, demo, "galleries/gallerypage", "galleries")
    dialog = open_chooser(page, "news_links")
    dialog.locator("#id_q").fill("licht")
    found = tick(dialog, 2)
    # A moment after the words are gone the list of the section comes back, where it began, whatever has been
    # clicked by then. Then come those of the pages above and below.
    dialog.locator("#id_q").fill("")
    page.wait_for_timeout(1000)
    with page.expect_response("**/admin/choose-page/**"):
        dialog.locator(".w-breadcrumbs a").last.click()
    section = asked(demo, SECTIONS)["news"]["page"]["id"].partition("-")[2]
    dialog.locator(f"a.navigate-pages[aria-label][href*='/{section}/']").click()
    expect(dialog.get_by_role("status").filter(has_text="2")).to_be_visible()
    boxes = dialog.locator("[data-multiple-choice-select]:enabled")
    expect(boxes.first).to_be_visible()
    other = next(
        value for value in (str(one.get_attribute("value")) for one in boxes.all()) if value not in found
    )
    dialog.locator(f"[data-multiple-choice-select][value='{other}']").check()
    dialog.locator("[data-multiple-choice-submit]").click()
    expect(page.locator("#id_news_links-FORMS > *")).to_have_count(3)
    assert chosen_values(page, "news_links", "news") == [*found, other]
    page.context.close()


def test_several_files_are_uploaded_in_their_order(
    demo: Demo, browser: Browser, tmp_path: Path, screenshots: Path
) -> None:
    files = [picture(tmp_path, f"fest-{number}.jpg", f"fest {number}") for number in (3, 1, 2)]
    broken = tmp_path / "kaputt.jpg"
    broken.write_bytes(files[0].read_bytes()[:300])
    again = tmp_path / "nochmal.jpg"
    again.write_bytes(files[1].read_bytes())
    page = writer(browser)
    log_in(page, demo, "editor")
    new_page(page, demo, "news/newspage", "news")
    dialog = open_chooser(page, "pictures")
    dialog.locator("a[href='#tab-upload']").click()
    upload = dialog.locator("input[type=file]")
    expect(upload).to_have_attribute("multiple", "")
    upload.set_input_files([files[0], broken, files[1], again, files[2]])
    expect(dialog.locator("#id_image-chooser-upload-title")).to_be_hidden()
    dialog.locator("#tab-upload button[type=submit]").click()
    refusal = dialog.locator("[data-upload-report] li")
    expect(refusal).to_have_text(re.compile("^kaputt.jpg: .*(beschädigt|damaged)"))
    page.screenshot(path=screenshots / "admin-several-uploads.png")
    expect(page.locator("#id_pictures-FORMS > *")).to_have_count(3)
    titles = page.locator("#id_pictures-FORMS > *").locator("[data-chooser-title]").all_inner_texts()
    assert titles == ["fest-3", "fest-1", "fest-2"]
    expect(page.locator(".messages").filter(has_text="nochmal.jpg")).to_have_count(1)
    # One that is there already is shown beside it, and the tabs go on working.
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    upload.set_input_files(again)
    expect(dialog.locator("#id_image-chooser-upload-title")).to_have_value("nochmal")
    dialog.locator("#tab-upload button[type=submit]").click()
    expect(dialog.locator(".use-existing-image")).to_be_visible()
    dialog.locator("a[href='#tab-search']").click()
    expect(dialog.locator(".use-existing-image")).to_be_hidden()
    dialog.locator("a[href='#tab-upload']").click()
    page.screenshot(path=screenshots / "admin-duplicate-upload.png")
    dialog.locator(".use-existing-image").click()
    expect(page.locator("#id_pictures-FORMS > *")).to_have_count(4)
    assert failures == []
    dialog = open_chooser(page, "pictures")
    dialog.locator("a[href='#tab-upload']").click()
    # One file alone still has a title and texts of its own.
    upload = dialog.locator("input[type=file]")
    upload.set_input_files(picture(tmp_path, "einzeln.jpg", "einzeln"))
    expect(dialog.locator("#id_image-chooser-upload-title")).to_have_value("einzeln")
    dialog.locator("#tab-upload button[type=submit]").click()
    expect(page.locator(".modal-body")).to_have_count(0)
    expect(page.locator("#id_pictures-FORMS > *")).to_have_count(5)
    page.context.close()


def test_a_refused_file_is_told_in_one_sentence_and_gives_no_name(
    demo: Demo, browser: Browser, tmp_path: Path
) -> None:
    broken, whole = tmp_path / "kaputt.jpg", picture(tmp_path, "ganz.jpg", "ganz")
    broken.write_bytes(whole.read_bytes()[:300])
    program = tmp_path / "programm.exe"
    program.write_bytes(b"MZ")
    page = writer(browser)
    log_in(page, demo, "editor")
    for library, refused in (("images", broken), ("documents", program)):
        page.goto(f"{demo.cms}/admin/{library}/multiple/add/")
        page.locator("#fileupload").set_input_files(refused)
        row = page.locator("#upload-list .upload-failure .right")
        expect(row.locator("p:visible")).to_have_count(1)
        expect(row.locator(".error_messages")).not_to_be_empty()
    page.goto(f"{demo.cms}/admin/images/add/")
    title, file = page.locator("#id_title"), page.locator("#id_file")
    file.set_input_files(broken)
    expect(title).to_have_value("kaputt")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".messages .error")).to_be_visible()
    file.set_input_files(whole)
    expect(title).to_have_value("ganz")
    title.fill("Eigener Titel")
    file.set_input_files(broken)
    # As long as Wagtail takes to write a title.
    page.wait_for_timeout(300)
    expect(title).to_have_value("Eigener Titel")
    page.context.close()


def test_the_name_of_a_list_stands_in_its_header(demo: Demo, browser: Browser) -> None:
    page = writer(browser)
    page.set_viewport_size({"width": 1366, "height": 768})
    log_in(page, demo, "editor")
    for library in ("images", "documents"):
        page.goto(f"{demo.cms}/admin/{library}/")
        trail = page.locator("header .w-breadcrumbs").first
        assert trail.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        assert trail.evaluate("(one) => one.parentElement.scrollWidth <= one.parentElement.clientWidth")
    page.context.close()
