"""Terms and menus: unique where the public asks by them, and a sentence where they are not."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.home.sites import StartedSite
from cms.navigation.models import Menu
from cms.news.models import Category
from tests.factories.snippets import CategoryFactory, MenuFactory


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def test_slugs_and_order_follow_the_name(db: None) -> None:
    names = ["Zoo", "Übung", "Äpfel"]
    for name in names:
        CategoryFactory(name=name)
    assert [(one.name, one.slug) for one in Category.objects.all()] == [
        ("Äpfel", "aepfel"),
        ("Übung", "uebung"),
        ("Zoo", "zoo"),
    ]


@pytest.mark.parametrize("slug", ["eins", ""])
def test_a_second_category_of_a_slug_is_refused_with_a_sentence(admin: Client, slug: str) -> None:
    CategoryFactory(name="Eins")
    address = reverse("wagtailsnippets_news_category:add")
    answer = admin.post(address, {"name": "Eins", "slug": slug})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["slug"]
    assert admin.post(f"{address}?locale=en", {"name": "Eins", "slug": slug}).status_code == 302
    assert Category.objects.filter(slug="eins").count() == 2


def test_a_category_can_be_saved_again(admin: Client) -> None:
    category = CategoryFactory(name="Eins")
    address = reverse("wagtailsnippets_news_category:edit", args=(category.pk,))
    assert admin.post(address, {"name": "Zwei", "slug": "eins"}).status_code == 302


def menu(**given: Any) -> dict[str, Any]:
    return nested_form_data({"name": "main", "site": "", "items": streamfield([]), **given})


def test_a_second_menu_of_a_name_is_refused_with_a_sentence(admin: Client) -> None:
    from wagtail.models import Site

    MenuFactory()
    site = Site.objects.get()
    MenuFactory(site=site)
    address = reverse("wagtailsnippets_navigation_menu:add")
    for chosen in ("", str(site.pk)):
        answer = admin.post(address, menu(site=chosen))
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == ["name"]
    assert admin.post(address, menu(name="footer")).status_code == 302
    assert admin.post(f"{address}?locale=en", menu()).status_code == 302
    assert Menu.objects.count() == 4


def test_a_second_text_of_a_language_is_refused_with_a_sentence(site: StartedSite, admin: Client) -> None:
    german = site.homes["de"].locale.pk
    texts = [
        {
            "id": "",
            "locale": str(german),
            "name": name,
            "claim": "",
            "not_found_title": "",
            "not_found_text": rich_text(""),
            "cookie_notice": rich_text(""),
        }
        for name in ("Eins", "Zwei")
    ]
    settings = site.site.sitesettings
    settings.texts.all().delete()
    address = reverse("wagtailsettings:edit", args=("navigation", "sitesettings", site.site.pk))
    given = {
        "logo": "",
        "email": "",
        "phone": "",
        "address": "",
        "social_links": streamfield([]),
        "texts": inline_formset(texts),
    }
    answer = admin.post(address, nested_form_data(given))
    assert answer.status_code == 200
    assert answer.context["form"].formsets["texts"].non_form_errors()
    given["texts"] = inline_formset(texts[:1])
    assert admin.post(address, nested_form_data(given)).status_code == 302
    assert [text.name for text in settings.texts.all()] == ["Eins"]
