"""Privacy of previews: no other drafts, no hidden pages, and nothing without a token."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Revision

from cms.home.sites import StartedSite
from cms.news.models import NewsMember, NewsPicture
from cms.previews.links import withdraw_links
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory

from .conftest import Ask
from .editing import fresh
from .hiding import WAYS, undone
from .previewing import TITLE, private_image, shown, token_of
from .tagged_answers import operation

# --- What a draft does not show ------------------------------------------------------------------------------


def test_what_a_draft_refers_to_is_as_public_as_ever(site: StartedSite, ask: Ask) -> None:
    member = MemberPageFactory(title="Geheimes Mitglied")
    news = NewsPageFactory(title="Geheime Nachricht")
    gallery = GalleryPageFactory(title="Geheime Galerie", pictures=[CmsImageFactory()])
    target = StandardPageFactory(title="Geheime Seite")
    page = NewsPageFactory(title="Offen", is_live=False)
    page.body = every_block(
        images=[private_image()],
        document=CmsDocumentFactory(title="Dokument"),
        members=[member],
        news=[news],
        gallery=gallery,
        page=target,
    )
    page.member_links = [NewsMember(member=member)]
    page.pictures = [NewsPicture(image=private_image())]
    page.cover = private_image()
    page.save_revision()
    for way, hide in WAYS.items():
        with undone():
            for one in (member, news, gallery, target):
                hide(fresh(one))
            answer = ask(operation("preview"), token=token_of(page))
            text = json.dumps(answer, ensure_ascii=False)
            assert answer["preview"]["page"]["title"] == "Offen", way
            assert "Geheim" not in text and "geheim" not in text, way
            assert answer["preview"]["page"]["gallery"] == [], way
            assert "/media/" not in text, way


def test_a_draft_shows_no_other_draft(edited_article: Any, ask: Ask) -> None:
    """A page that its draft refers to is shown as it is published; itself too."""
    page = NewsPageFactory(title="Zweite", is_live=False)
    page.body = [("news", {"heading": "", "news": [edited_article], "category": None, "count": 3})]
    page.save_revision()
    query = """query ($token: String!) { preview(token: $token) { page { ... on NewsPage { body { ... on NewsBlock {
      news { id title tags { name } gallery { caption } } } } } } } }"""
    (block,) = shown(ask, page, query)["body"]
    assert block["news"] == [
        {
            "id": f"page-{edited_article.pk}",
            "title": "Alt",
            "tags": [{"name": "alt"}],
            "gallery": [{"caption": ""}],
        }
    ]
    edited_article.body = [("news", {"heading": "", "news": [edited_article], "category": None, "count": 3})]
    edited_article.save_revision()
    (block,) = shown(ask, edited_article, query)["body"]
    assert [one["title"] for one in block["news"]] == ["Alt"]


def test_drafts_appear_nowhere_without_a_token(edited_article: Any, client: Client, ask: Ask) -> None:
    """Not even for the chief editor, nor by the draft's id."""
    client.force_login(User.objects.create_superuser("chefin"))
    draft_id = shown(ask, edited_article)["id"]
    query = """query ($live: ID!, $draft: ID!, $token: String!, $path: String!) {
      news { nodes { title teaser tags { name } body { ... on ParagraphBlock { html } } } }
      page(id: $live) { title } other: page(id: $draft) { title }
      route(path: $path) { status } preview(token: $token) { expiresAt }
    }"""
    data = ask(query, live=f"page-{edited_article.pk}", draft=draft_id, token=draft_id, path="/de/news/neu/")
    assert data["page"] == {"title": "Alt"}
    assert data["other"] is data["preview"] is None
    assert data["route"] == {"status": "NOT_FOUND"}
    assert "Neu" not in json.dumps(data["news"]) and "Entwurf" not in json.dumps(data["news"])


