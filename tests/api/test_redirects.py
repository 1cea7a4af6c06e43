"""Redirects that lead on to others, from addresses with a query, and the list of all of them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.home.sites import StartedSite
from tests.factories.pages import NewsPageFactory, StandardPageFactory

from .conftest import Ask
from .editing import fresh
from .hiding import WAYS, undone

SITE = "http://localhost:3000"
ROUTE = "query ($path: String!) { route(path: $path) { status redirect { to permanent } } }"
LIST = """query ($first: Int! = 100, $after: String) { redirects(first: $first, after: $after) {
  totalCount nodes { from to permanent } pageInfo { hasNextPage endCursor } } }"""


def leads_to(ask: Ask, path: str) -> str | None:
    route = ask(ROUTE, path=path)["route"]
    return route["redirect"]["to"] if route["redirect"] else route["status"]


def listed(ask: Ask) -> dict[str, str]:
    return {one["from"]: one["to"] for one in ask(LIST)["redirects"]["nodes"]}


def test_an_address_with_a_query_is_one_of_its_own(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Artikel")
    Redirect.add_redirect("/index.php?id=12", page)
    Redirect.add_redirect("/index.php?b=2&a=1", "/de/zwei/")
    Redirect.add_redirect("/?p=7", "/de/sieben/")
    Redirect.add_redirect("/de/news?alt=1", "/de/alt/", site=site.site)
    assert leads_to(ask, "/index.php?id=12") == leads_to(ask, "/INDEX.php/?id=12#x") == "/de/news/artikel/"
    assert leads_to(ask, "/index.php?a=1&b=2") == "/de/zwei/"
    assert leads_to(ask, "/?p=7") == leads_to(ask, f"{SITE}/?p=7") == "/de/sieben/"
    assert leads_to(ask, "/de/news/?alt=1") == "/de/alt/"
    assert leads_to(ask, "/index.php") == leads_to(ask, "/index.php?id=13") == "NOT_FOUND"
    assert leads_to(ask, "/de/news/?alt=2") == leads_to(ask, "/de/news/") == "FOUND"
    Redirect.add_redirect("/index.php", "/de/")
    assert leads_to(ask, "/index.php?id=13") == leads_to(ask, "/index.php") == "/de/"
    assert leads_to(ask, "/index.php?id=12") == "/de/news/artikel/"


LOOPS = {
    "to itself": [("/a", "/a")],
    "to itself, spelled otherwise": [("/a", "/A/")],
    "to itself, as an address": [("/a", f"{SITE}/a/?")],
    "of two": [("/a", "/b"), ("/b", f"{SITE}/a#x")],
    "of three": [("/a", f"{SITE}/b/"), ("/b", "/c?x=1"), ("/c", "/%61")],
    "with a query": [("/a", "/b?x=1"), ("/b?x=1", "/a")],
    "on the way": [("/a", "/b"), ("/b", "/c"), ("/c", "/b")],
    "longer than anybody follows": [(f"/{'a' * n}", f"/{'a' * (n + 1)}") for n in range(1, 40)],
}


@pytest.mark.parametrize("steps", LOOPS.values(), ids=LOOPS)
def test_what_leads_round_in_a_circle_is_no_redirect(site: StartedSite, ask: Ask, steps: Any) -> None:
    for start, target in steps:
        Redirect.add_redirect(start, target)
    Redirect.add_redirect("/gut", "/de/")
    assert leads_to(ask, "/a") == "NOT_FOUND"
    found = listed(ask)
    assert "/a" not in found
    assert found["/gut"] == "/de/"


def test_a_circle_over_two_sites_is_one(site: StartedSite, ask: Ask) -> None:
    other = Site.objects.create(hostname="zwei.example", port=443, root_page=site.homes["en"])
    Redirect.add_redirect("/a", "https://zwei.example/a", site=site.site)
    Redirect.add_redirect("/a", f"{SITE}/a", site=other)
    Redirect.add_redirect("/b", "https://zwei.example/b", site=site.site)
    assert leads_to(ask, "/a") == "NOT_FOUND"
    assert leads_to(ask, "/b") == "https://zwei.example/b"
    assert listed(ask) == {"/b": "https://zwei.example/b"}


def test_a_chain_leads_to_its_end(site: StartedSite, ask: Ask) -> None:
    page: Any = NewsPageFactory(title="Artikel")
    back: Any = StandardPageFactory(title="Wieder da")
    Redirect.add_redirect("/a", "/b")
    Redirect.add_redirect("/b", f"{SITE}/c", is_permanent=False)
    Redirect.add_redirect("/c", page)
    Redirect.add_redirect("/zurueck", "/de/wieder-da/")
    # A page that stands there again comes before the redirect that it once left.
    Redirect.add_redirect("/de/wieder-da", page)
    Redirect.add_redirect("/weg", "/vorbei")
    Redirect.add_redirect("/vorbei")
    assert ask(ROUTE, path="/a")["route"]["redirect"] == {"to": "/de/news/artikel/", "permanent": False}
    assert leads_to(ask, "/zurueck") == "/de/wieder-da/"
    assert leads_to(ask, "/weg") == "/vorbei"
    assert leads_to(ask, "/vorbei") == "GONE"
    to_page = "/de/news/artikel/"
    expected = {"/a": to_page, "/b": to_page, "/c": to_page, "/zurueck": "/de/wieder-da/", "/weg": "/vorbei"}
    assert listed(ask) == expected
    back.unpublish()
    assert listed(ask) == {**expected, "/zurueck": to_page, "/de/wieder-da": to_page}
    assert leads_to(ask, "/zurueck") == to_page


def test_the_list_has_public_targets_alone(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Artikel")
    for path in ("/a", "/b?x=1"):
        Redirect.add_redirect(path, page)
    Redirect.add_redirect("/gut", "/de/")
    Redirect.add_redirect("/schlecht", "javascript:alert(1)")
    assert listed(ask) == {"/a": "/de/news/artikel/", "/b?x=1": "/de/news/artikel/", "/gut": "/de/"}
    for way, hide in WAYS.items():
        with undone():
            hide(fresh(page))
            assert listed(ask) == {"/gut": "/de/"}, way
            assert ask(LIST)["redirects"]["totalCount"] == 1, way


def test_the_list_is_read_in_slices_by_site(site: StartedSite, ask: Ask, refuse: Ask, sql: Ask) -> None:
    Site.objects.create(hostname="zwei.example", port=443, root_page=site.homes["en"])
    other = Site.objects.get(hostname="zwei.example")
    Redirect.add_redirect("/a", "/alle/")
    Redirect.add_redirect("/a", "/eigene/", site=site.site)
    Redirect.add_redirect("/b", "/andere/", site=other)
    Redirect.add_redirect("/de/r0", NewsPageFactory(title="Artikel 0"))
    few = sql(LIST)
    for number in range(1, 30):
        Redirect.add_redirect(f"/de/r{number}", NewsPageFactory(title=f"Artikel {number}"))
    assert len(sql(LIST)) == len(few) <= 4
    everything, after = [], None
    while True:
        found = ask(LIST, first=7, after=after)["redirects"]
        everything += [one["from"] for one in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert everything == ["/a", *(f"/de/r{number}" for number in range(30))]
    assert found["totalCount"] == 31
    assert listed(ask)["/a"] == "/eigene/"
    theirs = ask('{ redirects(site: "zwei.example") { nodes { from to } } }')["redirects"]["nodes"]
    assert {one["from"]: one["to"] for one in theirs}["/a"] == "/alle/"
    assert {"from": "/b", "to": "/andere/"} in theirs
    assert refuse(LIST, first=1001)["code"] == "ARGUMENT_OUT_OF_RANGE"
    assert refuse(LIST, after="x")["code"] == "CURSOR_INVALID"


# --- The form -----------------------------------------------------------------------------------------------


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def given(old_path: str, **more: Any) -> dict[str, Any]:
    return {
        "old_path": old_path,
        "site": "",
        "is_permanent": "on",
        "redirect_page": "",
        "redirect_link": "",
        **more,
    }


def errors_of(admin: Client, address: str, data: dict[str, Any]) -> Any:
    answer = admin.post(address, data)
    return {} if answer.status_code == 302 else {k: v[0] for k, v in answer.context["form"].errors.items()}


def test_the_form_names_the_redirects_that_close_a_circle(admin: Client, site: StartedSite) -> None:
    add = reverse("wagtailredirects:add")
    page: Any = StandardPageFactory(title="Seite")
    for link in (f"{SITE}/a", f"{SITE}/A/?", f"{SITE}/a#x", "/a/", "/a", "/A/?#x"):
        assert "selbst" in errors_of(admin, add, given("/a", redirect_link=link))["redirect_link"]
    assert "selbst" in errors_of(admin, add, given("/de/seite/", redirect_page=page.pk))["redirect_page"]
    assert errors_of(admin, add, given("/b", redirect_link="/c/")) == {}
    assert errors_of(admin, add, given("/c", redirect_link=f"{SITE}/d?x=1", site=site.site.pk)) == {}
    message = errors_of(admin, add, given("/d?x=1", redirect_link=f"{SITE}/b"))["redirect_link"]
    assert "/d?x=1 → /b → /c → /d?x=1" in message
    assert errors_of(admin, add, given("/d?x=2", redirect_link=f"{SITE}/b")) == {}
    assert errors_of(admin, add, given("/e", redirect_link="https://anderswo.example/e")) == {}
    assert errors_of(admin, add, given("/f", redirect_page=page.pk)) == {}
    assert set(errors_of(admin, add, given("/g", redirect_link="ftp://anderswo.example/"))) == {
        "redirect_link"
    }
    first = Redirect.objects.get(old_path="/b")
    edit = reverse("wagtailredirects:edit", args=(first.pk,))
    assert errors_of(admin, edit, given("/b", redirect_link=f"{SITE}/c")) == {}
    assert set(errors_of(admin, edit, given("/b", redirect_link=f"{SITE}/d?x=2"))) == {"redirect_link"}


def test_the_form_takes_the_addresses_that_editors_type(admin: Client, ask: Ask) -> None:
    """A path is delivered as one; what can't be is refused with the address and what is possible instead."""
    add = reverse("wagtailredirects:add")
    StandardPageFactory(title="Kontakt")
    for number, (typed, delivered) in enumerate(
        {
            "/de/kontakt/": "/de/kontakt/",
            " /de/kontakt/?a=1#anfahrt ": "/de/kontakt/?a=1#anfahrt",
            "www.verein.example/neu": "https://www.verein.example/neu",
            "https://anderswo.example/": "https://anderswo.example/",
        }.items()
    ):
        assert errors_of(admin, add, given(f"/alt-{number}", redirect_link=typed)) == {}
        assert leads_to(ask, f"/alt-{number}/") == delivered
    refused = (
        "//anderswo.example/",
        "#ort",
        "ftp://anderswo.example/",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "kontakt",
    )
    for typed in refused:
        said = errors_of(admin, add, given("/neu", redirect_link=typed))["redirect_link"]
        assert f"„{typed}“" in said and "/de/kontakt/" in said and "https://" in said
    field = admin.get(add).context["form"]["redirect_link"]
    assert "/de/kontakt/" in field.help_text and field.field.widget.input_type == "text"


def test_the_hosts_own_redirects_lead_round_in_no_circle(site: StartedSite, client: Client) -> None:
    Site.objects.filter(pk=site.site.pk).update(hostname="testserver", port=80)
    Redirect.add_redirect("/de/a", "/de/b")
    Redirect.add_redirect("/de/b", "http://testserver/de/a")
    Redirect.add_redirect("/de/c", "https://anderswo.example/")
    assert client.get("/de/a/").status_code == 404
    assert client.get("/de/c/")["Location"] == "https://anderswo.example/"
