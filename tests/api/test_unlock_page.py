"""Mutation `unlockPage`: passwords, tokens, and failures that all look alike."""

import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, PageViewRestriction

from cms.home.sites import StartedSite
from tests.factories.media import CmsImageFactory
from tests.factories.pages import NewsPageFactory, StandardPageFactory

from .conftest import Ask
from .hiding import restrict_by_group, restrict_by_login, restrict_by_password
from .unlocking import CLOSED, PREVIEW, UNLOCK, opened, restricted, route, unlock

# --- Opening a page ------------------------------------------------------------------------------------------


def test_the_password_opens_the_page(board: Any, ask: Ask) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        found = unlock(ask, board)
        assert (found["ok"], found["expiresAt"]) == (True, "2026-03-02T21:00:00Z")
        page = {
            "id": f"page-{board.pk}",
            "title": "Vorstand intern",
            "path": "/de/vorstand-intern/",
            "url": "http://localhost:3000/de/vorstand-intern/",
        }
        assert opened(ask, found["token"]) == {"expiresAt": "2026-03-02T21:00:00Z", "page": page}


def test_a_token_opens_its_page_alone(board: Any, ask: Ask) -> None:
    below = StandardPageFactory(title="Darunter", parent=board)
    query = """query ($token: String!, $board: ID!, $below: ID!) {
      preview(token: $token) { page { title breadcrumbs { title } translations { path }
        ... on StandardPage { children { title } siblings { title } } } }
      route(path: "/de/vorstand-intern/") { status page { title } }
      child: route(path: "/de/vorstand-intern/darunter/") { status page { title } }
      page(id: $board) { title }
      other: page(id: $below) { title }
    }"""
    token = unlock(ask, board)["token"]
    data = ask(query, token=token, board=f"page-{board.pk}", below=f"page-{below.pk}")
    assert data["preview"]["page"]["title"] == "Vorstand intern"
    assert data["preview"]["page"]["children"] == []
    assert [one["title"] for one in data["preview"]["page"]["breadcrumbs"]] == ["Startseite"]
    assert data["route"] == data["child"] == {"status": "RESTRICTED", "page": None}
    assert data["page"] is data["other"] is None
    child = opened(ask, unlock(ask, below)["token"])
    assert child["page"]["title"] == "Darunter"


def test_an_unlocked_page_shows_what_is_published_not_its_draft(board: Any, ask: Ask) -> None:
    token = unlock(ask, board)["token"]
    board.title = "Entwurf"
    board.save_revision()
    assert opened(ask, token)["page"]["title"] == "Vorstand intern"
    board.unpublish()
    assert opened(ask, token) is None


def test_every_password_on_the_way_must_be_the_same(board: Any, ask: Ask) -> None:
    below = StandardPageFactory(title="Darunter", parent=board)
    restriction = PageViewRestriction.objects.create(
        page=below, restriction_type=PageViewRestriction.PASSWORD, password="anders"
    )
    assert unlock(ask, below) == unlock(ask, below, "anders") == CLOSED
    restriction.password = "geheim"
    restriction.save()
    assert unlock(ask, below)["ok"]


@pytest.mark.parametrize("restrict", [restrict_by_login, restrict_by_group])
def test_a_password_never_opens_what_takes_a_login(
    board: Any, ask: Ask, site: StartedSite, restrict: Any
) -> None:
    token = unlock(ask, board)["token"]
    restrict(site.homes["de"])
    assert route(ask, "/de/vorstand-intern/")["restriction"]["kind"] != "PASSWORD"
    assert unlock(ask, board) == CLOSED
    assert opened(ask, token) is None
    page = StandardPageFactory(title="Andere", parent=site.homes["en"])
    restrict(page)
    for password in ("", "geheim", "None"):
        assert unlock(ask, page, password) == CLOSED


def test_an_empty_password_opens_nothing(site: StartedSite, ask: Ask) -> None:
    page = StandardPageFactory(title="Leer")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="")
    assert unlock(ask, page, "") == CLOSED


def test_a_password_is_compared_as_people_type_it(site: StartedSite, ask: Ask) -> None:
    page = StandardPageFactory(title="Umlaut")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="Grüße"
    )
    for password, is_right in (
        ("Grüße", True),
        ("Gru\u0308ße", True),
        ("grüße", False),
        ("Grüße ", False),
        ("Grüss", False),
        ("%", False),
    ):
        assert unlock(ask, page, password)["ok"] is is_right


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"password": "x" * 201}, "ARGUMENT_OUT_OF_RANGE"),
        ({"password": "a\0b"}, "ARGUMENT_INVALID"),
        ({"password": "\ud800"}, "ARGUMENT_INVALID"),
        ({"page": "x" * 201}, "ARGUMENT_OUT_OF_RANGE"),
        ({"page": "page-1\0"}, "ARGUMENT_INVALID"),
    ],
)
def test_input_that_is_no_password_says_so(board: Any, refuse: Ask, variables: Any, code: str) -> None:
    error = refuse(UNLOCK, **{"page": f"page-{board.pk}", "password": "geheim", **variables})
    assert (error["code"], error["argument"]) == (
        code,
        f"input.{'page' if 'page' in variables else ''}" + ("Id" if "page" in variables else "password"),
    )
    assert "geheim" not in error["message"]


