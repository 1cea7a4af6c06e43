"""`route`: the one spelling of a path, redirects to it, old addresses, and an answer to everything."""

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.home.sites import StartedSite
from tests.factories.pages import (
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)

from .conftest import Ask
from .editing import fresh
from .hiding import UNPUBLISHED, WAYS, undone

ROUTE = """query ($path: String!) { route(path: $path) {
  status language page { __typename title } redirect { to permanent }
} }"""
NOT_FOUND = {"status": "NOT_FOUND", "language": "DE", "page": None, "redirect": None}


def route(ask: Ask, path: str) -> Any:
    return ask(ROUTE, path=path)["route"]


def moved(to: str, *, permanent: bool = True, language: str = "DE") -> Any:
    redirect = {"to": to, "permanent": permanent}
    return {"status": "REDIRECT", "language": language, "page": None, "redirect": redirect}


def test_every_page_type_has_its_path(site: StartedSite, ask: Ask) -> None:
    about = StandardPageFactory(title="Über uns")
    pages = {
        "/de/": "HomePage",
        "/en/": "HomePage",
        "/de/ueber-uns/": "StandardPage",
        "/de/ueber-uns/satzung/": "StandardPage",
        "/de/news/": "NewsIndexPage",
        "/en/news/": "NewsIndexPage",
        "/de/news/groesser-als/": "NewsPage",
        "/en/news/english/": "NewsPage",
        "/de/mitglieder/": "MemberIndexPage",
        "/de/mitglieder/oel-soehne/": "MemberPage",
        "/de/galerien/": "GalleryIndexPage",
        "/de/galerien/fest/": "GalleryPage",
    }
    StandardPageFactory(title="Satzung", parent=about)
    NewsPageFactory(title="Größer als")
    NewsPageFactory(title="English", language="en")
    MemberPageFactory(title="Öl & Söhne")
    GalleryPageFactory(title="Fest")
    for path, kind in pages.items():
        found = route(ask, path)
        assert (found["status"], found["language"]) == ("FOUND", path[1:3].upper()), path
        assert found["page"]["__typename"] == kind
        assert found["redirect"] is None


@pytest.mark.parametrize(
    "path",
    [
        "/de/news/artikel",
        "/DE/news/artikel/",
        "/de/News/Artikel/",
        "/de//news///artikel/",
        "//de/news/artikel/",
        "/de/news/artikel//",
        "/de/news/%61rtikel/",
        "/DE//NEWS/ARTIKEL?x=1#y",
        "https://anderswo.example/de/news/artikel",
    ],
)
def test_another_spelling_redirects_for_good(site: StartedSite, ask: Ask, path: str) -> None:
    NewsPageFactory(title="Artikel")
    assert route(ask, path) == moved("/de/news/artikel/")


@pytest.mark.parametrize(
    "path",
    [
        "/de/news/artikel/?seite=2",
        "/de/news/artikel/#oben",
        "/de/news/artikel/?a=/de/#x?y",
        " /de/news/artikel/ ",
        "de/news/artikel/",
        "http://localhost:3000/de/news/artikel/",
    ],
)
def test_what_is_no_path_is_ignored(site: StartedSite, ask: Ask, path: str) -> None:
    NewsPageFactory(title="Artikel")
    assert route(ask, path)["status"] == "FOUND"


def test_the_bare_root_leads_home(site: StartedSite, ask: Ask) -> None:
    for path in ("/", "", "//", "/?x=1", "/#x", "http://localhost:3000", "?x"):
        assert route(ask, path) == moved("/de/", permanent=False)
    assert route(ask, "/en") == moved("/en/", language="EN")
    site.homes["de"].unpublish()
    assert route(ask, "/") == route(ask, "/de/") == NOT_FOUND


def test_the_language_of_a_path_stands_even_where_nothing_is(site: StartedSite, ask: Ask) -> None:
    assert route(ask, "/en/nowhere/") == {**NOT_FOUND, "language": "EN"}
    for path in ("/de/nirgends/", "/fr/nulle-part/", "/nirgends/", "/english/", "/enn/"):
        assert route(ask, path) == NOT_FOUND
    site.homes["en"].unpublish()
    assert route(ask, "/en/") == {**NOT_FOUND, "language": "EN"}


