"""The reference frontend as a visitor sees it: readable, operable, at every width, in both languages."""

import json
import os
import re
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .axe import serious_problems
from .conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.needs_chromium, pytest.mark.needs_sqlite]

KEEPS_SCREENSHOTS = os.environ.get("CMS_TEST_SCREENSHOTS") == "1"
WIDTHS = (360, 768, 1440)
LANGUAGES = ("de", "en")
KINDS = (
    "home",
    "news-index",
    "news",
    "member-directory",
    "member",
    "gallery-index",
    "gallery",
    "standard",
    "search",
    "form",
    "protected",
    "not-found",
)
#: A word that pages of several types hold, and where the page behind a password is.
WORDS = {"de": "licht", "en": "light"}
PROTECTED = {"de": "/de/fuer-mitglieder/", "en": "/en/for-members/"}
PLACES = """
query ($language: Language) {
  siteSettings(language: $language) { places { kind link { path } } languages { code homePath } }
  news(language: $language, first: 100) { nodes { path gallery { id } body { __typename } } }
  members(language: $language, first: 100) { nodes { path body { __typename } news { id } } }
  galleries(language: $language, first: 1) { nodes { path } }
}
"""


def asked(demo: Demo, query: str, **variables: Any) -> Any:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{demo.cms}/graphql/", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        answer = json.load(response)
    assert "errors" not in answer, answer
    return answer["data"]


def wait_for_hits(demo: Demo, language: str) -> None:
    """A page can be found once a worker has indexed it."""
    until = time.monotonic() + 90
    query = (
        "query ($words: String!, $language: Language)"
        " { search(query: $words, language: $language) { totalCount } }"
    )
    while not asked(demo, query, words=WORDS[language], language=language.upper())["search"]["totalCount"]:
        assert time.monotonic() < until, "nothing has been indexed"
        time.sleep(1)


@pytest.fixture(scope="module")
def paths(demo: Demo) -> dict[tuple[str, str], str]:
    """(language, kind) → path; of each kind the page with most on it."""
    found = {}
    for language in LANGUAGES:
        data = asked(demo, PLACES, language=language.upper())
        places = {place["kind"]: place["link"]["path"] for place in data["siteSettings"]["places"]}
        news = max(
            data["news"]["nodes"], key=lambda one: (len({b["__typename"] for b in one["body"]}), one["path"])
        )
        member = max(
            data["members"]["nodes"], key=lambda one: (len(one["news"]), len(one["body"]), one["path"])
        )
        paths_of = (
            places["HOME"],
            places["NEWS"],
            news["path"],
            places["MEMBERS"],
            member["path"],
            places["GALLERIES"],
            data["galleries"]["nodes"][0]["path"],
            places["IMPRINT"],
            f"{places['SEARCH']}?q={WORDS[language]}",
            places["CONTACT"],
            PROTECTED[language],
            f"/{language}/does-not-exist/",
        )
        wait_for_hits(demo, language)
        found.update(((language, kind), path) for kind, path in zip(KINDS, paths_of, strict=True))
    return found


#: All that are shown, or those alone that are in sight: others may wait until they come near.
PICTURES_LOADED = """(inSight) => [...document.images].every((one) =>
    one.complete || !one.checkVisibility() || (inSight && one.getBoundingClientRect().top > innerHeight))"""


def visit(page: Page, demo: Demo, path: str) -> None:
    """Open a path and wait until it is there with its pictures."""
    page.goto(f"{demo.frontend}{path}")
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")
    page.wait_for_function(PICTURES_LOADED, arg=True)


