"""What the editor of an article is offered."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from cms.home.sites import start_site
from cms.news.models import NewsIndexPage
from tests.factories.pages import NewsPageFactory
from tests.factories.snippets import CategoryFactory


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    start_site(name="Verein")
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@verein.example", "x"))
    return client


def test_categories_are_those_of_the_language(editor: Client) -> None:
    CategoryFactory(name="Veranstaltungen", language="de")
    CategoryFactory(name="Gatherings", language="en")
    section = NewsIndexPage.objects.get(locale__language_code="en")
    new = editor.get(
        reverse("wagtailadmin_pages:add", args=["news", "newspage", section.pk])
    ).content.decode()
    assert "Gatherings" in new
    assert "Veranstaltungen" not in new
    german = NewsPageFactory(language="de")
    old = editor.get(reverse("wagtailadmin_pages:edit", args=[german.pk])).content.decode()
    assert "Veranstaltungen" in old
    assert "Gatherings" not in old
