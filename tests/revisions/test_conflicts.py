"""Two people at one form, and a moderator who sends a page back."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from cms.navigation.models import SiteSettings
from cms.news.models import Category
from tests.factories.pages import StandardPageFactory
from tests.factories.snippets import CategoryFactory


@pytest.fixture
def colleague(admin: Client) -> Client:
    """Somebody else, in a browser of her own."""
    client = Client()
    client.force_login(User.objects.create_superuser("berta", first_name="Berta", last_name="Bunt"))
    return client


def hidden(response: Any) -> dict[str, str]:
    """What the page's form sends along unseen."""
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    form = soup.select_one("form[data-edit-form]")
    assert form
    inputs = form.select("input[type=hidden][name^=loaded_], input[type=hidden][name=overwrite_revision_id]")
    return {str(one["name"]): str(one["value"]) for one in inputs}


def words(response: Any) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def typed(page: Any, **values: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": page.title,
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
            **values,
        }
    )


@pytest.mark.parametrize("action", ["", "action-publish"])
@pytest.mark.parametrize("has_version", [True, False])
def test_who_saves_a_page_second_is_told_and_keeps_the_text(
    admin: Client, colleague: Client, site: StartedSite, action: str, has_version: bool
) -> None:
    page = StandardPageFactory(title="Über uns")
    if not has_version:
        StandardPage.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    mine, hers = hidden(admin.get(edit(page))), hidden(colleague.get(edit(page)))
    pressed = {action: "1"} if action else {}
    assert colleague.post(edit(page), typed(page, teaser="Von Berta", **hers, **pressed)).status_code == 302

    refused = admin.post(edit(page), typed(page, teaser="Von mir", **mine, **pressed))
    said = words(refused)
    assert "Berta Bunt hat diese Seite" in said and "Es gibt eine neuere Fassung" in said
    assert "Von mir" in said, "the text stays in the form"
    latest = StandardPage.objects.get(pk=page.pk).get_latest_revision()
    assert latest.content["teaser"] == "Von Berta", "nothing is saved"
    soup = BeautifulSoup(refused.content, "html.parser")
    assert "w-autosave" not in str(soup.select_one("form[data-edit-form]")["data-controller"])  # type: ignore[index]
    links = [str(link["href"]) for link in soup.select(".help-warning a[href]")]
    assert all(admin.get(link).status_code == 200 for link in links) and len(links) == 1 + has_version

    again = admin.post(edit(page), typed(page, teaser="Von mir", **hidden(refused), **pressed))
    assert again.status_code == 302
    kept = [one.content["teaser"] for one in page.revisions.order_by("created_at")]
    assert kept[-2:] == ["Von Berta", "Von mir"], "both are in the history"


def test_a_version_that_was_saved_into_again_is_a_newer_one(
    admin: Client, colleague: Client, site: StartedSite
) -> None:
    """As browsers do that save by themselves: one version for all that is typed in a row."""
    page = StandardPageFactory(title="Über uns")
    first = hidden(colleague.get(edit(page)))
    json = {"HTTP_ACCEPT": "application/json"}
    saved = colleague.post(edit(page), typed(page, teaser="Von B", **first), **json).json()
    mine = hidden(admin.get(edit(page)))
    own = {"overwrite_revision_id": saved["revision_id"]}
    more = colleague.post(edit(page), typed(page, teaser="Von Berta", **own), **json).json()
    assert more["success"] and more["revision_id"] == saved["revision_id"]
    unasked = admin.post(edit(page), typed(page, teaser="Von mir", **mine), **json)
    assert unasked.json()["error_code"] == "invalid_revision"
    assert "Berta Bunt hat diese Seite" in words(
        admin.post(edit(page), typed(page, teaser="Von mir", **mine))
    )
    theirs = typed(page, teaser="Und mehr", **own)
    assert colleague.post(edit(page), theirs).status_code == 302, "nobody was between"


def test_whoever_saves_twice_is_not_asked(admin: Client, site: StartedSite) -> None:
    page = StandardPageFactory(title="Über uns")
    for teaser in ("Eins", "Zwei"):
        data = typed(page, teaser=teaser, **hidden(admin.get(edit(page))))
        assert admin.post(edit(page), data).status_code == 302


