"""Every kind of page, made from nothing by an editor with what a person fills in, seen, and edited again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.foundation.sections import models_in_sections, section_models
from cms.home.models import SearchPage

from .conftest import Demo
from .saving import press, saved_by_itself
from .test_reading import asked, visit
from .test_writing import SECTION, log_in, writer

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

HOST = "zweite.localhost"
ROUTE = "query ($path: String!, $site: String) { route(path: $path, site: $site) { page { id title } } }"
#: The forms of pages, which save themselves while somebody types.
FORM = re.compile(r"/admin/pages/(add/\w+/\w+/\d+|\d+/edit)/")


@dataclass(frozen=True)
class Kind:
    """A kind of page: the address of its form, what it stands below, what is filled in beside the title."""

    form: str
    parent: str
    filled: dict[str, str] = field(default_factory=dict)
    tab: str = ""
    has_body: bool = False


def form_of(model: Any) -> str:
    return f"{model._meta.app_label}/{model._meta.model_name}"


def short_name(model: Any) -> str:
    return str(model._meta.model_name).removesuffix("page")


#: What is filled in where more is of interest than the title.
MORE: dict[str, dict[str, Any]] = {
    "news": {"filled": {"date": "24.12.2026"}, "has_body": True},
    "member": {"filled": {"joined_on": "24.12.2025"}, "tab": "Adresse"},
    "gallery": {"filled": {"date": "24.12.2026"}},
}
IN_DEMO = {
    **{
        short_name(model): Kind(
            form_of(model),
            f"/de/{model.allowed_parent_page_models()[0].section_titles['de'][1]}/",
            **MORE.get(short_name(model), {}),
        )
        for model in models_in_sections()
    },
    "standard": Kind("home/standardpage", "/de/", has_body=True),
    "form": Kind("forms/formpage", "/de/", {"form_fields-0-label": "Wie heißen Sie?"}),
}
ON_NEW_SITE = {short_name(model): Kind(form_of(model), "/") for model in (*section_models(), SearchPage)}


@pytest.fixture(scope="module")
def editor(demo: Demo, browser: Browser) -> Iterator[Page]:
    page = writer(browser)
    log_in(page, demo, "moderator")
    yield page
    page.context.close()


def page_at(demo: Demo, path: str, site: str | None = None) -> dict[str, str]:
    """The id and title of what is public at a path."""
    found = asked(demo, ROUTE, path=path, site=site)["route"]["page"]
    return {"id": found["id"].partition("-")[2], "title": found["title"]}


def type_into(page: Page, name: str, text: str) -> None:
    """As a person does: into the field, over what stands there, and on to the next."""
    box = page.locator(f"[name='{name}']")
    box.click()
    box.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def add_block(page: Page, name: str, text: str) -> None:
    """Choose a kind of block and type where the cursor is."""
    body = page.locator("[id$=-body-section]")
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    page.wait_for_timeout(500)
    page.keyboard.type(text)


def make(page: Page, demo: Demo, kind: Kind, parent_id: str, title: str) -> None:
    page.goto(f"{demo.cms}/admin/pages/add/{kind.form}/{parent_id}/")
    page.locator("[name=title]").press_sequentially(title)
    page.keyboard.press("Tab")
    if kind.tab:
        page.get_by_role("tab", name=re.compile(kind.tab)).click()
    for name, text in kind.filled.items():
        type_into(page, name, text)
        expect(page.locator(f"[name='{name}']")).to_have_value(text)
    if kind.has_body:
        add_block(page, "Überschrift", "Ein Haus für alle")
        expect(page.locator("[name='body-0-value-text']")).to_have_value("Ein Haus für alle")
        add_block(page, "Absatz", "Kommen Sie vorbei.")
    saved_by_itself(page)
    press(page)
    page.wait_for_url(SECTION)


def edit(page: Page, demo: Demo, page_id: str, title: str) -> None:
    page.goto(f"{demo.cms}/admin/pages/{page_id}/edit/")
    type_into(page, "title", title)
    saved_by_itself(page)
    press(page)
    page.wait_for_url(SECTION)


@pytest.mark.parametrize("name", IN_DEMO)
def test_page_is_made_from_nothing(name: str, demo: Demo, editor: Page, visitor: Page) -> None:
    kind = IN_DEMO[name]
    title, path = f"Größe und Maß: {name}", f"{kind.parent}groesse-und-mass-{name}/"
    make(editor, demo, kind, page_at(demo, kind.parent)["id"], title)
    visit(visitor, demo, path)
    expect(visitor.locator("h1")).to_have_text(title)
    if kind.has_body:
        expect(visitor.locator("main h2").first).to_have_text("Ein Haus für alle")
        expect(visitor.locator("main")).to_contain_text("Kommen Sie vorbei.")
    if kind.filled.get("date"):
        expect(visitor.locator("main")).to_contain_text("24. Dezember 2026")
    edit(editor, demo, page_at(demo, path)["id"], f"{title} (neu)")
    for column, typed in kind.filled.items():
        editor.goto(f"{demo.cms}/admin/pages/{page_at(demo, path)['id']}/edit/")
        expect(editor.locator(f"[name='{column}']")).to_have_value(typed)
    visit(visitor, demo, path)
    expect(visitor.locator("h1")).to_have_text(f"{title} (neu)")


@pytest.fixture(scope="module")
def new_home(demo: Demo, browser: Browser, editor: Page) -> str:
    """The id of a home page made from nothing, and its site, which is a setting."""
    make(editor, demo, Kind("home/homepage", ""), "1", "Zweiter Verein")
    editor.get_by_role("link", name="Zweiter Verein").first.wait_for()
    href = editor.get_by_role("link", name="Zweiter Verein").first.get_attribute("href") or ""
    (home,) = re.findall(r"/pages/(\d+)/", href)
    admin = writer(browser)
    log_in(admin, demo, "admin")
    admin.goto(f"{demo.cms}/admin/sites/new/")
    type_into(admin, "hostname", HOST)
    type_into(admin, "port", "80")
    admin.locator("[name=root_page]").evaluate("(input, id) => { input.value = id; }", home)
    admin.locator("main form button[type=submit]").last.click()
    admin.wait_for_url("**/admin/sites/")
    admin.context.close()
    return str(home)


def test_home_page_is_made_from_nothing(demo: Demo, editor: Page, new_home: str) -> None:
    assert page_at(demo, "/de/", HOST) == {"id": new_home, "title": "Zweiter Verein"}
    edit(editor, demo, new_home, "Zweiter Verein (neu)")
    assert page_at(demo, "/de/", HOST)["title"] == "Zweiter Verein (neu)"


@pytest.mark.parametrize("name", ON_NEW_SITE)
def test_section_is_made_from_nothing(name: str, demo: Demo, editor: Page, new_home: str) -> None:
    make(editor, demo, ON_NEW_SITE[name], new_home, f"Über {name}")
    found = page_at(demo, f"/de/ueber-{name}/", HOST)
    assert found["title"] == f"Über {name}"
    edit(editor, demo, found["id"], f"Über {name} (neu)")
    assert page_at(demo, f"/de/ueber-{name}/", HOST)["title"] == f"Über {name} (neu)"


@pytest.mark.parametrize(
    ("form", "column"), [("news/category", "name"), ("members/sector", "name"), ("navigation/menu", "name")]
)
def test_snippet_is_made_from_nothing(form: str, column: str, demo: Demo, editor: Page) -> None:
    name = f"neu-{form.partition('/')[2]}"
    editor.goto(f"{demo.cms}/admin/snippets/{form}/add/")
    type_into(editor, column, name)
    for button in ("[type=submit][name='']", "footer button[type=submit]"):
        if editor.locator(button).count():
            editor.locator(button).first.click()
            break
    editor.wait_for_url(re.compile(rf"/admin/snippets/{form}/(\?.*)?$"))
    editor.get_by_role("link", name=name).first.click()
    expect(editor.locator(f"[name={column}]")).to_have_value(name)
    type_into(editor, column, f"{name}-2")
    editor.locator("footer button[type=submit]").first.click()
    editor.wait_for_url(re.compile(rf"/admin/snippets/{form}/(\?.*)?$"))
    expect(editor.get_by_role("link", name=f"{name}-2").first).to_be_visible()


def test_site_settings_are_saved(demo: Demo, editor: Page) -> None:
    editor.goto(f"{demo.cms}/admin/settings/navigation/sitesettings/")
    address = editor.locator("[name=address]")
    before = address.input_value()
    type_into(editor, "address", "Hof 1")
    editor.locator("footer button[type=submit]").first.click()
    expect(editor.locator(".messages")).to_be_visible()
    assert asked(demo, "{ siteSettings { address } }")["siteSettings"]["address"] == "Hof 1"
    address.fill(before)
    editor.locator("footer button[type=submit]").first.click()
    expect(editor.locator(".messages")).to_be_visible()
    assert asked(demo, "{ siteSettings { address } }")["siteSettings"]["address"] == before


def test_a_form_opens_at_its_error(demo: Demo, editor: Page) -> None:
    section = page_at(demo, "/de/mitglieder/")["id"]
    editor.goto(f"{demo.cms}/admin/pages/add/members/memberpage/{section}/")
    editor.locator("[name=title]").press_sequentially("Mit falscher Adresse")
    editor.get_by_role("tab", name=re.compile("Adresse")).click()
    type_into(editor, "website", "keine Adresse")
    editor.get_by_role("tab", name="Inhalt").click()
    saved_by_itself(editor)
    press(editor)
    expect(editor.locator("[name=website]")).to_be_visible()
    expect(editor.locator(".error-message:visible")).to_be_in_viewport()


#: What is typed, and as what it is read; None: it is an error, and stays as it was typed.
TYPED = {
    "de-DE": {
        "24.12.2026": date(2026, 12, 24),
        "2026-12-24": date(2026, 12, 24),
        "24.12.26": date(2026, 12, 24),
        "31.02.2026": None,
        "morgen": None,
    },
    "en-GB": {
        "2026-12-24": date(2026, 12, 24),
        "24.12.2026": date(2026, 12, 24),
        "24 December 2026": date(2026, 12, 24),
        "12/24/2026": None,
        "tomorrow": None,
    },
}
SHOWN = {"de-DE": "%d.%m.%Y", "en-GB": "%Y-%m-%d"}


@pytest.mark.parametrize("language", TYPED)
def test_dates_are_read_as_they_are_typed_or_refused(language: str, demo: Demo, browser: Browser) -> None:
    page = writer(browser, language)
    log_in(page, demo, "moderator")
    section = page_at(demo, "/de/news/")["id"]
    page.goto(f"{demo.cms}/admin/pages/add/news/newspage/{section}/")
    page.locator("[name=title]").press_sequentially(f"Termine {language}")
    box = page.locator("[name=date]")
    for typed, expected in TYPED[language].items():
        type_into(page, "date", typed)
        left = box.input_value()
        if expected is None:
            assert left == typed, "what cannot be read stays as it is"
        else:
            assert left in (typed, expected.strftime(SHOWN[language]))
    saved_by_itself(page)
    press(page)
    expect(page.locator(".error-message:visible")).to_be_in_viewport()
    expect(box).to_have_value(left)
    type_into(page, "date", "24.12.2026")

    page.locator("[data-side-panel-toggle=status]").first.click()
    opener = page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first
    opener.click()
    type_into(page, "go_live_at", "30.11.2036 08:00")
    # The next field has the cursor; a click there would close its calendar.
    expect(page.locator("[name=expire_at]")).to_be_focused()
    # One calendar opens, and the one before it closes, before anybody has typed a letter.
    page.wait_for_timeout(500)
    page.keyboard.type("01.12.2036")
    # A time that is picked leaves the typed day.
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    nine = ".xdsoft_datetimepicker:visible .xdsoft_time[data-hour='9'][data-minute='0']"
    page.locator(nine).first.dispatch_event("click")
    day = datetime(2036, 12, 1, 9).strftime(f"{SHOWN[language]} %H:%M")
    expect(page.locator("[name=expire_at]")).to_have_value(day)
    page.keyboard.press("Tab")
    type_into(page, "expire_at", "bald")
    save = page.locator("#schedule-publishing-dialog button[type=submit]")
    # While a calendar goes, what is below moves: a click would hit what is around the dialog, and close that.
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    save.click()
    expect(page.locator("#schedule-publishing-dialog .error-message:visible")).to_be_in_viewport()
    expect(page.locator("[name=expire_at]")).to_have_value("bald")
    type_into(page, "expire_at", "01.12.2036 09:30")
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    save.click()
    page.wait_for_url(FORM)
    page.wait_for_load_state("networkidle")
    page.goto(page.url)
    shown = {
        "date": date(2026, 12, 24).strftime(SHOWN[language]),
        "go_live_at": datetime(2036, 11, 30, 8).strftime(f"{SHOWN[language]} %H:%M"),
        "expire_at": datetime(2036, 12, 1, 9, 30).strftime(f"{SHOWN[language]} %H:%M"),
    }
    for name, value in shown.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    page.context.close()
