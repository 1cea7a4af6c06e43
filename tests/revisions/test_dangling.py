"""A draft names pictures, documents, pages, members and terms that have been deleted since."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.home.sites import StartedSite
from cms.navigation.models import SiteSettings
from cms.news.models import NewsMember, NewsPage, NewsPicture, Tag
from cms.previews.links import preview_token
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import (
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.snippets import CategoryFactory, MenuFactory, SectorFactory
from tests.saving import save_unchanged

#: Of Wagtail's comparison, which parses an address as if it were HTML.
pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")

GONE = "Diese Fassung nennt Dinge, die es nicht mehr gibt"


def notice_in(response: Any) -> str:
    """The words of the warnings above a form."""
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(one.get_text(" ", strip=True) for one in soup.select(".help-warning, .messages li"))


@pytest.fixture
def article(admin: Client) -> Any:
    """A public article; its draft names one thing of each kind that stays, and one that is gone."""
    page = NewsPageFactory(title="Live")
    stays, goes = CmsImageFactory(title="Bleibt"), CmsImageFactory(title="Geht")
    document, member, other = CmsDocumentFactory(), MemberPageFactory(), MemberPageFactory()
    news, gallery, linked = NewsPageFactory(), GalleryPageFactory(), StandardPageFactory()
    category, colleague = CategoryFactory(), User.objects.create_user("kollege")
    page.title = "Entwurf"
    page.cover, page.social_image = goes, stays
    page.categories = [category, CategoryFactory(name="Bleibt")]
    page.tags.set(["weg", "bleibt"])
    page.member_links = [NewsMember(member=member, sort_order=0), NewsMember(member=other, sort_order=1)]
    page.pictures = [
        NewsPicture(image=goes, caption="Sommerfest am See", sort_order=0),
        NewsPicture(image=stays, sort_order=1),
    ]
    page.body = every_block(
        images=[goes, stays],
        document=document,
        members=[member, other],
        news=[news],
        gallery=gallery,
        page=linked,
    )
    page.wagtail_admin_comments = [Comment(user=colleague, text="Stimmt das?", contentpath="title")]
    page.save_revision()
    for one in (goes, document, member, news, gallery, linked, category, Tag.objects.get(name="weg")):
        one.delete()
    colleague.delete()
    return NewsPage.objects.get(pk=page.pk)


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_opens_without_what_is_gone_and_says_so(article: Any, admin: Client) -> None:
    response = admin.get(edit(article))
    said = notice_in(response)
    assert GONE in said
    places = "Titelbild", "Bild: „Sommerfest am See“", "Mitglied", "Kategorie", "Schlagwort", "Dokument"
    assert [words for words in places if words not in said] == []
    shown = response.context["form"].instance
    assert [row.image.title for row in shown.pictures.all()] == ["Bleibt"]
    assert "(Inhalt, Nr. 2)" in said
    kinds = [child["type"] for child in shown.body.raw_data]
    assert "downloads" not in kinds and "image" not in kinds
    values = {child["type"]: child["value"] for child in shown.body.raw_data}
    assert kinds.count("news") == 1 and values["news"]["heading"] == "Neues"
    button = values["call_to_action"]
    assert (button["text"], button["link"]["page"]) == ("Komm dazu.", None), (
        "its words wait for another target"
    )
    assert "hier" in values["paragraph"]["text"] and "linktype" not in values["paragraph"]["text"]


@pytest.mark.parametrize("text, title", [("Jetzt dabei sein.", ""), ("", "Zur Anmeldung")])
def test_a_button_keeps_its_words_when_its_target_is_gone(admin: Client, text: str, title: str) -> None:
    linked = StandardPageFactory(title="Anmeldung")
    link = {"title": title, "page": linked, "url": "", "document": None, "email": "", "phone": ""}
    page: Any = NewsPageFactory(body=[("call_to_action", {"text": text, "link": link})])
    page.save_revision()
    linked.delete()
    assert GONE in notice_in(admin.get(edit(page)))
    assert save_unchanged(admin, edit(page), NewsPage) == []
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    button = draft.body[0].value
    assert (button["text"], button["link"]["title"], button["link"]["page"]) == (text, title, None)


def test_the_editor_reads_which_things_are_gone_and_where_they_stood(admin: Client) -> None:
    image, document = CmsImageFactory(title="Messestand"), CmsDocumentFactory(title="Satzung")
    linked = StandardPageFactory(title="Anfahrt")
    page: Any = NewsPageFactory(
        cover=image,
        body=[
            ("paragraph", {"text": f'<p><a linktype="page" id="{linked.pk}">hier</a></p>'}),
            ("image", {"image": image, "caption": "Am See", "credit": ""}),
            ("downloads", {"files": [document]}),
        ],
    )
    page.cover = None
    page.save_revision().publish()
    page.cover = image
    page.save_revision()
    menu: Any = MenuFactory(items=[{"label": "Weg", "page": linked}])
    for name, one in (
        ("wagtailimages:delete", image),
        ("wagtaildocs:delete", document),
        ("wagtailadmin_pages:delete", linked),
    ):
        assert admin.post(reverse(name, args=[one.pk])).status_code == 302
    said = notice_in(admin.get(edit(page)))
    for line in (
        "Titelbild „Messestand“",
        "Seite „Anfahrt“: „hier“ (Inhalt, Nr. 1)",
        "Bild „Messestand“: „Am See“ (Inhalt, Nr. 2)",
        "„Satzung“ (Inhalt, Nr. 3)",
    ):
        assert line in said
    said = notice_in(admin.get(reverse(menu.snippet_viewset.url_namespace + ":edit", args=[menu.pk])))
    assert GONE in said and "Menüeintrag „Anfahrt“: „Weg“ (Einträge, Nr. 1)" in said


def test_it_is_compared_reverted_previewed_and_copied_without_too(article: Any, admin: Client) -> None:
    first = article.revisions.order_by("pk").first()
    compared = admin.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, first.pk, "latest"])
    )
    assert compared.status_code == 200 and GONE in notice_in(compared)
    reverted = admin.get(
        reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, article.latest_revision_id])
    )
    assert reverted.status_code == 200 and GONE in notice_in(reverted)
    body = {
        "query": "query ($t: String!) { preview(token: $t) { page { title ... on NewsPage { tags { name }"
        " gallery { id } members { id } body { __typename } } } } }",
        "variables": {"t": preview_token(Page.objects.get(pk=article.pk))},
    }
    answer = admin.post("/graphql/", body, content_type="application/json").json()
    assert "errors" not in answer
    page = answer["data"]["preview"]["page"]
    assert [len(page[name]) for name in ("tags", "gallery", "members")] == [1, 1, 1]
    copied = admin.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": article.get_parent().pk},
        follow=True,
    )
    assert copied.status_code == 200 and GONE in notice_in(copied)
    assert NewsPage.objects.get(slug="kopie").get_latest_revision_as_object().pictures.count() == 1


def test_a_draft_names_deleted_sectors_and_a_language(admin: Client) -> None:
    member: Any = MemberPageFactory(title="Verein")
    goes, stays = SectorFactory(name="Geht"), SectorFactory(name="Bleibt")
    member.sectors = [goes, stays]
    revision = member.save_revision()
    goes.delete()
    revision.content["locale"] = 999_999
    revision.save()
    said = notice_in(admin.get(edit(member)))
    assert GONE in said and "Branche" in said
    revision.publish()
    published = type(member).objects.get(pk=member.pk)
    assert [sector.name for sector in published.sectors.all()] == ["Bleibt"]
    assert published.locale_id == member.locale_id


def test_drafts_are_published_in_bulk_and_an_incomplete_one_stops_no_other(
    article: Any, admin: Client
) -> None:
    incomplete = StandardPageFactory(title="Unvollständig", is_live=False)
    content = incomplete.latest_revision.content
    incomplete.revisions.update(content={**content, "seo_title": "x" * 300})
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin.post(f"{address}?id={incomplete.pk}&id={article.pk}&next=/admin/", follow=True)
    assert response.status_code == 200
    said = notice_in(response)
    assert "„Unvollständig“ wurde nicht veröffentlicht" in said and GONE in said
    article.refresh_from_db()
    incomplete.refresh_from_db()
    assert (article.live, article.title, incomplete.live) == (True, "Entwurf", False)
    assert [row.image.title for row in article.pictures.all()] == ["Bleibt"]
    assert article.cover_id is None
    assert GONE in notice_in(admin.get(edit(article))), "its body still names what is gone"


def test_a_picture_deleted_while_the_form_is_open_is_an_error_at_its_place(admin: Client) -> None:
    page = NewsPageFactory(title="Offen")
    data = nested_form_data(
        {
            "title": "Offen",
            "slug": page.slug,
            "date": "2026-01-01",
            "teaser": "Bleibt stehen",
            "cover": "999999",
            "body": streamfield([("image", {"image": "999999", "caption": "Am See", "credit": ""})]),
            "contacts": streamfield([]),
            "pictures": inline_formset([{"id": "", "image": "999999", "caption": "Fest", "credit": ""}]),
            "member_links": inline_formset([{"id": "", "member": "999999"}]),
            "tags": "",
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": inline_formset([]),
        }
    )
    response = admin.post(edit(page), data)
    assert response.status_code == 200
    assert "Bleibt stehen" in response.content.decode()


def test_the_editor_of_the_settings_reads_which_links_of_their_texts_are_gone(
    admin: Client, site: StartedSite
) -> None:
    stays, goes = StandardPageFactory(title="Impressum"), StandardPageFactory(title="Anfahrt")
    settings = SiteSettings.objects.get()
    text = settings.texts.get(locale__language_code="de")
    text.not_found_text = (
        f'<p><a linktype="page" id="{stays.pk}">da</a>, <a linktype="page" id="{goes.pk}">dort</a></p>'
    )
    text.save()
    address = reverse("wagtailsettings:edit", args=["navigation", "sitesettings", settings.site_id])
    assert GONE not in notice_in(admin.get(address))
    assert admin.post(reverse("wagtailadmin_pages:delete", args=[goes.pk])).status_code == 302
    for _ in range(2):
        response = admin.get(address)
        said = notice_in(response)
        assert GONE in said and "Seite „Anfahrt“: „dort“ (Text der Seite für unbekannte Adressen)" in said
        form = response.context["form"]
        shown = {row.instance.pk: row["not_found_text"].value() for row in form.formsets["texts"]}
        assert f'id="{stays.pk}"' in shown[text.pk] and f'id="{goes.pk}"' not in shown[text.pk]
        text.refresh_from_db()
        assert f'id="{goes.pk}"' in text.not_found_text, "nothing is saved by reading"
    assert save_unchanged(admin, address, SiteSettings) == []
    text.refresh_from_db()
    assert "dort" in text.not_found_text and f'id="{goes.pk}"' not in text.not_found_text
    assert settings.texts.count() > 1
    assert GONE not in notice_in(admin.get(address))