def test_a_page_is_found_by_its_whole_path_alone(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Artikel")
    for path in (
        "/news/artikel/",
        "/artikel/",
        "/de/artikel/",
        "/en/news/artikel/",
        f"/{page.path}/",
    ):
        assert route(ask, path)["status"] == "NOT_FOUND"


@pytest.mark.parametrize("hide", UNPUBLISHED.values(), ids=UNPUBLISHED)
def test_a_hidden_page_is_not_found_by_any_spelling(site: StartedSite, ask: Ask, hide: Any) -> None:
    hide(NewsPageFactory(title="Artikel"))
    for path in ("/de/news/artikel/", "/de/news/artikel", "/DE/NEWS/ARTIKEL/"):
        assert route(ask, path) == NOT_FOUND


WEIRD = [
    "/de/\0/",
    "/de/%00/",
    "/de/\ud800/",
    "/de/%ED%A0%80/",
    "/%",
    "/%zz/",
    "/%2F%2F[",
    "//[",
    "//[::1",
    "[",
    "http://[",
    "https://",
    "mailto:a@b.example",
    "javascript:alert(1)",
    "..",
    "/de/../../etc/passwd",
    "\\",
    "/de/news/';--",
    "/de/news/%27/",
    "/de/news/_/",
    "/de/news/%25/",
    "💥",
    "/" * 5000,
    "/de/" + "a" * 100_000 + "/",
    "/de/" + "%61" * 1000 + "/",
    "/de/;a;b?c",
    "\n",
    "?",
    "#",
]


def test_no_path_is_an_error(site: StartedSite, ask: Ask) -> None:
    answers = {path: route(ask, path)["status"] for path in WEIRD}
    leading_home = {path for path, status in answers.items() if status == "REDIRECT"}
    assert leading_home <= {"https://", "http://[", "\n", "?", "#"}
    assert set(answers.values()) == {"NOT_FOUND", "REDIRECT"}


# --- Old addresses ------------------------------------------------------------------------------------------


def test_redirects_lead_where_an_editor_sends_them(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Artikel")
    Redirect.add_redirect("/alt", page)
    Redirect.add_redirect("/Alter/Ort.html", page, is_permanent=False)
    Redirect.add_redirect("/über-uns", page)
    Redirect.add_redirect("/mit leerzeichen", page)
    Redirect.add_redirect("/weg", "https://anderswo.example/x?y=1")
    Redirect.add_redirect("/pfad", "/de/mitglieder/")
    to_page = moved("/de/news/artikel/")
    for path in ("/alt", "/alt/", "/ALT", "/alt?x=1#y", "//alt/"):
        assert route(ask, path) == to_page
    temporary = moved("/de/news/artikel/", permanent=False)
    assert route(ask, "/Alter/Ort.html") == route(ask, "/Alter/Ort.html/") == temporary
    for path in ("/über-uns", "/%C3%BCber-uns/", "/ÜBER-UNS"):
        assert route(ask, path) == to_page
    assert route(ask, "/mit%20leerzeichen") == route(ask, "/mit leerzeichen") == to_page
    assert route(ask, "/weg") == moved("https://anderswo.example/x?y=1")
    assert route(ask, "/pfad") == moved("/de/mitglieder/")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://anderswo.example/",
        "mailto:a@b.example",
        "//anderswo.example/",
        "/\\anderswo.example/",
        "anderswo.example",
        "http://[",
        "/alt",
        "/ALT/",
    ],
)
def test_a_redirect_to_what_is_no_website_is_none(site: StartedSite, ask: Ask, target: str) -> None:
    Redirect.add_redirect("/alt", target)
    assert route(ask, "/alt") == NOT_FOUND


def test_a_redirect_without_a_target_says_gone(site: StartedSite, ask: Ask) -> None:
    Redirect.add_redirect("/de/vorbei")
    assert route(ask, "/de/vorbei/") == {**NOT_FOUND, "status": "GONE"}


def test_a_redirect_to_a_hidden_page_is_none(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Artikel")
    Redirect.add_redirect("/alt", page)
    for way, hide in WAYS.items():
        with undone():
            hide(fresh(page))
            assert route(ask, "/alt") == NOT_FOUND, way


def test_a_sites_own_redirect_comes_first(site: StartedSite, ask: Ask) -> None:
    Redirect.add_redirect("/alt", "/de/news/")
    assert route(ask, "/alt") == moved("/de/news/")
    Redirect.add_redirect("/alt", "/de/mitglieder/", site=site.site)
    assert route(ask, "/alt") == moved("/de/mitglieder/")


def test_a_page_comes_before_a_redirect_of_its_path(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Artikel")
    Redirect.add_redirect("/de/news/artikel", "/de/mitglieder/")
    assert route(ask, "/de/news/artikel/")["status"] == "FOUND"
    assert route(ask, "/de/news/Artikel/") == moved("/de/news/artikel/")


def test_a_changed_slug_leaves_a_redirect_for_all_below(
    site: StartedSite, ask: Ask, django_capture_on_commit_callbacks: Any
) -> None:
    about = StandardPageFactory(title="Über uns")
    StandardPageFactory(title="Satzung", parent=about)
    with django_capture_on_commit_callbacks(execute=True):
        about.slug = "wir"
        about.save_revision().publish()
    assert route(ask, "/de/ueber-uns/") == moved("/de/wir/")
    assert route(ask, "/de/ueber-uns/satzung") == moved("/de/wir/satzung/")
    assert route(ask, "/de/wir/satzung/")["status"] == "FOUND"
    # A new page at the old place takes it over.
    StandardPageFactory(title="Über uns")
    assert route(ask, "/de/ueber-uns/")["status"] == "FOUND"
    assert route(ask, "/de/ueber-uns/satzung/") == moved("/de/wir/satzung/")


def test_a_move_leaves_a_redirect_for_all_below(
    site: StartedSite, ask: Ask, django_capture_on_commit_callbacks: Any
) -> None:
    about, other = StandardPageFactory(title="Über uns"), StandardPageFactory(title="Verein")
    team = StandardPageFactory(title="Team", parent=about)
    StandardPageFactory(title="Büro", parent=team)
    draft = StandardPageFactory(title="Entwurf", parent=team, is_live=False)
    with django_capture_on_commit_callbacks(execute=True):
        team.refresh_from_db()
        team.move(other, pos="last-child")
    assert route(ask, "/de/ueber-uns/team/") == moved("/de/verein/team/")
    assert route(ask, "/de/ueber-uns/team/buero/") == moved("/de/verein/team/buero/")
    assert route(ask, f"/de/ueber-uns/team/{draft.slug}/") == NOT_FOUND
