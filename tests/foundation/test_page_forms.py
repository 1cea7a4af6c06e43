"""What the form of a page does for who fills in nothing but a title: an address comes by itself."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.admin.panels import Panel, PanelGroup, TitleFieldPanel
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.foundation.slugs import FORMATTERS
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from tests.factories.pages import StandardPageFactory

PAGE_TYPES = [model for model in get_page_models() if model.__module__.startswith("cms.")]


def panels(panel: Panel) -> Iterator[Panel]:
    yield panel
    for child in panel.children if isinstance(panel, PanelGroup) else ():
        yield from panels(child)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_the_title_of_every_page_type_makes_its_slug(model: Any) -> None:
    handler = model.get_edit_handler()
    (title,) = [panel for panel in panels(handler) if getattr(panel, "field_name", "") == "title"]
    assert isinstance(title, TitleFieldPanel), "a plain panel leaves the slug on its hidden tab empty"
    assert title.targets == ["slug"]
    slug = handler.get_form_class().base_fields["slug"]
    formatters = json.loads(slug.widget.attrs["data-w-slug-formatters-value"])
    assert [replaced for _pattern, replaced in formatters] == [replaced for _pattern, replaced in FORMATTERS]


@pytest.fixture
def editor(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada"))
    return client


def posted(**given: Any) -> dict[str, Any]:
    empty = ("teaser", "cover", "seo_title", "search_description", "social_image")
    return nested_form_data(
        {
            **dict.fromkeys(empty, ""),
            "title": "Über größere Räume",
            "slug": "",
            "role": "none",
            "body": streamfield([]),
            "contacts": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **given,
        }
    )


def add(editor: Client, parent: Page, **given: Any) -> Any:
    return editor.post(
        reverse("wagtailadmin_pages:add", args=("home", "standardpage", parent.pk)), posted(**given)
    )


def slugs() -> list[str]:
    return list(StandardPage.objects.order_by("pk").values_list("slug", flat=True))


def test_a_page_without_a_slug_gets_one_that_is_free(site: StartedSite, editor: Client) -> None:
    for slug in ("", "ueber-groessere-raeume", ""):
        assert add(editor, site.homes["de"], slug=slug).status_code == 302
    assert slugs() == ["ueber-groessere-raeume", "ueber-groessere-raeume-2", "ueber-groessere-raeume-3"]


def test_who_gets_another_slug_than_the_title_makes_is_told(site: StartedSite, editor: Client) -> None:
    StandardPageFactory(title="Impressum")
    for actions in ({"action-publish": "1"}, {"action-publish": ""}):
        answer = editor.post(
            reverse("wagtailadmin_pages:add", args=("home", "standardpage", site.homes["de"].pk)),
            posted(title="Impressum", slug="impressum", **actions),
            follow=True,
        )
        told = [str(message) for message in answer.context["messages"]]
        assert sum(f"„{slugs()[-1]}“" in one and "„impressum“" in one for one in told) == 1, told
    edit = reverse("wagtailadmin_pages:edit", args=(StandardPage.objects.latest("pk").pk,))
    given = posted(title="Impressum", slug="impressum")
    del given["action-publish"]
    answer = editor.post(edit, given, headers={"accept": "application/json"})
    assert answer.json()["field_updates"]["slug"] == "impressum-3"
    given["slug"] = "impressum-3"
    answer = editor.post(edit, given, headers={"accept": "application/json"})
    assert "slug" not in answer.json()["field_updates"]


def test_an_older_version_names_the_person_who_wrote_it(site: StartedSite, editor: Client) -> None:
    ayse = User.objects.create_user("ay7", first_name="Ayşe", last_name="Kılınç")
    page = StandardPageFactory()
    revision = page.save_revision(user=ayse)
    page.save_revision()
    answer = editor.get(reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, revision.pk)))
    (warning,) = [str(message) for message in answer.context["messages"]]
    assert "Ayşe Kılınç" in warning
    assert "ay7" not in warning


def test_a_copy_begins_with_a_free_slug(site: StartedSite, editor: Client) -> None:
    page = StandardPageFactory(title="Impressum")
    answer = editor.get(reverse("wagtailadmin_pages:copy", args=(page.pk,)))
    assert answer.context["form"]["new_slug"].value() == "impressum-2"


def test_a_title_without_latin_letters_has_an_address(site: StartedSite, editor: Client) -> None:
    for _ in range(2):
        assert add(editor, site.homes["de"], title="Привет").status_code == 302
    assert all(slugs())
    assert len(set(slugs())) == 2


def test_a_slug_that_was_chosen_is_refused_where_it_is_taken(site: StartedSite, editor: Client) -> None:
    StandardPageFactory(title="Anfahrt")
    answer = add(editor, site.homes["de"], slug="anfahrt")
    assert "slug" in answer.context["form"].errors
    assert slugs() == ["anfahrt"]


def test_a_published_page_keeps_its_slug(site: StartedSite, editor: Client) -> None:
    page = StandardPageFactory(title="Anfahrt")
    StandardPageFactory(title="Kontaktwege")
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert editor.post(edit, posted(title="Anreise", slug="")).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Anreise", "anfahrt")
    answer = editor.post(edit, posted(title="Kontaktwege", slug="kontaktwege"))
    assert "slug" in answer.context["form"].errors
