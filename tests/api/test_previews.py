"""Drafts, by a token that editors make: every field from the draft."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from cms.galleries.models import GalleryNews, GalleryPage, GalleryPicture
from cms.home.sites import StartedSite
from cms.news.models import NewsPage, NewsPicture
from cms.previews.links import preview_token
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

from .conftest import Ask
from .hiding import WAYS
from .previewing import TITLE, private_image, shown, token_of
from .tagged_answers import operation


def test_every_field_of_an_article_is_the_drafts(edited_article: Any, ask: Ask) -> None:
    found = shown(ask, edited_article)
    draft_id = f"draft-{edited_article.pk}-{edited_article.latest_revision_id}"
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


def test_the_cover_of_a_draft_is_derived_from_the_draft(edited_article: Any, ask: Ask) -> None:
    found = shown(ask, edited_article)
    assert found["cover"]["id"] == found["gallery"][0]["image"]["id"]


def test_no_part_of_a_draft_shares_its_id_with_the_live_page(edited_article: Any, ask: Ask) -> None:
    query = """query ($token: String!, $id: ID!) {
      preview(token: $token) { page { ...Parts } } page(id: $id) { ...Parts }
    }
    fragment Parts on NewsPage { id title body { id ... on HeadingBlock { anchor text } } gallery { id } contacts { id } }"""
    data = ask(query, token=token_of(edited_article), id=f"page-{edited_article.pk}")
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


def test_a_later_draft_has_another_id(edited_article: Any, ask: Ask) -> None:
    token = token_of(edited_article)
    first = ask(TITLE, token=token)["preview"]["page"]
    edited_article.title = "Noch neuer"
    edited_article.save_revision()
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


def test_what_is_gone_from_a_draft_is_left_out(edited_article: Any, ask: Ask) -> None:
    """Nothing keeps pictures, members and terms from being deleted while only a draft refers to them."""
    draft = edited_article.get_latest_revision().content
    draft["cover"] = draft["social_image"] = 999_999
    draft["pictures"][0]["image"] = 999_999
    draft["member_links"][0]["member"] = 999_999
    draft["tagged_items"][0]["tag"] = 999_999
    draft["categories"] = [999_999]
    Revision.objects.filter(pk=edited_article.latest_revision_id).update(content=draft)
    found = shown(ask, edited_article)
    assert found["cover"]["id"] == found["gallery"][0]["image"]["id"], "the first picture that is left"
    assert found["categories"] == []
    assert [len(found[name]) for name in ("gallery", "members", "tags")] == [1, 1, 1]


# --- Cost ----------------------------------------------------------------------------------------------------


def statements_of(ask: Ask, name: str, **variables: Any) -> list[str]:
    document = operation(name)
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


def test_a_field_for_one_visitor_fails_where_its_answer_would_be_cached(
    edited_article: Any, post: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who adds such a field and forgets `PRIVATE_FIELDS` is told by its first request."""
    monkeypatch.setattr("cms.api.execution.operation.PRIVATE_FIELDS", frozenset())
    body = post(TITLE, token=token_of(edited_article))
    assert body["data"] == {"preview": None}
    assert body["errors"][0]["extensions"]["code"] == "INTERNAL"
