"""Drafts, by a token that editors make: every field from the draft, everything it refers to public."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.models import Page, Revision

from cms.galleries.models import GalleryNews, GalleryPage, GalleryPicture
from cms.home.sites import StartedSite
from cms.news.models import NewsMember, NewsPage, NewsPicture
from cms.previews.links import preview_token, withdraw_links
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

from .conftest import Ask
from .hiding import WAYS, Hide

OPERATIONS = Path(django_settings.BASE_DIR) / "frontend_contract" / "operations"
TITLE = "query ($token: String!) { preview(token: $token) { expiresAt page { __typename id title } } }"
IMAGE = "{ id alt rendition(preset: CARD) { url } }"
DRAFT = f"""query ($token: String!) {{ preview(token: $token) {{ page {{
  __typename id title slug path url teaser cover {IMAGE} breadcrumbs {{ title path }} translations {{ path }}
  seo {{ title description canonicalUrl noindex image {IMAGE} jsonLd }}
  ... on NewsPage {{
    date featured categories {{ name }} tags {{ name }} gallery {{ id caption image {IMAGE} }}
    contacts {{ id name portrait {IMAGE} }} members {{ id title }} newer {{ title }} older {{ title }}
    body {{ id __typename ... on HeadingBlock {{ text anchor }} ... on ParagraphBlock {{ html }} }}
  }}
  ... on GalleryPage {{
    date photographer imageCount news {{ title }}
    images(first: 2) {{ totalCount nodes {{ id caption image {IMAGE} }} pageInfo {{ hasNextPage endCursor }} }}
  }}
  ... on MemberPage {{ name city sectors {{ name }} competences {{ name }} news {{ title }} socialLinks {{ service }} }}
}} }} }}"""


def token_of(page: Any) -> str:
    return preview_token(Page.objects.get(pk=page.pk))


def shown(ask: Ask, page: Any, query: str = DRAFT) -> Any:
    preview = ask(query, token=token_of(page))["preview"]
    return preview and preview["page"]


def private_image() -> Any:
    from wagtail.models import Collection, CollectionViewRestriction

    collection = Collection.get_first_root_node().add_child(name="Privat")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return CmsImageFactory(collection=collection)


# --- What a draft shows --------------------------------------------------------------------------------------


@pytest.fixture
def article(site: StartedSite) -> Any:
    """A published article; everything of its draft is different."""
    member, other = MemberPageFactory(title="Alt GmbH"), MemberPageFactory(title="Neu GmbH")
    images = [CmsImageFactory() for _ in range(3)]
    page = NewsPageFactory(
        title="Alt",
        date=date(2025, 1, 1),
        teaser="Alter Text",
        cover=images[0],
        categories=[CategoryFactory(name="Alte Kategorie")],
        tags=["alt"],
        members=[member],
        pictures=images[:1],
        body=[("heading", {"level": "2", "text": "Alt"})],
    )
    NewsPageFactory(title="Davor", date=date(2025, 5, 1))
    NewsPageFactory(title="Danach", date=date(2025, 7, 1))
    page.title, page.slug, page.date = "Neu", "neu", date(2025, 6, 1)
    page.teaser, page.cover = "", None
    page.is_featured, page.is_noindex, page.seo_title = True, True, "Neu suchen"
    page.categories = [CategoryFactory(name="Zweite"), CategoryFactory(name="Ähre")]
    page.tags.set(["neu", "jung"])
    page.member_links = [NewsMember(member=other, sort_order=0), NewsMember(member=member, sort_order=1)]
    page.pictures = [
        NewsPicture(image=images[2], caption="Drei", sort_order=0),
        NewsPicture(image=images[1], caption="Zwei", sort_order=1),
    ]
    page.body = [
        ("heading", {"level": "2", "text": "Neuer Text"}),
        ("heading", {"level": "2", "text": "Neuer Text"}),
        ("paragraph", {"text": "<p>Aus dem Entwurf.</p>"}),
    ]
    page.contacts = [("person", {"name": "Neu", "portrait": images[1], "websites": []})]
    page.save_revision()
    return page


def test_every_field_of_an_article_is_the_drafts(article: Any, ask: Ask) -> None:
    found = shown(ask, article)
    draft_id = f"draft-{article.pk}-{article.latest_revision_id}"
    assert (found["__typename"], found["id"], found["title"]) == ("NewsPage", draft_id, "Neu")
    assert (found["slug"], found["path"]) == ("neu", "/de/news/neu/")
    assert found["url"] == found["seo"]["canonicalUrl"] == "http://localhost:3000/de/news/neu/"
    assert found["teaser"] == found["seo"]["description"] == "Aus dem Entwurf."
    assert (found["seo"]["title"], found["seo"]["noindex"]) == ("Neu suchen", True)
    assert '"headline":"Neu"' in found["seo"]["jsonLd"]
    assert (found["date"], found["featured"]) == ("2025-06-01", True)
    assert [one["name"] for one in found["categories"]] == ["Ähre", "Zweite"]
    assert [one["name"] for one in found["tags"]] == ["jung", "neu"]
    assert [one["title"] for one in found["members"]] == ["Neu GmbH", "Alt GmbH"]
    assert [one["caption"] for one in found["gallery"]] == ["Drei", "Zwei"]
    assert found["cover"] == found["gallery"][0]["image"] == found["seo"]["image"] or found["cover"]
    assert [one["name"] for one in found["contacts"]] == ["Neu"]
    assert [one["title"] for one in found["breadcrumbs"]] == ["Startseite", "News"]
    assert (found["older"]["title"], found["newer"]["title"]) == ("Davor", "Danach")
    assert [block.get("anchor") for block in found["body"]] == ["neuer-text", "neuer-text-2", None]
    assert found["body"][2]["html"] == "<p>Aus dem Entwurf.</p>"


def test_the_cover_of_a_draft_is_derived_from_the_draft(article: Any, ask: Ask) -> None:
    found = shown(ask, article)
    assert found["cover"]["id"] == found["gallery"][0]["image"]["id"]


def test_no_part_of_a_draft_shares_its_id_with_the_live_page(article: Any, ask: Ask) -> None:
    query = """query ($token: String!, $id: ID!) {
      preview(token: $token) { page { ...Parts } } page(id: $id) { ...Parts }
    }
    fragment Parts on NewsPage { id title body { id ... on HeadingBlock { anchor text } } gallery { id } contacts { id } }"""
    data = ask(query, token=token_of(article), id=f"page-{article.pk}")
    draft, live = data["preview"]["page"], data["page"]
    assert (live["title"], live["body"][0]["text"], live["body"][0]["anchor"]) == ("Alt", "Alt", "alt")
    assert draft["title"] == "Neu"

    def ids(value: Any) -> set[str]:
        if isinstance(value, dict):
            return {value["id"]}.union(*map(ids, value.values())) if "id" in value else set()
        return set().union(*map(ids, value)) if isinstance(value, list) else set()

    assert len(ids(draft)) == 1 + 3 + 2 + 1
    assert not ids(draft) & ids(live)
    assert all(one.startswith("draft-") for one in ids(draft))


def test_a_later_draft_has_another_id(article: Any, ask: Ask) -> None:
    token = token_of(article)
    first = ask(TITLE, token=token)["preview"]["page"]
    article.title = "Noch neuer"
    article.save_revision()
    second = ask(TITLE, token=token)["preview"]["page"]
    assert (first["title"], second["title"]) == ("Neu", "Noch neuer")
    assert first["id"] != second["id"]


def test_the_draft_of_an_album(site: StartedSite, ask: Ask) -> None:
    images = [CmsImageFactory() for _ in range(4)]
    articles = [NewsPageFactory(title=f"Bericht {day}", date=date(2025, 1, day)) for day in (1, 2, 3, 4)]
    hidden = NewsPageFactory(title="Geheim", is_live=False)
    page = GalleryPageFactory(title="Fest", pictures=images[:1])
    page.photographer = "Jo Neu"
    page.pictures = [
        GalleryPicture(image=image, caption=str(number), sort_order=number)
        for number, image in enumerate([*images, private_image()])
    ]
    page.news_links = [GalleryNews(news=news) for news in (*articles, hidden)]
    page.save_revision()
    found = shown(ask, page)
    assert (found["photographer"], found["imageCount"]) == ("Jo Neu", 4)
    assert [one["title"] for one in found["news"]] == ["Bericht 4", "Bericht 3", "Bericht 2"]
    assert found["cover"]["id"] == f"{images[0].pk}-de"
    captions: list[str] = []
    query = """query ($token: String!, $after: String, $offset: Int) { preview(token: $token) { page { ... on GalleryPage {
      images(first: 3, after: $after, offset: $offset) {
        totalCount nodes { id caption } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    } } } }"""
    variables: dict[str, Any] = {"token": token_of(page)}
    while True:
        slice_ = ask(query, **variables)["preview"]["page"]["images"]
        captions += [one["caption"] for one in slice_["nodes"]]
        assert slice_["totalCount"] == 4
        assert slice_["pageInfo"]["hasPreviousPage"] is ("after" in variables)
        if not slice_["pageInfo"]["hasNextPage"]:
            break
        variables["after"] = slice_["pageInfo"]["endCursor"]
    assert captions == ["0", "1", "2", "3"]
    rest = ask(query, token=token_of(page), offset=3)["preview"]["page"]["images"]
    assert [one["caption"] for one in rest["nodes"]] == ["3"]


def test_the_draft_of_a_member(site: StartedSite, ask: Ask) -> None:
    page = MemberPageFactory(
        title="Alt", city="Alt", sectors=[SectorFactory(name="Alt")], competences=["Alt"]
    )
    NewsPageFactory(title="Bericht", members=[page])
    page.title, page.city = "Neu", "Neustadt"
    page.sectors = [SectorFactory(name="Neue Branche")]
    page.competences.set(["Neue Kunst", "Andere Kunst"])
    page.social_links = [("url", "https://github.com/neu")]
    page.save_revision()
    found = shown(ask, page)
    assert (found["name"], found["city"]) == ("Neu", "Neustadt")
    assert [one["name"] for one in found["sectors"]] == ["Neue Branche"]
    assert [one["name"] for one in found["competences"]] == ["Andere Kunst", "Neue Kunst"]
    assert [one["title"] for one in found["news"]] == ["Bericht"]
    assert found["socialLinks"] == [{"service": "github"}]


def test_the_draft_of_a_home_page_stays_at_its_path(site: StartedSite, ask: Ask) -> None:
    home = site.homes["de"]
    home.slug, home.title = "ganz-anders", "Neue Startseite"
    home.save_revision()
    found = shown(ask, home)
    assert (found["title"], found["path"]) == ("Neue Startseite", "/de/")


def test_the_draft_of_a_standard_page_has_its_surroundings(site: StartedSite, ask: Ask) -> None:
    page = StandardPageFactory(title="Über uns")
    StandardPageFactory(title="Satzung", parent=page)
    StandardPageFactory(title="Entwurf", parent=page, is_live=False)
    StandardPageFactory(title="Daneben")
    page.title = "Wir"
    page.save_revision()
    query = """query ($token: String!) { preview(token: $token) { page { title ... on StandardPage {
      children { title path } siblings { title } } } } }"""
    assert shown(ask, page, query) == {
        "title": "Wir",
        "children": [{"title": "Satzung", "path": "/de/ueber-uns/satzung/"}],
        "siblings": [{"title": "Daneben"}],
    }


def test_pages_that_nobody_sees_can_be_previewed(site: StartedSite, ask: Ask) -> None:
    never = NewsPageFactory(title="Nie", is_live=False, tags=["eins"], pictures=[CmsImageFactory()])
    unpublished = NewsPageFactory(title="Nicht mehr", tags=["zwei"])
    unpublished.unpublish()
    moved = StandardPageFactory(title="Umgezogen")
    moved.move(StandardPageFactory(title="Ziel"), pos="last-child")
    for way, hide in WAYS.items():
        page = NewsPageFactory(title=way)
        hide(page)
        assert shown(ask, page)["title"] == way
    assert [one["name"] for one in shown(ask, never)["tags"]] == ["eins"]
    assert len(shown(ask, never)["gallery"]) == 1
    assert [one["name"] for one in shown(ask, unpublished)["tags"]] == ["zwei"]
    assert shown(ask, moved)["path"] == "/de/ziel/umgezogen/"
    for page in (never, unpublished, moved):
        assert shown(ask, page)["id"].startswith(f"draft-{page.pk}-")


def test_a_page_without_any_revision_can_be_previewed(site: StartedSite, ask: Ask) -> None:
    section = NewsPageFactory(title="X").get_parent().specific
    page = NewsPage(title="Eingelesen", slug="eingelesen", live=False, locale=section.locale)
    page.pictures = [NewsPicture(image=CmsImageFactory())]
    section.add_child(instance=page)
    found = shown(ask, page)
    assert (found["title"], found["id"], len(found["gallery"])) == ("Eingelesen", f"draft-{page.pk}-0", 1)


def test_a_page_of_no_website_is_null(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Ohne")
    token = token_of(page)
    site.site.delete()
    assert ask(TITLE, token=token)["preview"] is None


def test_a_page_of_no_public_type_is_null(site: StartedSite, ask: Ask) -> None:
    page = site.homes["de"].add_child(instance=Page(title="Nackt", slug="nackt"))
    assert ask(TITLE, token=preview_token(page))["preview"] is None


def test_what_is_gone_from_a_draft_is_left_out(article: Any, ask: Ask) -> None:
    """Nothing keeps pictures, members and terms from being deleted while only a draft refers to them."""
    draft = article.get_latest_revision().content
    draft["cover"] = draft["social_image"] = 999_999
    draft["pictures"][0]["image"] = 999_999
    draft["member_links"][0]["member"] = 999_999
    draft["tagged_items"][0]["tag"] = 999_999
    draft["categories"] = [999_999]
    Revision.objects.filter(pk=article.latest_revision_id).update(content=draft)
    found = shown(ask, article)
    assert found["cover"] is None and found["categories"] == []
    assert [len(found[name]) for name in ("gallery", "members", "tags")] == [1, 1, 1]


# --- What a draft does not show ------------------------------------------------------------------------------


@pytest.mark.parametrize("hide", WAYS.values(), ids=WAYS)
def test_what_a_draft_refers_to_is_as_public_as_ever(site: StartedSite, ask: Ask, hide: Hide) -> None:
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
    for one in (member, news, gallery, target):
        hide(one)
    answer = ask((OPERATIONS / "preview.graphql").read_text(encoding="utf-8"), token=token_of(page))
    text = json.dumps(answer, ensure_ascii=False)
    assert answer["preview"]["page"]["title"] == "Offen"
    assert "Geheim" not in text and "geheim" not in text
    assert answer["preview"]["page"]["gallery"] == []
    assert "/media/" not in text


def test_a_draft_shows_no_other_draft(article: Any, ask: Ask) -> None:
    """A page that its draft refers to is shown as it is published; itself too."""
    page = NewsPageFactory(title="Zweite", is_live=False)
    page.body = [("news", {"heading": "", "news": [article], "category": None, "count": 3})]
    page.save_revision()
    query = """query ($token: String!) { preview(token: $token) { page { ... on NewsPage { body { ... on NewsBlock {
      news { id title tags { name } gallery { caption } } } } } } } }"""
    (block,) = shown(ask, page, query)["body"]
    assert block["news"] == [
        {"id": f"page-{article.pk}", "title": "Alt", "tags": [{"name": "alt"}], "gallery": [{"caption": ""}]}
    ]
    article.body = [("news", {"heading": "", "news": [article], "category": None, "count": 3})]
    article.save_revision()
    (block,) = shown(ask, article, query)["body"]
    assert [one["title"] for one in block["news"]] == ["Alt"]


def test_drafts_appear_nowhere_without_a_token(article: Any, client: Client, ask: Ask) -> None:
    """Not even for the chief editor, nor by the draft's id."""
    client.force_login(User.objects.create_superuser("chefin"))
    draft_id = shown(ask, article)["id"]
    query = """query ($live: ID!, $draft: ID!, $token: String!, $path: String!) {
      news { nodes { title teaser tags { name } body { ... on ParagraphBlock { html } } } }
      page(id: $live) { title } other: page(id: $draft) { title }
      route(path: $path) { status } preview(token: $token) { expiresAt }
    }"""
    data = ask(query, live=f"page-{article.pk}", draft=draft_id, token=draft_id, path="/de/news/neu/")
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


def test_a_preview_writes_nothing(article: Any, sql: Ask) -> None:
    before = Revision.objects.count(), Page.objects.get(pk=article.pk).title
    token = token_of(article)
    statements = sql((OPERATIONS / "preview.graphql").read_text(encoding="utf-8"), token=token)
    assert [one for one in statements if not one.lstrip("( \n").startswith(("SELECT", "WITH"))] == []
    assert (Revision.objects.count(), Page.objects.get(pk=article.pk).title) == before


# --- Tokens --------------------------------------------------------------------------------------------------


def test_a_token_expires(article: Any, ask: Ask, settings: Settings) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        token = token_of(article)
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


def test_a_token_edited_anywhere_is_none(article: Any, ask: Ask) -> None:
    token = token_of(article)
    for place, character in enumerate(token):
        for other in ("A", "b", "0", ".", "="):
            if other != character:
                assert ask(TITLE, token=token[:place] + other + token[place + 1 :])["preview"] is None, place
    for other in (token[:-1], token + "A", token.swapcase(), f"{token} ", token.partition(".")[0]):
        assert ask(TITLE, token=other)["preview"] is None


def test_withdrawn_links_show_nothing_and_new_ones_do(article: Any, ask: Ask) -> None:
    other = NewsPageFactory(title="Andere", is_live=False)
    first, others = token_of(article), token_of(other)
    for _ in range(2):
        withdraw_links(article)
        assert ask(TITLE, token=first)["preview"] is None
        assert ask(TITLE, token=others)["preview"]["page"]["title"] == "Andere"
        first = token_of(article)
        assert ask(TITLE, token=first)["preview"]["page"]["title"] == "Neu"


def test_the_token_of_a_deleted_page_shows_nothing(article: Any, ask: Ask) -> None:
    token = token_of(article)
    withdraw_links(NewsPageFactory(title="Andere"))
    article.delete()
    assert ask(TITLE, token=token)["preview"] is None


def test_a_token_is_of_one_kind(article: Any, ask: Ask) -> None:
    """One that was signed for something else is no preview token."""
    from django.core import signing

    payload = [int(datetime.now(tz=UTC).timestamp()), article.pk, 0]
    assert ask(TITLE, token=signing.Signer(sep=".", salt="cms.previews").sign_object(payload))["preview"]
    for salt in ("django.core.signing", "cms.previews.other", "django.core.signing.Signer"):
        token = signing.Signer(sep=".", salt=salt).sign_object(payload)
        assert ask(TITLE, token=token)["preview"] is None, salt


# --- Cost ----------------------------------------------------------------------------------------------------


def statements_of(ask: Ask, operation: str, **variables: Any) -> list[str]:
    document = (OPERATIONS / f"{operation}.graphql").read_text(encoding="utf-8")
    with CaptureQueriesContext(connection) as captured:
        data = ask(document, **variables)
    assert (data.get("route") or data.get("preview"))["page"]
    return [one["sql"] for one in captured.captured_queries]


def test_a_draft_of_every_type_costs_little_more_than_the_page(site: StartedSite, ask: Ask) -> None:
    images = [CmsImageFactory() for _ in range(12)]
    member, target = MemberPageFactory(logo=images[0]), StandardPageFactory(title="Seite")
    news = NewsPageFactory(title="Früher", members=[member])
    gallery = GalleryPageFactory(title="Album", pictures=images, news=[news])
    body = every_block(
        images=images[:2],
        document=CmsDocumentFactory(),
        members=[member],
        news=[news],
        gallery=gallery,
        page=target,
    )
    pages: list[Any] = [
        NewsPageFactory(
            title="Alles",
            body=body,
            pictures=images,
            members=[member],
            tags=["a", "b", "c"],
            categories=[CategoryFactory(), CategoryFactory()],
        ),
        StandardPageFactory(title="Körper", parent=target, body=body),
        MemberPageFactory(
            title="Zwei", body=body, sectors=[SectorFactory()], competences=["a", "b"], logo=images[1]
        ),
        gallery,
        site.homes["de"],
        news.get_parent().specific,
        member.get_parent().specific,
        gallery.get_parent().specific,
    ]
    for page in pages:
        live = statements_of(ask, "route", path=page.specific.full_url)
        page.specific.save_revision()
        page.refresh_from_db()
        assert page.has_unpublished_changes
        draft = statements_of(ask, "preview", token=token_of(page))
        assert len(draft) <= 1.5 * len(live), (type(page).__name__, len(live), "\n".join(draft))


def test_many_pictures_cost_no_more_than_one(site: StartedSite, ask: Ask) -> None:
    page: GalleryPage = GalleryPageFactory(title="Fest")
    counts = []
    for number in (1, 30):
        page.pictures = [GalleryPicture(image=CmsImageFactory(width=8, height=8)) for _ in range(number)]
        page.save_revision()
        counts.append(len(statements_of(ask, "preview", token=token_of(page))))
    assert counts[0] == counts[1]
