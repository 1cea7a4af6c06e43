"""What `manage.py demo` serves, asked over HTTP as a browser asks."""

import http.cookiejar
import json
import re
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from email.message import Message
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from cms.demo.logins import LOGINS, Login
from cms.demo.protection import PASSWORD
from tests.started_demo import MadeDemo, ServedDemo

from . import runs

pytestmark = pytest.mark.needs_sqlite


def get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def ask(demo: ServedDemo, query: str, origin: str | None = None) -> tuple[Any, Message]:
    request = urllib.request.Request(
        f"{demo.cms}/graphql/",
        data=json.dumps({"query": query}).encode(),
        headers={"Content-Type": "application/json", "Origin": origin or demo.frontend},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        answer = json.load(response)
        assert "errors" not in answer, answer
        return answer["data"], response.headers


def test_it_prints_every_address_and_login(served_demo: ServedDemo) -> None:
    for address in ("/de/", "/en/"):
        assert f"{served_demo.frontend}{address}" in served_demo.said
    for address in ("/admin/", "/graphql/", "/graphiql/"):
        assert f"{served_demo.cms}{address}" in served_demo.said
    for login in LOGINS:
        assert re.search(rf"\b{login.username}\s+{login.password}\b", served_demo.said)
    for path in ("/de/fuer-mitglieder/", "/en/for-members/"):
        assert f"{served_demo.frontend}{path}  {PASSWORD}" in served_demo.said
    logs, names = re.findall(r"Logs +(\S+)/ \((.+)\)", served_demo.said)[0]
    assert {"cms.log", "frontend.log"} <= set(names.split(", "))
    assert all((Path(logs) / name).is_file() for name in names.split(", "))


def test_both_sites_answer(served_demo: ServedDemo) -> None:
    for path in ("/", "/de/", "/en/news/", "/de/mitglieder/koralyx-diagnostics-gmbh/"):
        status, headers, body = get(f"{served_demo.frontend}{path}")
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert b"<main" in body
    assert get(f"{served_demo.cms}/healthz")[0] == 200


def test_the_site_stands_at_the_frontend_of_this_run(served_demo: ServedDemo) -> None:
    data, _headers = ask(
        served_demo, '{ newsPage(slug: "leuchtkern") { url } siteSettings { languages { homeUrl } } }'
    )
    homes = [language["homeUrl"] for language in data["siteSettings"]["languages"]]
    assert homes == [f"{served_demo.frontend}/de/", f"{served_demo.frontend}/en/"]


def test_the_explorer_is_there(served_demo: ServedDemo) -> None:
    status, _headers, page = get(f"{served_demo.cms}/graphiql/")
    assert (status, b'data-endpoint="/graphql/"' in page) == (200, True)
    (script,) = re.findall(r'<script src="([^"]+)"', page.decode())
    assert get(f"{served_demo.cms}{script}")[0] == 200


def test_it_has_a_redirect_of_each_kind(served_demo: ServedDemo) -> None:
    found = {}
    for path in ("/leuchtkern", "/podcast", "/index.php?id=12"):
        query = f'{{ route(path: "{path}") {{ status redirect {{ to permanent }} }} }}'
        found[path] = ask(served_demo, query)[0]["route"]["redirect"]
    assert found == {
        "/leuchtkern": {"to": ANY, "permanent": True},
        "/podcast": {"to": "https://podcast.prismatal.example/", "permanent": False},
        "/index.php?id=12": {"to": "/de/kontakt/", "permanent": True},
    }


def test_a_website_of_ones_own_is_what_links_lead_to(made_demo: MadeDemo, tmp_path: Path) -> None:
    data_dir = tmp_path / "demo"
    shutil.copytree(made_demo.data_dir, data_dir)
    port, frontend_port = runs.free_ports()
    ports = ("--port", str(port), "--frontend-port", str(frontend_port))
    process = runs.start(data_dir, *ports, "--website", "https://localhost:5173")
    try:
        said = runs.read_until(process, "Ctrl-C stops everything")
        demo = ServedDemo(f"http://localhost:{port}", f"http://localhost:{frontend_port}", said)
        for origin in ("https://localhost:5173", demo.frontend):
            data, headers = ask(demo, "{ siteSettings { languages { homeUrl } } }", origin)
            assert headers["Access-Control-Allow-Origin"] == origin
            home = data["siteSettings"]["languages"][0]["homeUrl"]
            assert home == "https://localhost:5173/de/"
        ask(demo, "{ siteSettings { name } }", "http://localhost:4000")
        refused = runs.read_until(process, "localhost:4000 (origins separated by commas)")
    finally:
        runs.stop(process)
    assert "A page of http://localhost:4000 may not read the API." in refused
    assert re.search(r"The website was at localhost:\d+; it is at localhost:5173 now\.", said)
    assert said.startswith("Looking at what is there …\n")


def test_it_shows_the_protected_page_to_nobody_without_the_password(served_demo: ServedDemo) -> None:
    data, _headers = ask(
        served_demo,
        '{ route(path: "/de/fuer-mitglieder/") { status page { title } restriction { kind pageId } } }',
    )
    route = data["route"]
    assert (route["status"], route["page"], route["restriction"]["kind"]) == ("RESTRICTED", None, "PASSWORD")
    data, _headers = ask(
        served_demo,
        f'mutation {{ unlockPage(input: {{ pageId: "{route["restriction"]["pageId"]}", '
        f'password: "{PASSWORD}" }}) {{ ok token }} }}',
    )
    data, _headers = ask(
        served_demo, f'{{ preview(token: "{data["unlockPage"]["token"]}") {{ page {{ title }} }} }}'
    )
    assert data["preview"]["page"]["title"] == "Für Mitglieder"


def test_it_has_a_contact_form_and_finds_what_workers_have_indexed(served_demo: ServedDemo) -> None:
    data, _headers = ask(
        served_demo,
        "{ siteSettings { places { kind link { path } } } "
        'route(path: "/en/contact/") { page { ... on FormPage { formFields { kind } consentRequired } } } }',
    )
    places = {place["kind"]: place["link"]["path"] for place in data["siteSettings"]["places"]}
    assert (places["SEARCH"], places["CONTACT"]) == ("/de/suche/", "/de/kontakt/")
    form = data["route"]["page"]
    assert [field["kind"] for field in form["formFields"]] == ["TEXT", "EMAIL", "SELECT", "TEXTAREA"]
    assert form["consentRequired"]
    until = time.monotonic() + 90
    while not ask(served_demo, '{ search(query: "licht") { totalCount } }')[0]["search"]["totalCount"]:
        assert time.monotonic() < until, "nothing has been indexed"
        time.sleep(1)


def test_the_api_shows_the_association(served_demo: ServedDemo) -> None:
    data, _headers = ask(
        served_demo,
        "{ news { totalCount } english: news(language: EN) { totalCount } "
        "members { totalCount facets { sectors { label } } } galleries { nodes { imageCount } } "
        'siteSettings { places { kind } } menu(name: "main") { label } '
        'footer: menu(name: "footer", language: EN) { label } }',
    )
    assert data["news"]["totalCount"] >= 15
    assert data["english"]["totalCount"] >= 5
    assert data["members"]["totalCount"] >= 25
    assert len(data["members"]["facets"]["sectors"]) == 9
    assert sorted(node["imageCount"] for node in data["galleries"]["nodes"]) == [9, 12, 16, 24]
    kinds = {place["kind"] for place in data["siteSettings"]["places"]}
    assert kinds >= {"HOME", "NEWS", "MEMBERS", "GALLERIES", "CONTACT", "IMPRINT", "PRIVACY", "ACCESSIBILITY"}
    assert [item["label"] for item in data["menu"]] == [
        "Aktuelles",
        "Mitglieder",
        "Galerien",
        "Über uns",
        "Kontakt",
    ]
    assert [item["label"] for item in data["footer"]] == ["Association", "What's new", "Legal"]


def test_some_members_are_new_and_some_articles_featured(served_demo: ServedDemo) -> None:
    data, _headers = ask(
        served_demo,
        "{ members(first: 100) { nodes { isNew } } news(filter: {featured: true}) { totalCount } }",
    )
    new = sum(node["isNew"] for node in data["members"]["nodes"])
    assert 5 <= new < 20
    assert 3 <= data["news"]["totalCount"] <= 8


def test_every_picture_that_the_home_page_names_is_there(served_demo: ServedDemo) -> None:
    data, _headers = ask(
        served_demo,
        '{ route(path: "/de/") { page { ... on HomePage { hero { rendition(preset: HERO) { url } } } } } '
        "news(first: 6) { nodes { cover { rendition(preset: CARD) { url } } } } "
        "members(first: 6) { nodes { logo { rendition(preset: LOGO) { url } } } } }",
    )
    urls = re.findall(r'"url": "([^"]+)"', json.dumps(data))
    assert len(urls) == 13
    for url in urls:
        status, headers, body = get(url)
        assert status == 200, url
        assert headers["Content-Type"].startswith("image/")
        assert len(body) > 300


def test_only_the_frontend_may_read_the_api(served_demo: ServedDemo) -> None:
    query = "{ siteSettings { name } }"
    _data, headers = ask(served_demo, query)
    assert headers["Access-Control-Allow-Origin"] == served_demo.frontend
    by_number = served_demo.frontend.replace("localhost", "127.0.0.1")
    _data, headers = ask(served_demo, query, by_number)
    assert headers["Access-Control-Allow-Origin"] == by_number
    _data, headers = ask(served_demo, query, "http://localhost:1")
    assert headers["Access-Control-Allow-Origin"] is None


def test_debug_is_off(served_demo: ServedDemo) -> None:
    status, _headers, body = get(f"{served_demo.cms}/no/such/page/")
    assert status == 404
    assert b"DEBUG" not in body


def log_in(demo: ServedDemo, login: Login) -> tuple[str, str]:
    """Return the address and the page that a login leads to."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"{demo.cms}/admin/login/"
    page = opener.open(address, timeout=30).read().decode()
    match = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert match
    form = {
        "csrfmiddlewaretoken": match[1],
        "username": login.username,
        "password": login.password,
        "next": "/admin/",
    }
    request = urllib.request.Request(
        address, urllib.parse.urlencode(form).encode(), {"Referer": address, "Origin": demo.cms}
    )
    with opener.open(request, timeout=30) as response:
        return response.url, response.read().decode()


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.username)
def test_each_login_opens_the_admin(served_demo: ServedDemo, login: Login) -> None:
    address, page = log_in(served_demo, login)
    assert address == f"{served_demo.cms}/admin/"
    assert login.first_name in page
    # Who may manage users, sees where.
    assert ("/admin/users/" in page) == (not login.group)


def test_the_admin_has_its_styles(served_demo: ServedDemo) -> None:
    _status, _headers, page = get(f"{served_demo.cms}/admin/login/")
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page.decode())
    assert styles
    for style in styles:
        status, headers, _body = get(f"{served_demo.cms}{style}")
        assert status == 200
        assert "immutable" in headers["Cache-Control"]
