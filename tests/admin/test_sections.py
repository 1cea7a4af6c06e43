"""Sections that nobody sorts by hand offer no sorting, by no road."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from cms.foundation.sections import models_in_sections
from cms.home.models import HomePage
from cms.home.sites import StartedSite
from tests.factories.pages import page_factory

pytestmark = pytest.mark.once


@pytest.fixture
def editor(site: StartedSite, client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@verein.example", "x"))
    return client


@pytest.mark.parametrize("model", models_in_sections(), ids=lambda model: model.__name__)
def test_a_section_is_not_sorted_by_hand(model: type, editor: Client) -> None:
    first, second = page_factory(model)(), page_factory(model)()
    section = first.get_parent()
    address = reverse("wagtailadmin_explore", args=[section.pk])
    for page in (address, reverse("wagtailadmin_explore", args=[section.get_parent().pk])):
        assert f"{address}?ordering=ord" not in editor.get(page).content.decode()
    typed = editor.get(f"{address}?ordering=ord")
    assert typed.context["ordering"] != "ord"
    assert "set_page_position" not in typed.content.decode()
    moved = editor.post(reverse("wagtailadmin_pages:set_page_position", args=[second.pk]) + "?position=0")
    assert moved.status_code in (302, 403)
    assert [page.pk for page in section.get_children()] == [first.pk, second.pk]


def test_other_pages_are_sorted_as_ever(editor: Client) -> None:
    address = reverse("wagtailadmin_explore", args=[HomePage.objects.earliest("path").pk])
    assert f"{address}?ordering=ord" in editor.get(address).content.decode()
    assert editor.get(f"{address}?ordering=ord").context["ordering"] == "ord"
