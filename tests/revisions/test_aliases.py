"""Aliases, copies and translations have no publication, role or address that their original does not give."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.delivery.models import Change, PublicPage
from cms.forms.models import FormPage
from cms.foundation import querysets
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from tests.factories.pages import FormPageFactory, StandardPageFactory

ROUTE = "query ($path: String!) { route(path: $path) { page { title url seo { canonicalUrl jsonLd } } } }"


@pytest.fixture
def found(client: Client) -> Callable[[Any], Any]:
    def ask(page: Any) -> Any:
        """What a visitor gets at the address of a page."""
        page = Page.objects.get(pk=page.pk)
        path = page.get_url_parts()[2]
        body = {"query": ROUTE, "variables": {"path": path}}
        answer = client.post("/graphql/", body, content_type="application/json").json()
        assert "errors" not in answer, answer
        return answer["data"]["route"] and answer["data"]["route"]["page"]

    return ask


def password(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")


def alias_of(page: Any, parent: Any, slug: str = "alias") -> Any:
    return page.create_alias(parent=Page.objects.get(pk=parent.pk), update_slug=slug)


def test_an_alias_of_a_draft_waits_for_the_day_too(site: StartedSite, found: Any, time_machine: Any) -> None:
    page = StandardPageFactory(title="Sperrfrist", is_live=False)
    alias = alias_of(page, site.homes["de"])
    second = alias_of(alias, site.homes["de"], "zweiter")
    assert second.alias_of_id == page.pk, "of the original itself"
    page.refresh_from_db()
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()
    call_command("publish_scheduled", verbosity=0)
    assert [found(one) for one in (page, alias, second)] == [None] * 3
    assert not Page.objects.filter(pk__in=[alias.pk, second.pk], live=True).exists()
    time_machine.move_to(timezone.now() + timedelta(days=2, minutes=1))
    call_command("publish_scheduled", verbosity=0)
    address = found(page)["url"]
    for one in (alias, second):
        shown = found(one)
        assert shown["url"] != address == shown["seo"]["canonicalUrl"]
        assert f'"@id":"{address}"' in shown["seo"]["jsonLd"]
    page.refresh_from_db()
    page.unpublish()
    assert [found(one) for one in (page, alias, second)] == [None] * 3


@pytest.mark.parametrize("many", [False, True], ids=["named", "too many to name"])
def test_an_alias_is_public_only_while_its_original_is(
    site: StartedSite, found: Any, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    """Whatever hides the original: itself or what is above it; wherever the alias has been put."""
    if many:
        monkeypatch.setattr(querysets, "MAX_BRANCHES_NAMED", 0)
        monkeypatch.setattr("cms.api.loading.context.MAX_BRANCHES_NAMED", 0)
    hidden = StandardPageFactory(title="Verborgen", is_live=False)
    StandardPageFactory(title="Darunter", parent=hidden)
    section = StandardPageFactory(title="Bereich")
    page = StandardPageFactory(title="Original", parent=section)
    place = StandardPageFactory(title="Anderswo")
    alias = alias_of(page, place)
    below = StandardPageFactory(title="Unter dem Alias", parent=alias)
    everywhere = (page, alias, below)

    def public() -> list[bool]:
        in_log = set(PublicPage.objects.values_list("page_id", flat=True))
        shown = [found(one) is not None for one in everywhere]
        assert shown == [one.pk in in_log for one in everywhere], "the log says the same"
        return shown

    assert public() == [True] * 3
    for hides in (password, lambda one: one.unpublish()):
        for one in (page, section):
            one = one.specific_class.objects.get(pk=one.pk)
            hides(one)
            assert public()[:2] == [False, False], (one, hides)
            one.view_restrictions.all().delete()
            for restriction in PageViewRestriction.objects.filter(page=one):
                restriction.delete()
            one.get_latest_revision().publish()
            assert public() == [True] * 3, (one, hides)


def test_the_log_is_told_at_once_what_an_update_hides(site: StartedSite, found: Any) -> None:
    """A rule that came with an update has hidden an alias without anything having been saved."""
    page = StandardPageFactory(title="Intern")
    alias = alias_of(page, site.homes["de"])
    hidden = PageViewRestriction(page=page, restriction_type="password", password="geheim")
    PageViewRestriction.objects.bulk_create([hidden])
    assert found(alias) is None and PublicPage.objects.filter(page=alias).exists()
    call_command("migrate", verbosity=0)
    assert not PublicPage.objects.filter(page__in=[page, alias]).exists()
    assert Change.objects.filter(page_id=alias.pk).latest("sequence").kind == "unpublished"
    changes = Change.objects.count()
    call_command("migrate", verbosity=0)
    assert Change.objects.count() == changes


def test_converting_or_copying_an_alias_publishes_nothing_hidden(
    admin: Client, site: StartedSite, found: Any
) -> None:
    section = StandardPageFactory(title="Intern")
    password(section)
    page = StandardPageFactory(title="Geheim", parent=section)
    place = StandardPageFactory(title="Anderswo")
    alias = alias_of(page, place)
    assert alias.live and found(alias) is None
    copy = reverse("wagtailadmin_pages:copy", args=[place.pk])
    data = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": site.homes["de"].pk,
        "copy_subpages": "1",
        "publish_copies": "1",
    }
    assert admin.post(copy, data).status_code == 302
    copied = Page.objects.get(url_path__endswith="/kopie/alias/")
    assert found(copied.get_parent()) and found(copied) is None and not copied.live
    assert admin.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])).status_code == 302
    alias.refresh_from_db()
    assert (alias.alias_of_id, alias.live, found(alias)) == (None, False, None)


def test_converting_an_alias_of_a_public_page_keeps_it_public(
    admin: Client, site: StartedSite, found: Any
) -> None:
    alias = alias_of(StandardPageFactory(title="Offen"), StandardPageFactory(title="Anderswo"))
    before = found(alias)
    admin.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    after = found(alias)
    assert before["seo"]["canonicalUrl"] != after["seo"]["canonicalUrl"] == after["url"]


def imprint() -> Any:
    return StandardPageFactory(title="Impressum", role="imprint")


def contact() -> Any:
    return FormPageFactory(title="Kontakt", is_contact=True)


def has_role(page: Any) -> bool:
    page = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return page.is_contact if isinstance(page, FormPage) else page.role != "none"


@pytest.mark.parametrize("make", [imprint, contact])
def test_a_role_stays_with_its_page(make: Any, admin: Client, site: StartedSite) -> None:
    page = make()
    page.title = "Geändert"
    page.save_revision()
    parent = Page.objects.get(pk=site.homes["de"].pk)
    alias = alias_of(page, parent)
    copy = page.copy(to=parent, update_attrs={"slug": "kopie"})
    assert not has_role(alias) and not has_role(copy)
    assert [revision.as_object() for revision in copy.revisions.all() if has_role(revision.as_object())] == []
    page.refresh_from_db()
    page.get_latest_revision().publish()
    alias.refresh_from_db()
    assert alias.title == "Geändert" and not has_role(alias)
    page.refresh_from_db()
    page.full_clean()
    copy.specific.get_latest_revision().publish()
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    assert has_role(english), "free in the other language"
    alias.specific.move(StandardPageFactory(title="Anderswo"), pos="last-child")
    page.full_clean()


def test_the_editor_of_the_imprint_can_save_it_beside_its_alias(admin: Client, site: StartedSite) -> None:
    page = imprint()
    alias = alias_of(page, site.homes["de"])
    StandardPage.objects.filter(pk=alias.pk).update(role="imprint")
    data = nested_form_data(
        {
            "title": "Impressum",
            "slug": page.slug,
            "teaser": "",
            "cover": "",
            "body": streamfield([]),
            "contacts": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "role": "imprint",
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    for _ in range(2):
        assert admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    assert StandardPage.objects.get(pk=alias.pk).role == "none"


def test_a_fixed_place_is_never_an_alias(site: StartedSite, client: Client) -> None:
    section = site.homes["de"].get_children().get(slug="suche").specific
    alias = alias_of(section, site.homes["de"])
    alias.specific.move(Page.objects.get(pk=section.pk), pos="left")
    body = {"query": "{ siteSettings { places { kind link { path } } } }"}
    answer = client.post("/graphql/", body, content_type="application/json").json()
    assert "errors" not in answer, answer
    paths = {one["kind"]: one["link"]["path"] for one in answer["data"]["siteSettings"]["places"]}
    assert paths["SEARCH"] == "/de/suche/"
