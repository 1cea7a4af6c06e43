"""Deleting what is in use says where it is used."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from cms.home.sites import start_site
from tests.factories.media import CmsImageFactory
from tests.factories.pages import MemberPageFactory, NewsPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

pytestmark = pytest.mark.once


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    start_site(name="Verein")
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@verein.example", "x"))
    return client


def category_in_use() -> tuple[str, str]:
    category = CategoryFactory()
    NewsPageFactory(title="Fest im Hof", categories=[category])
    return (
        reverse("wagtailsnippets_news_category:delete", args=[category.pk]),
        reverse("wagtailsnippets_news_category:usage", args=[category.pk]),
    )


def sector_in_use() -> tuple[str, str]:
    sector = SectorFactory()
    MemberPageFactory(title="Fest im Hof", sectors=[sector])
    return (
        reverse("wagtailsnippets_members_sector:delete", args=[sector.pk]),
        reverse("wagtailsnippets_members_sector:usage", args=[sector.pk]),
    )


def member_in_use() -> tuple[str, str]:
    member = MemberPageFactory()
    NewsPageFactory(title="Fest im Hof", members=[member])
    return (
        reverse("wagtailadmin_pages:delete", args=[member.pk]),
        reverse("wagtailadmin_pages:usage", args=[member.pk]),
    )


def picture_in_use() -> tuple[str, str]:
    picture = CmsImageFactory()
    NewsPageFactory(title="Fest im Hof", cover=picture)
    return (
        reverse("wagtailimages:delete", args=[picture.pk]),
        reverse("wagtailimages:image_usage", args=[picture.pk]),
    )


@pytest.mark.parametrize("make", [category_in_use, sector_in_use, member_in_use, picture_in_use])
def test_deleting_leads_to_where_it_is_used(
    editor: Client, make: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        delete, usage = make()
    assert usage in editor.get(delete).content.decode()
    assert "Fest im Hof" in editor.get(usage).content.decode()
