"""Choosers of pages open at the pages of the language that is written in, not at the root of the tree."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.home.sites import StartedSite
from cms.news.models import NewsIndexPage
from tests.factories.pages import NewsPageFactory


@pytest.fixture
def editor(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada"))
    return client


def opened(editor: Client, **asked: str) -> Page:
    answer = editor.get(reverse("wagtailadmin_choose_page"), asked).json()
    return Page.objects.get(pk=answer["parent_page_id"])


def test_a_chooser_of_any_page_opens_at_the_home_page(site: StartedSite, editor: Client) -> None:
    for code, home in site.homes.items():
        assert opened(editor, locale=code).pk == home.pk
    # Beside no page, in the editor's own language.
    assert opened(editor).depth == 2
    root = Page.get_first_root_node()
    answer = editor.get(reverse("wagtailadmin_choose_page_child", args=(root.pk,))).json()
    assert answer["parent_page_id"] == root.pk


def test_a_chooser_of_one_type_opens_at_its_section(site: StartedSite, editor: Client) -> None:
    section = NewsIndexPage.objects.get(locale__language_code="de")
    NewsPageFactory()
    asked = {"page_type": "news.newspage"}
    assert opened(editor, locale="de", **asked).pk == section.pk
    assert opened(editor, locale="en", **asked).pk == site.homes["en"].pk