def test_a_mutation_is_refused_over_get(board: Any, client: Client) -> None:
    query = (
        f'mutation {{ unlockPage(input: {{ pageId: "page-{board.pk}", password: "geheim" }}) {{ token }} }}'
    )
    answer = client.get("/graphql/", {"query": query}).json()
    assert answer["errors"][0]["extensions"]["code"] == "VALIDATION_FAILED"
    assert "data" not in answer


# --- All who may not look alike ------------------------------------------------------------------------------


@pytest.fixture
def strangers(board: Any, site: StartedSite) -> dict[str, tuple[str, str]]:
    """Page id and password of every kind of try that fails."""
    draft = StandardPageFactory(title="Entwurf", is_live=False)
    restrict_by_password(draft)
    login = StandardPageFactory(title="Anmeldung")
    restrict_by_login(login)
    public = StandardPageFactory(title="Offen")
    deep = StandardPageFactory(title="Tief", parent=StandardPageFactory(title="Mittel", parent=board))
    return {
        "wrong": (f"page-{board.pk}", "falsch"),
        "wrong, deeper": (f"page-{deep.pk}", "falsch"),
        "public": (f"page-{public.pk}", "geheim"),
        "login": (f"page-{login.pk}", "geheim"),
        "draft": (f"page-{draft.pk}", "geheim"),
        "alias": (f"page-{board.create_alias(update_slug='alias').pk}", "falsch"),
        "unknown": ("page-999999999", "geheim"),
        "root": (f"page-{Page.objects.get(depth=1).pk}", "geheim"),
        "draft id": (f"draft-{board.pk}-1", "geheim"),
        "number": (str(board.pk), "geheim"),
        "no id": ("; DROP TABLE", "geheim"),
        "empty": ("", ""),
    }


def test_all_failures_have_one_answer(strangers: dict[str, tuple[str, str]], post: Ask) -> None:
    answers = {name: post(UNLOCK, page=page, password=word) for name, (page, word) in strangers.items()}
    assert {name for name, answer in answers.items() if answer != {"data": {"unlockPage": CLOSED}}} == set()