def test_a_draft_never_stands_in_for_its_live_page(site: StartedSite, ask: Ask) -> None:
    """An article that names a member, in the draft of that member: the member there is the live one."""
    member = MemberPageFactory(title="Alt GmbH", body=[("heading", {"level": "2", "text": "Alt"})])
    NewsPageFactory(title="Bericht", members=[member])
    member.title, member.body = "Neu GmbH", [("heading", {"level": "2", "text": "Neu"})]
    member.save_revision()
    query = """query ($token: String!) { preview(token: $token) { page { ... on MemberPage { ...M news { members { ...M } } } } } }
      fragment M on MemberPage { id title body { id ... on HeadingBlock { text } } }"""
    found = shown(ask, member, query)
    (live,) = found.pop("news")[0]["members"]
    assert (found["title"], found["body"][0]["text"]) == ("Neu GmbH", "Neu")
    assert (live["id"], live["title"], live["body"][0]["text"]) == (f"page-{member.pk}", "Alt GmbH", "Alt")


def test_a_preview_writes_nothing(edited_article: Any, sql: Ask) -> None:
    before = Revision.objects.count(), Page.objects.get(pk=edited_article.pk).title
    token = token_of(edited_article)
    statements = sql(operation("preview"), token=token)
    assert [one for one in statements if not one.lstrip("( \n").startswith(("SELECT", "WITH"))] == []
    assert (Revision.objects.count(), Page.objects.get(pk=edited_article.pk).title) == before


# --- Tokens --------------------------------------------------------------------------------------------------


def test_a_token_expires(edited_article: Any, ask: Ask, settings: Settings) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        token = token_of(edited_article)
        assert ask(TITLE, token=token)["preview"]["expiresAt"] == "2026-03-03T09:00:00Z"
    for later, is_valid in (
        (timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24), False),
        (timedelta(days=400), False),
    ):
        with time_machine.travel(start + later, tick=False):
            assert bool(ask(TITLE, token=token)["preview"]) is is_valid
    settings.CMS_PREVIEW_HOURS = 1
    with time_machine.travel(start + timedelta(hours=2), tick=False):
        assert ask(TITLE, token=token)["preview"] is None


def test_a_token_edited_anywhere_is_none(edited_article: Any, ask: Ask) -> None:
    token = token_of(edited_article)
    for place, character in enumerate(token):
        for other in ("A", "b", "0", ".", "="):
            if other != character:
                assert ask(TITLE, token=token[:place] + other + token[place + 1 :])["preview"] is None, place
    for other in (token[:-1], token + "A", token.swapcase(), f"{token} ", token.partition(".")[0]):
        assert ask(TITLE, token=other)["preview"] is None


def test_withdrawn_links_show_nothing_and_new_ones_do(edited_article: Any, ask: Ask) -> None:
    other = NewsPageFactory(title="Andere", is_live=False)
    first, others = token_of(edited_article), token_of(other)
    for _ in range(2):
        withdraw_links(edited_article)
        assert ask(TITLE, token=first)["preview"] is None
        assert ask(TITLE, token=others)["preview"]["page"]["title"] == "Andere"
        first = token_of(edited_article)
        assert ask(TITLE, token=first)["preview"]["page"]["title"] == "Neu"


def test_the_token_of_a_deleted_page_shows_nothing(edited_article: Any, ask: Ask) -> None:
    token = token_of(edited_article)
    withdraw_links(NewsPageFactory(title="Andere"))
    edited_article.delete()
    assert ask(TITLE, token=token)["preview"] is None


def test_a_token_is_of_one_kind(edited_article: Any, ask: Ask) -> None:
    """One that was signed for something else is no preview token."""
    from django.core import signing

    payload = [int(datetime.now(tz=UTC).timestamp()), edited_article.pk, 0]
    assert ask(TITLE, token=signing.Signer(sep=".", salt="cms.previews").sign_object(payload))["preview"]
    for salt in ("django.core.signing", "cms.previews.other", "django.core.signing.Signer"):
        token = signing.Signer(sep=".", salt=salt).sign_object(payload)
        assert ask(TITLE, token=token)["preview"] is None, salt
