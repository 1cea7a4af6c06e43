"""A page copied for translation refers to the versions of its new language, where there are any."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cms.galleries.models import GalleryPage
from cms.home.sites import StartedSite
from cms.members.models import MemberPage
from cms.news.models import Category, NewsPage
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def translate(admin: Client, page: Any) -> Any:
    """Copy a page into English by the form that editors use."""
    english = Locale.objects.get(language_code="en")
    address = reverse("simple_translation:submit_page_translation", args=(page.pk,))
    assert admin.post(address, {"locales": [english.pk], "include_subtree": ""}).status_code == 302
    return page.get_translation(english)


def english_of(original: Any, **more: Any) -> dict[str, Any]:
    return {"language": "en", "translation_key": original.translation_key, **more}


def names(related: Any) -> list[str]:
    return sorted(str(one) for one in related.all())


def test_an_article_stands_in_the_categories_of_its_language(admin: Client) -> None:
    fair, award = CategoryFactory(name="Messe"), CategoryFactory(name="Preis")
    CategoryFactory(name="Fair", **english_of(fair))
    copy = translate(admin, NewsPageFactory(title="Bericht", categories=[fair, award], tags=["Laser"]))
    for page in (copy, copy.get_latest_revision_as_object()):
        assert names(page.categories) == ["Fair"]
        assert names(page.tags) == ["Laser"]
    assert names(NewsPage.objects.get(title="Bericht", locale__language_code="de").categories) == [
        "Messe",
        "Preis",
    ]
    copy.get_latest_revision().publish()
    assert names(NewsPage.objects.get(pk=copy.pk).categories) == ["Fair"]


def test_the_form_of_a_translated_article_offers_what_it_has(admin: Client) -> None:
    fair = CategoryFactory(name="Messe")
    own = CategoryFactory(name="Fair", **english_of(fair))
    copy = translate(admin, NewsPageFactory(categories=[fair]))
    form = admin.get(reverse("wagtailadmin_pages:edit", args=(copy.pk,))).context["form"]
    assert list(form.fields["categories"].queryset) == list(form.initial["categories"]) == [own]


def test_named_members_are_those_of_its_language_where_there_are_any(admin: Client) -> None:
    optics, lab = MemberPageFactory(title="Optik"), MemberPageFactory(title="Labor")
    MemberPageFactory(title="Optics", **english_of(optics))
    article = NewsPageFactory(members=[lab, optics])
    copy = translate(admin, article)
    for page in (copy, copy.get_latest_revision_as_object()):
        assert [link.member.title for link in page.member_links.all()] == ["Labor", "Optics"]
    assert [link.member.title for link in article.member_links.all()] == ["Labor", "Optik"]


def test_sectors_and_news_of_albums_follow_too(admin: Client) -> None:
    optics = SectorFactory(name="Optik")
    SectorFactory(name="Optics", **english_of(optics))
    article = NewsPageFactory(title="Fest")
    NewsPageFactory(title="Party", **english_of(article))
    member = translate(admin, MemberPageFactory(sectors=[optics]))
    album = translate(admin, GalleryPageFactory(news=[article]))
    assert names(MemberPage.objects.get(pk=member.pk).sectors) == ["Optics"]
    assert [link.news.title for link in GalleryPage.objects.get(pk=album.pk).news_links.all()] == ["Party"]


def test_what_needs_no_mapping_is_not_saved_again(admin: Client) -> None:
    copy = translate(admin, NewsPageFactory(tags=["Laser"]))
    assert copy.revisions.count() == 1


def test_a_draft_keeps_what_else_it_holds(admin: Client) -> None:
    fair = CategoryFactory(name="Messe")
    CategoryFactory(name="Fair", **english_of(fair))
    body = [("paragraph", {"text": "<p>Licht</p>"})]
    page = NewsPageFactory(title="Neu", categories=[fair], body=body, is_live=False)
    copy = translate(admin, page)
    draft = copy.get_latest_revision_as_object()
    assert not copy.live and draft.title == "Neu" and "Licht" in str(draft.body)
    assert draft.locale.language_code == "en" and names(draft.categories) == ["Fair"]


def test_an_alias_stays_what_its_original_is(site: StartedSite) -> None:
    fair = CategoryFactory(name="Messe")
    CategoryFactory(name="Fair", **english_of(fair))
    page = NewsPageFactory(categories=[fair])
    alias = page.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    assert names(alias.categories) == ["Messe"]


def test_a_category_can_be_copied_as_before(site: StartedSite) -> None:
    copy = CategoryFactory(name="Messe").copy_for_translation(Locale.objects.get(language_code="en"))
    copy.save()
    assert Category.objects.filter(name="Messe").count() == 2
