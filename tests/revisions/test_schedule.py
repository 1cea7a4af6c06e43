"""The scheduled run: what cannot be published or ended stops nothing else, and moderators see it."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from cms.news.models import NewsPage, NewsPicture
from cms.revisions.models import FailedRun
from tests.factories.media import CmsImageFactory
from tests.factories.pages import NewsPageFactory, StandardPageFactory


def scheduled(title: str, **content: Any) -> StandardPage:
    """A page whose draft should have gone live a minute ago; `content` overwrites what its revision holds."""
    page = StandardPageFactory(title=title, is_live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    rows = Revision.objects.filter(pk=page.latest_revision_id)
    due = timezone.now() - timedelta(minutes=1)
    rows.update(
        approved_go_live_at=due, content={**rows.get().content, "go_live_at": due.isoformat(), **content}
    )
    return page


def words(response: Any) -> str:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_one_bad_revision_stops_no_other(
    admin: Client, site: StartedSite, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    invalid = scheduled("Ungültig", seo_title="x" * 300)
    unreadable = scheduled("Unlesbar")
    Revision.objects.filter(pk=unreadable.latest_revision_id).update(content=["nichts"])
    picture = CmsImageFactory()
    article = NewsPageFactory(title="Mit Bild")
    article.pictures = [NewsPicture(image=picture)]
    article.go_live_at = timezone.now() + timedelta(hours=1)
    revision = article.save_revision()
    revision.publish()
    picture.delete()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    good = scheduled("Gut")
    stays, goes = StandardPageFactory(title="Bleibt"), StandardPageFactory(title="Läuft ab")
    StandardPage.objects.filter(pk__in=[stays.pk, goes.pk]).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    unpublish = UnpublishPageAction._commit_unpublish

    def fails_for_one(action: Any, page: Any) -> None:
        if page.pk == stays.pk:
            raise RuntimeError("kaputt")
        unpublish(action, page)

    monkeypatch.setattr(UnpublishPageAction, "_commit_unpublish", fails_for_one)
    with caplog.at_level(logging.ERROR):
        call_command("publish_scheduled", verbosity=0)
    for page in (invalid, unreadable, good, stays, goes, article):
        page.refresh_from_db()
    assert [page.live for page in (invalid, unreadable, good, stays, goes)] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert not NewsPage.objects.get(pk=article.pk).pictures.exists() and article.live
    failed = {one.page_id: one.reason for one in FailedRun.objects.all()}
    assert failed.keys() == {invalid.pk, unreadable.pk, stays.pk}
    assert "255" in failed[invalid.pk] and "lässt sich nicht lesen" in failed[unreadable.pk]
    assert sum("scheduled run could not" in one.message for one in caplog.records) == 3
    home = words(admin.get(reverse("wagtailadmin_home")))
    assert all(title in home for title in ("Ungültig", "Unlesbar", "Bleibt")) and "Gut" not in home
    assert "Das ist nicht gelungen" in words(admin.get(edit(invalid)))
    assert "von der Website genommen" in words(admin.get(edit(stays)))
    said = words(admin.get(edit(unreadable)))
    assert "lässt sich nicht lesen" in said and "Das ist nicht gelungen" in said

    monkeypatch.undo()
    cancel = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[unreadable.pk, unreadable.latest_revision_id]
    )
    assert admin.post(cancel).status_code == 302
    Revision.objects.filter(pk=invalid.latest_revision_id).update(
        content={**Revision.objects.get(pk=invalid.latest_revision_id).content, "seo_title": ""}
    )
    call_command("publish_scheduled", verbosity=0)
    call_command("publish_scheduled", verbosity=0)
    assert not FailedRun.objects.exists(), "done, or no longer wished"
    invalid.refresh_from_db()
    assert invalid.live


def test_who_may_not_publish_a_page_does_not_read_of_it(admin: Client, site: StartedSite) -> None:
    scheduled("Ungültig", seo_title="x" * 300)
    call_command("publish_scheduled", verbosity=0)
    reader = User.objects.create_user("leserin", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    admin.force_login(reader)
    assert "Ungültig" not in words(admin.get(reverse("wagtailadmin_home")))


def test_an_unreadable_draft_gives_way_to_what_an_editor_saves(admin: Client, site: StartedSite) -> None:
    page = StandardPageFactory(title="Stand")
    page.save_revision()
    Revision.objects.filter(pk=page.latest_revision_id).update(
        content={"pk": page.pk, "title": ["x"], "go_live_at": "nie"}
    )
    assert "lässt sich nicht lesen" in words(admin.get(edit(page)))
    assert admin.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
    data = nested_form_data(
        {
            "title": "Neu",
            "slug": page.slug,
            "teaser": "",
            "cover": "",
            "body": streamfield([]),
            "contacts": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "role": "none",
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    assert admin.post(edit(page), data).status_code == 302
    page.refresh_from_db()
    assert page.title == "Neu"