def test_a_snippet_that_was_changed_meanwhile_is_not_overwritten(admin: Client, colleague: Client) -> None:
    category = CategoryFactory(name="Messe")
    address = reverse("wagtailsnippets_news_category:edit", args=[category.pk])
    mine, hers = hidden(admin.get(address)), hidden(colleague.get(address))
    assert colleague.post(address, {"name": "Messen", "slug": "messe", **hers}).status_code == 302
    refused = admin.post(address, {"name": "Ausstellung", "slug": "messe", **mine})
    said = words(refused)
    assert "Berta Bunt hat dies gespeichert" in said and "Name: Messen" in said
    assert 'value="Ausstellung"' in refused.content.decode()
    assert Category.objects.get().name == "Messen"
    assert admin.post(address, {"name": "Ausstellung", "slug": "messe", **hidden(refused)}).status_code == 302
    assert Category.objects.get().name == "Ausstellung"


def test_settings_that_were_changed_meanwhile_are_not_overwritten(
    admin: Client, colleague: Client, site: StartedSite
) -> None:
    address = reverse("wagtailsettings:edit", args=["navigation", "sitesettings", site.site.pk])

    def typed_settings(phone: str, **values: str) -> dict[str, Any]:
        return nested_form_data(
            {
                "logo": "", "email": "", "phone": phone, "address": "", "social_links": streamfield([]),
                "texts": inline_formset([]), **values,
            }
        )  # fmt: skip

    SiteSettings.objects.get().texts.all().delete()
    mine, hers = hidden(admin.get(address)), hidden(colleague.get(address))
    assert colleague.post(address, typed_settings("+49 1", **hers)).status_code == 302
    refused = admin.post(address, typed_settings("+49 2", **mine))
    assert "+49 1" in words(refused) and "+49 2" in refused.content.decode()
    assert SiteSettings.objects.get().phone == "+49 1"
    assert admin.post(address, typed_settings("+49 2", **hidden(refused))).status_code == 302
    assert SiteSettings.objects.get().phone == "+49 2"


def test_the_words_of_a_moderator_stand_above_the_form(
    admin: Client, colleague: Client, site: StartedSite
) -> None:
    page = StandardPageFactory(title="Über uns")
    page.save_revision()
    state = Workflow.objects.get(active=True).start(page, User.objects.get(username="ada"))
    berta = User.objects.get(username="berta")
    reject = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.current_task_state.pk]
    )
    colleague.post(reject, {"comment": "Bitte nennen Sie\nden <Vorstand>."})
    assert "Für „Über uns“ sind Änderungen angefordert." in words(colleague.get(reverse("wagtailadmin_home")))
    for response in (admin.get(edit(page)), admin.post(edit(page), typed(page, slug="a b"))):
        soup = BeautifulSoup(response.content, "html.parser")
        notice = soup.select_one(".help-warning")
        assert notice and notice.find_next("form", attrs={"data-edit-form": True})
        assert "Berta Bunt hat diese Seite" in notice.get_text() and "zurückgegeben" in notice.get_text()
        quotation = notice.select_one("blockquote")
        assert quotation and "den <Vorstand>." in quotation.get_text()
    assert berta.get_full_name() == "Berta Bunt"
    page.refresh_from_db()
    page.current_workflow_state.resume(User.objects.get(username="ada"))
    assert "zurückgegeben" not in words(admin.get(edit(page))), "submitted again"
    approved = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    said = words(
        colleague.post(edit(page), typed(page, **approved, **hidden(colleague.get(edit(page)))), follow=True)
    )
    assert "„Über uns“ ist freigegeben." in said


def test_who_saved_an_older_version_is_called_by_name(
    admin: Client, colleague: Client, site: StartedSite
) -> None:
    page = StandardPageFactory(title="Über uns")
    older = page.save_revision(user=User.objects.get(username="berta"))
    page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, older.pk])
    assert "gespeichert von Berta Bunt" in words(admin.get(address))