def look_through(page: Page) -> None:
    """Scroll to the end and back, so that lazy pictures load."""
    page.evaluate(
        "async () => { for (let y = 0; y < document.body.scrollHeight; y += 700)"
        " { scrollTo(0, y); await new Promise((done) => setTimeout(done, 40)); } scrollTo(0, 0); }"
    )
    page.wait_for_function(PICTURES_LOADED, arg=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_is_sound(
    kind: str, language: str, demo: Demo, paths: dict[tuple[str, str], str], visitor: Page, screenshots: Path
) -> None:
    problems: list[str] = []
    visitor.on("pageerror", lambda error: problems.append(f"error: {error}"))
    visitor.on(
        "console", lambda line: problems.append(f"console: {line.text}") if line.type == "error" else None
    )
    visitor.on(
        "response",
        lambda answer: problems.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    visitor.set_viewport_size({"width": WIDTHS[0], "height": 900})
    visit(visitor, demo, paths[language, kind])
    for width in WIDTHS:
        visitor.set_viewport_size({"width": width, "height": 900})
        look_through(visitor)
        assert visitor.locator("h1").count() == 1
        assert visitor.locator("html").get_attribute("lang") == language
        overflow = visitor.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{overflow} px too wide at {width}"
        broken = visitor.evaluate(
            "[...document.images].filter((one) => one.complete && !one.naturalWidth).map((one) => one.src)"
        )
        assert not broken
        if KEEPS_SCREENSHOTS:
            visitor.screenshot(path=screenshots / f"{kind}-{language}-{width}.png", full_page=True)
    serious = serious_problems(visitor)
    assert not serious, "\n".join(serious)
    assert not problems, "\n".join(problems)


def test_root_leads_to_the_default_language(demo: Demo, visitor: Page) -> None:
    visit(visitor, demo, "/")
    expect(visitor).to_have_url(f"{demo.frontend}/de/")


def test_language_switch_leads_to_the_same_page(
    demo: Demo, paths: dict[tuple[str, str], str], visitor: Page
) -> None:
    visit(visitor, demo, paths["de", "news-index"])
    visitor.locator("header a[hreflang=en]").first.click()
    expect(visitor).to_have_url(f"{demo.frontend}{paths['en', 'news-index']}")
    expect(visitor.locator("html")).to_have_attribute("lang", "en")


def test_category_filter_narrows_the_news(
    demo: Demo, paths: dict[tuple[str, str], str], visitor: Page
) -> None:
    visit(visitor, demo, paths["de", "news-index"])
    facets = asked(demo, "{ news { totalCount facets { categories { value label count } } } }")["news"]
    smallest = facets["facets"]["categories"][-1]
    assert smallest["count"] < facets["totalCount"]
    visitor.locator("main").get_by_role("link", name=re.compile(re.escape(smallest["label"]))).first.click()
    expect(visitor.locator("main")).to_have_attribute("aria-busy", "false")
    expect(visitor.locator("main article")).to_have_count(min(smallest["count"], 12))


def test_lightbox_obeys_the_keyboard(demo: Demo, visitor: Page) -> None:
    galleries = asked(demo, "{ galleries(first: 50) { nodes { path imageCount } } }")["galleries"]["nodes"]
    visit(visitor, demo, next(one["path"] for one in galleries if one["imageCount"] > 1))
    opener = visitor.locator("main .picture-grid button, main .picture-grid a").first
    opener.focus()
    visitor.keyboard.press("Enter")
    box = visitor.locator("dialog[open]")
    expect(box).to_be_visible()
    first = box.locator("img").first.get_attribute("src")
    visitor.keyboard.press("ArrowRight")
    expect(box.locator("img").first).not_to_have_attribute("src", first or "")
    visitor.keyboard.press("ArrowLeft")
    expect(box.locator("img").first).to_have_attribute("src", first or "")
    visitor.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(opener).to_be_focused()


def test_unknown_block_type_breaks_nothing(
    demo: Demo, paths: dict[tuple[str, str], str], visitor: Page
) -> None:
    def with_unknown_block(route: Any) -> None:
        response = route.fetch()
        answer = response.json()
        body = ((answer.get("data") or {}).get("route") or {}).get("page") or {}
        if "body" in body:
            body["body"].insert(0, {"__typename": "HologramBlock", "id": "unknown-1"})
        route.fulfill(response=response, json=answer)

    visitor.route("**/graphql/", with_unknown_block)
    visit(visitor, demo, paths["de", "news"])
    expect(visitor.locator("h1")).to_be_visible()
    assert visitor.locator("main").inner_text().count("\n") > 5