def test_all_failures_take_the_same_work(
    strangers: dict[str, tuple[str, str]], sql: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many statements of the same shape, as many comparisons, as many hashed characters."""
    compared: list[tuple[int, int]] = []

    def count(one: bytes, other: bytes) -> bool:
        compared.append((len(one), len(other)))
        return hmac_compare(one, other)

    hmac_compare = hmac.compare_digest
    monkeypatch.setattr("cms.api.pages.restrictions.hmac.compare_digest", count)
    work = {}
    for name, (page, word) in strangers.items():
        compared.clear()
        statements = [
            " ".join(one.split("WHERE")[0].split()) for one in sql(UNLOCK, page=page, password=word)
        ]
        work[name] = (statements, list(compared))
    expected = work["wrong"]
    assert len(expected[0]) == 3 and expected[1] == [(32, 32)]
    assert {name for name, done in work.items() if done != expected} == set()


# --- Tokens --------------------------------------------------------------------------------------------------


def test_a_token_edited_anywhere_is_none(board: Any, ask: Ask) -> None:
    token = unlock(ask, board)["token"]
    assert opened(ask, token)
    for place, character in enumerate(token):
        for other in ("A", "b", "-", ".", "=", "ä"):
            if other != character:
                assert opened(ask, token[:place] + other + token[place + 1 :]) is None, place
    for other in ("", ".", token[:-1], token + "A", token + "=", f" {token}", token * 2, token.swapcase()):
        assert opened(ask, other) is None


@pytest.mark.parametrize("token", ["", "x", "a.b", "\0", "\ud800", "ü.ü", "." * 5_000, "x" * 100_000])
def test_what_is_no_token_is_none_and_no_error(site: StartedSite, ask: Ask, token: str) -> None:
    assert opened(ask, token) is None


def test_a_token_expires(board: Any, ask: Ask, settings: Settings) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        token = unlock(ask, board)["token"]
    for later, is_open in (
        (timedelta(hours=11, minutes=59), True),
        (timedelta(hours=12), False),
        (timedelta(days=400), False),
    ):
        with time_machine.travel(start + later, tick=False):
            assert bool(opened(ask, token)) is is_open
    settings.CMS_UNLOCK_HOURS = 1
    with time_machine.travel(start + timedelta(hours=2), tick=False):
        assert opened(ask, token) is None


def test_a_changed_restriction_ends_its_tokens(board: Any, ask: Ask, site: StartedSite) -> None:
    def token() -> str:
        return str(unlock(ask, board)["token"])

    restriction = board.view_restrictions.get()
    first = token()
    restriction.password = "neu"
    restriction.save()
    assert opened(ask, first) is None
    restriction.password = "geheim"
    restriction.save()
    assert opened(ask, first), "the same password again"
    restriction.restriction_type = PageViewRestriction.LOGIN
    restriction.save()
    assert opened(ask, first) is None
    restriction.delete()
    assert opened(ask, first) is None, "public now: `route` answers"
    restrict_by_password(board)
    assert opened(ask, first) is None, "another restriction"
    second = token()
    restrict_by_password(site.homes["de"])
    assert opened(ask, second) is None, "one more restriction on the way"


def test_a_token_of_a_deleted_page_is_none(board: Any, ask: Ask) -> None:
    token = unlock(ask, board)["token"]
    board.delete()
    assert opened(ask, token) is None


def test_another_installations_token_is_none(board: Any, ask: Ask, settings: Settings) -> None:
    token = unlock(ask, board)["token"]
    settings.SECRET_KEY = "another"
    assert opened(ask, token) is None
    settings.SECRET_KEY_FALLBACKS = ["for tests only"]
    # A changed key changes the fingerprint: visitors type the password again.
    assert opened(ask, token) is None


def test_a_session_gives_no_more_rights(board: Any, client: Client, ask: Ask) -> None:
    client.force_login(User.objects.create_superuser("chefin"))
    session = client.session
    session["passed_page_view_restrictions"] = [board.view_restrictions.get().pk]
    session.save()
    assert route(ask, "/de/vorstand-intern/") == restricted("PASSWORD", board)
    assert unlock(ask, board, "falsch") == CLOSED
    assert ask("query ($id: ID!) { page(id: $id) { title } }", id=f"page-{board.pk}")["page"] is None


def test_what_an_unlocked_page_refers_to_stays_hidden(site: StartedSite, ask: Ask) -> None:
    other = StandardPageFactory(title="Anderes Geheimnis")
    page = NewsPageFactory(
        title="Intern",
        body=[("paragraph", {"text": f'<p>Siehe <a linktype="page" id="{other.pk}">dort</a>.</p>'})],
        pictures=[CmsImageFactory()],
        tags=["Intern"],
    )
    restrict_by_password(other)
    restrict_by_password(page)
    query = """query ($token: String!) { preview(token: $token) { page { ... on NewsPage {
      tags { name } gallery { id } body { ... on ParagraphBlock { html } }
    } } } }"""
    found = ask(query, token=unlock(ask, page)["token"])["preview"]["page"]
    assert [tag["name"] for tag in found["tags"]] == ["Intern"]
    assert len(found["gallery"]) == 1
    assert found["body"] == [{"html": "<p>Siehe dort.</p>"}]


# --- Over HTTP -----------------------------------------------------------------------------------------------


def test_private_responses_are_not_cached(board: Any, ask: Ask, client: Client) -> None:
    token = unlock(ask, board)["token"]
    unlocking = {"query": UNLOCK, "variables": {"page": f"page-{board.pk}", "password": "geheim"}}
    showing = {"query": PREVIEW, "variables": {"token": token}}
    hidden = {
        "query": "query ($token: String!) { ...A } fragment A on Query { x: preview(token: $token) { expiresAt } }",
        "variables": {"token": token},
    }
    for body in (unlocking, showing, hidden, {"query": PREVIEW, "variables": {"token": "none"}}):
        response = client.post("/graphql/", body, content_type="application/json")
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies
    response = client.post("/graphql/", {"query": "{ __typename }"}, content_type="application/json")
    assert response["Cache-Control"] == "no-cache"


def test_a_preview_is_refused_over_get(board: Any, ask: Ask, client: Client) -> None:
    token = unlock(ask, board)["token"]
    for query in (
        f'{{ preview(token: "{token}") {{ page {{ title }} }} }}',
        f'{{ ...A }} fragment A on Query {{ x: preview(token: "{token}") {{ page {{ title }} }} }}',
        '{ preview(token: "none") { page { title } } }',
    ):
        response = client.get("/graphql/", {"query": query})
        answer = response.json()
        assert answer["errors"][0]["extensions"]["code"] == "VALIDATION_FAILED"
        assert "POST" in answer["errors"][0]["message"]
        assert set(answer["data"].values()) == {None}
        assert response["Cache-Control"] == "no-store"
