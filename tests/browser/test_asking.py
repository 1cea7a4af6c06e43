"""What visitors ask and send: a search, a form, a password. And what only an editor sees: a draft."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from cms.demo.protection import PASSWORD

from .axe import serious_problems
from .conftest import Demo
from .test_reading import PROTECTED, asked, visit, wait_for_hits
from .test_writing import log_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

NEWEST = "{ news(first: 1) { nodes { id path } } }"


def path_of(demo: Demo, kind: str, language: str = "DE") -> str:
    """Return the path of a fixed place."""
    settings = asked(
        demo,
        "query ($language: Language) { siteSettings(language: $language) { places { kind link { path } } } }",
        language=language,
    )["siteSettings"]
    return next(str(place["link"]["path"]) for place in settings["places"] if place["kind"] == kind)


def ready(page: Page) -> None:
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")


def no_serious_problems(page: Page) -> None:
    assert serious_problems(page) == []


def test_a_search_has_an_address_and_says_how_much_it_found(demo: Demo, visitor: Page) -> None:
    wait_for_hits(demo, "de")
    visit(visitor, demo, "/de/")
    visitor.locator("header").get_by_role("link", name="Suche").click()
    box = visitor.get_by_role("searchbox")
    expect(box).to_be_focused()
    visitor.keyboard.type("licht")
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile(r"/de/suche/\?q=licht$"))
    expect(visitor.locator(".hits > li").first).to_be_visible()
    count = visitor.locator("main h2").first.inner_text()
    assert re.fullmatch(r"\d+ Treffer für „licht“", count)
    expect(visitor.locator("#announcer")).to_have_text(count)
    expect(visitor).to_have_title(re.compile("^licht – "))
    expect(visitor.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    assert "licht" in visitor.locator(".hit-excerpt mark").first.inner_text().lower()

    visitor.get_by_role("navigation", name="Art der Seite").get_by_role("link").nth(1).click()
    expect(visitor).to_have_url(re.compile("type="))
    expect(visitor.locator("main h2").first).not_to_have_text(count)
    visitor.go_back()
    expect(visitor.locator("main h2").first).to_have_text(count)
    visitor.go_back()
    expect(box).to_have_value("")


def test_a_search_without_hits_helps(demo: Demo, visitor: Page) -> None:
    visit(visitor, demo, "/en/search/?q=zzzzzz")
    expect(visitor.get_by_role("heading", name="Nothing found for “zzzzzz”")).to_be_visible()
    expect(visitor.locator(".no-hits li").first).to_be_visible()
    no_serious_problems(visitor)


def test_a_form_says_what_is_missing_and_can_be_sent(demo: Demo, visitor: Page) -> None:
    sent: list[Any] = []

    def note(request: Request) -> None:
        body = request.post_data_json if request.method == "POST" else None
        if body and "SubmitForm" in body.get("query", ""):
            sent.append(body["variables"]["input"])

    visitor.on("request", note)
    visit(visitor, demo, path_of(demo, "CONTACT"))
    send = visitor.locator("main").get_by_role("button", name="Nachricht senden")
    send.click()
    summary = visitor.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_count(5)
    name = visitor.get_by_label("Ihr Name")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description(re.compile("Bitte füllen Sie dieses Feld aus"))
    no_serious_problems(visitor)
    summary.get_by_role("link").first.click()
    expect(name).to_be_focused()
    assert sent == []

    visitor.keyboard.type("Zoë Muster")
    visitor.get_by_label("E-Mail").fill("zoe@verein.example")
    visitor.get_by_label("Worum geht es?").select_option("Presse")
    visitor.get_by_label("Ihre Nachricht").fill("Guten Tag,\nhaben Sie Bilder?")
    visitor.get_by_role("checkbox").check()
    # The first try fails on the way; what was typed stays, and the second try is the same submission.
    visitor.route("**/graphql/", lambda route: route.abort(), times=1)
    send.click()
    expect(visitor.get_by_role("alert").filter(has_text="Keine Verbindung")).to_be_visible()
    send.click()
    expect(visitor.locator(".form-thanks")).to_be_focused()
    expect(visitor.locator(".form-thanks")).to_contain_text("Vielen Dank")
    no_serious_problems(visitor)
    assert len({one["submissionId"] for one in sent}) == 1
    assert sent[-1]["consent"] is True
    assert [(one["name"], one["value"]) for one in sent[-1]["values"]] == [
        ("name", "Zoë Muster"),
        ("email", "zoe@verein.example"),
        ("topic", "Presse"),
        ("message", "Guten Tag,\nhaben Sie Bilder?"),
    ]


def test_a_honeypot_is_out_of_everybody_s_way(demo: Demo, visitor: Page) -> None:
    visit(visitor, demo, path_of(demo, "CONTACT"))
    trap = visitor.locator("[name=website]")
    expect(trap).to_have_count(1)
    box = trap.bounding_box()
    assert box is None or visitor.evaluate(
        "([x, y]) => !document.elementFromPoint(x, y)?.matches('[name=website]')", [box["x"], box["y"]]
    )
    assert trap.evaluate("one => one.tabIndex") == -1
    assert trap.evaluate("one => one.closest('[aria-hidden=true]') !== null")


def test_the_server_s_word_stands_beside_its_field(demo: Demo, visitor: Page) -> None:
    visit(visitor, demo, path_of(demo, "CONTACT", "EN"))
    visitor.get_by_label("Your name").fill("Zoë")
    # A browser takes this for an address, the CMS does not.
    mail = visitor.get_by_label("E-mail")
    mail.fill("zoe@verein")
    visitor.get_by_label("What is it about?").select_option("Press")
    visitor.get_by_label("Your message").fill("Hello")
    visitor.get_by_role("checkbox").check()
    visitor.locator("main").get_by_role("button", name="Send message").click()
    expect(visitor.locator(".error-summary")).to_be_focused()
    expect(mail).to_have_attribute("aria-invalid", "true")
    assert visitor.get_by_label("Your message").input_value() == "Hello"


def test_a_password_opens_a_page_until_it_is_closed(demo: Demo, visitor: Page) -> None:
    visit(visitor, demo, PROTECTED["de"])
    password = visitor.get_by_label("Passwort")
    password.fill("falsch")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_text("Das Passwort stimmt nicht.")).to_be_visible()
    expect(password).to_be_focused()
    no_serious_problems(visitor)
    password.fill(PASSWORD)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1, name="Für Mitglieder")).to_be_visible()
    expect(visitor.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    no_serious_problems(visitor)
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1, name="Für Mitglieder")).to_be_visible()
    visitor.get_by_role("button", name="Wieder schließen").click()
    expect(password).to_be_visible()
    visitor.reload()
    expect(password).to_be_visible()


def test_a_preview_is_marked_and_left_behind(demo: Demo, visitor: Page) -> None:
    article = asked(demo, NEWEST)["news"]["nodes"][0]
    referers: set[str] = set()
    log_in(visitor, demo, "editor")
    visitor.goto(f"{demo.cms}/admin/pages/{article['id'].partition('-')[2]}/edit/")
    link = visitor.locator("a[href*='/website-previews/']").first.get_attribute("href")
    visitor.on("request", lambda request: referers.add(request.headers.get("referer", "")))
    visitor.goto(f"{demo.cms}{link}" if link and link.startswith("/") else str(link))
    ready(visitor)
    expect(visitor).to_have_url(re.compile(r"\?preview="))
    token = visitor.url.partition("?preview=")[2]
    bar = visitor.get_by_role("complementary", name="Vorschau")
    expect(bar).to_contain_text("Nicht öffentlich")
    expect(visitor.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    no_serious_problems(visitor)
    hrefs = visitor.evaluate(
        "[...document.querySelectorAll('[href]')].map((one) => one.getAttribute('href'))"
    )
    assert [href for href in hrefs if token in href] == []
    bar.get_by_role("link").click()
    expect(bar).to_have_count(0)
    expect(visitor).to_have_url(f"{demo.frontend}{article['path']}")
    expect(visitor.locator("meta[name=robots]")).to_have_count(0)
    assert [referer for referer in referers if token in referer] == []


def test_an_expired_preview_leads_to_the_public_page(demo: Demo, visitor: Page) -> None:
    path = asked(demo, NEWEST)["news"]["nodes"][0]["path"]
    visit(visitor, demo, f"{path}?preview=expired")
    expect(visitor.get_by_role("heading", level=1, name="Diese Vorschau gilt nicht mehr")).to_be_visible()
    visitor.get_by_role("link", name="Zur öffentlichen Seite").click()
    expect(visitor).to_have_url(f"{demo.frontend}{path}")
    expect(visitor.locator("main article")).not_to_have_count(0)


def test_members_nearby_are_asked_for_on_a_click_alone(demo: Demo, visitor: Page) -> None:
    visitor.context.grant_permissions(["geolocation"])
    visitor.context.set_geolocation({"latitude": 50.9271, "longitude": 11.5892})
    visit(visitor, demo, path_of(demo, "MEMBERS"))
    expect(visitor.locator(".card-distance")).to_have_count(0)
    visitor.get_by_role("button", name="In meiner Nähe").click()
    expect(visitor).to_have_url(re.compile(r"\?km=50$"))
    expect(visitor.locator(".card-distance").first).to_be_visible()
    words = visitor.locator(".card-distance").all_inner_texts()
    distances = [float(text.split(" ")[0].replace(",", ".")) for text in words]
    assert distances == sorted(distances)
    visitor.get_by_role("link", name="10 km", exact=True).click()
    expect(visitor).to_have_url(re.compile(r"\?km=10$"))
    expect(visitor.locator(".card-distance")).to_have_count(sum(one <= 10 for one in distances))
