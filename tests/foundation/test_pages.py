"""Pages: what is derived when they are saved, where they may stand, and in which language."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.forms.models import FormPage
from cms.galleries.models import GalleryIndexPage, GalleryPage
from cms.home.models import HomePage, StandardPage
from cms.home.sites import StartedSite
from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsIndexPage, NewsPage
from tests.factories.pages import FormPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory

TYPES = (
    HomePage,
    StandardPage,
    NewsIndexPage,
    NewsPage,
    MemberIndexPage,
    MemberPage,
    GalleryIndexPage,
    GalleryPage,
    FormPage,
)
#: Parent → what an editor may make below it in a tree that `start_site` has begun.
ALLOWED: dict[Any, set[Any]] = {
    Page: {HomePage},
    HomePage: {StandardPage, FormPage},
    StandardPage: {StandardPage, FormPage},
    FormPage: set(),
    NewsIndexPage: {NewsPage},
    NewsPage: set(),
    MemberIndexPage: {MemberPage},
    MemberPage: set(),
    GalleryIndexPage: {GalleryPage},
    GalleryPage: set(),
}


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def form(**given: Any) -> dict[str, Any]:
    """The form of a standard page as a browser sends it."""
    return nested_form_data(
        {
            "title": "Seite",
            "slug": "seite",
            "teaser": "",
            "cover": "",
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "role": "none",
            "body": streamfield([]),
            "contacts": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **given,
        }
    )


def add(admin: Client, parent: Any, **given: Any) -> Any:
    return admin.post(
        reverse("wagtailadmin_pages:add", args=("home", "standardpage", parent.pk)), form(**given)
    )


def test_only_right_trees_can_be_made(site: StartedSite) -> None:
    home = site.homes["de"]
    parents = {Page: home.get_parent(), HomePage: home, StandardPage: StandardPageFactory()}
    parents |= {model: model.objects.child_of(home).get() for model in ALLOWED if "Index" in model.__name__}
    parents[NewsPage], parents[MemberPage] = NewsPageFactory(), MemberPageFactory()
    parents[FormPage] = FormPageFactory()
    gallery = GalleryPage(title="g", locale=home.locale)
    parents[GalleryPage] = parents[GalleryIndexPage].add_child(instance=gallery)
    for model, parent in parents.items():
        parent.refresh_from_db()
        allowed = {kind for kind in TYPES if kind.can_create_at(parent.specific)}
        assert allowed == ALLOWED[model], model.__name__


def test_pages_move_only_where_they_may_stand(site: StartedSite) -> None:
    german, english = site.homes["de"], site.homes["en"]
    news = NewsPageFactory()
    page = StandardPageFactory()
    other = StandardPageFactory()
    for parent in (german, other):
        assert page.can_move_to(parent)
    for parent in (english, news.get_parent(), german.get_parent(), news):
        assert not page.can_move_to(parent)
    assert not news.can_move_to(NewsIndexPage.objects.get(locale=english.locale))
    assert not NewsIndexPage.objects.child_of(german).get().can_move_to(other)


def test_the_admin_refuses_a_move_into_another_language(site: StartedSite, admin: Client) -> None:
    page = StandardPageFactory(title="Seite")
    english = site.homes["en"]
    answer = admin.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, english.pk)))
    page.refresh_from_db()
    assert page.get_parent().pk == site.homes["de"].pk
    assert answer.status_code in (302, 403)


def test_a_copy_in_another_tree_is_of_its_language(site: StartedSite, admin: Client) -> None:
    page = StandardPageFactory(title="Seite")
    below = StandardPageFactory(title="Darunter", parent=page)
    english = site.homes["en"]
    answer = admin.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": english.pk,
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )
    assert answer.status_code == 302
    copies = list(StandardPage.objects.descendant_of(english))
    assert [copy.slug for copy in copies] == ["copy", "darunter"]
    for copy in copies:
        assert copy.locale == copy.latest_revision.as_object().locale == english.locale
    for original in (page, below):
        original.refresh_from_db()
        assert original.locale == site.homes["de"].locale


def test_a_page_that_is_added_takes_the_trees_language(site: StartedSite) -> None:
    english = site.homes["en"]
    page = StandardPage(title="Page", locale=site.homes["de"].locale)
    english.add_child(instance=page)
    assert StandardPage.objects.get(pk=page.pk).locale == english.locale


def test_slugs_are_made_as_germans_read_them(site: StartedSite) -> None:
    assert StandardPageFactory(title="Größe & Übung").slug == "groesse-uebung"
    assert StandardPageFactory(title="Größe & Übung").slug == "groesse-uebung-2"
    assert StandardPageFactory(title="Gross", slug="GROSS").slug == "gross"


def test_slugs_that_differ_in_case_alone_are_one(site: StartedSite, admin: Client) -> None:
    home = site.homes["de"]
    assert add(admin, home, slug="Seite").status_code == 302
    assert StandardPage.objects.get().slug == "seite"
    answer = add(admin, home, slug="SEITE")
    assert answer.status_code == 200
    assert "slug" in answer.context["form"].errors
    with pytest.raises(ValidationError):
        StandardPageFactory(title="Seite", slug="SEITE")


def test_a_role_is_given_once_in_a_language(site: StartedSite, admin: Client) -> None:
    german, english = site.homes["de"], site.homes["en"]
    assert add(admin, german, role="imprint").status_code == 302
    answer = add(admin, german, slug="zweite", role="imprint")
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["role"]
    assert add(admin, english, role="imprint").status_code == 302
    page = StandardPageFactory(title="Andere")
    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        form(title="Andere", slug="andere", role="imprint"),
    )
    assert list(answer.context["form"].errors) == ["role"]
    assert StandardPage.objects.filter(role="imprint").count() == 2


def test_a_copy_takes_no_role_and_a_translation_does(site: StartedSite) -> None:
    page = StandardPageFactory(title="Impressum", role="imprint")
    copy = page.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    assert copy.role == "none"
    translated = page.copy_for_translation(site.homes["en"].locale)
    assert translated.role == "imprint"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.role == "imprint"


def test_what_lists_read_is_derived_from_what_is_published(site: StartedSite) -> None:
    body = [("paragraph", {"text": "<p>Erster Satz.</p>"})]
    page = StandardPageFactory(title="Äther", body=body)
    assert (page.sort_title, page.card_teaser) == ("ather", "Erster Satz.")
    page.title, page.teaser = "Neu", "Anreißer"
    page.save_revision()
    page.refresh_from_db()
    assert (page.sort_title, page.card_teaser) == ("ather", "Erster Satz.")
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert (page.sort_title, page.card_teaser) == ("neu", "Anreißer")


def test_a_quotation_is_plain_text(site: StartedSite) -> None:
    page = StandardPageFactory(
        body=[("quote", {"text": "Erst a < b,\ndann <b> &amp; mehr", "attribution": "", "role": ""})]
    )
    assert page.card_teaser == "Erst a < b, dann <b> &amp; mehr"


def test_a_visitor_of_the_cms_is_sent_to_the_frontend(site: StartedSite, client: Client) -> None:
    page = StandardPageFactory(title="Seite")
    answer = client.get("/de/seite/")
    assert (answer.status_code, answer.headers["Location"]) == (302, page.full_url)
    assert page.full_url == "http://localhost:3000/de/seite/"
    assert client.get("/de/gibt-es-nicht/").status_code == 404
