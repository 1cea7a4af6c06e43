"""From the page editor to the draft on the website, and back: links that are withdrawn."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from cms.home.sites import StartedSite
from cms.previews.models import PreviewLinks
from tests.factories.pages import NewsPageFactory, StandardPageFactory

pytestmark = pytest.mark.once

LABELS = {"de": "Vorschau auf der Website", "en": "Preview on the website"}
WITHDRAW = {"de": "Vorschau-Links zurückziehen", "en": "Withdraw preview links"}


def editor_below(page: Any, *permissions: str) -> User:
    """A user who has permissions on a page and what is below it."""
    group = Group.objects.create(name=f"Gruppe {page.pk}")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    for permission in permissions:
        GroupPagePermission.objects.create(group=group, page=page, permission_type=permission)
    user = User.objects.create_user("redaktion")
    user.groups.add(group)
    return user


@pytest.fixture
def article(site: StartedSite) -> Any:
    page = NewsPageFactory(title="Live")
    page.title, page.slug = "Entwurf", "entwurf"
    page.save_revision()
    return page


@pytest.fixture
def editor(article: Any, client: Client) -> User:
    user = editor_below(article.get_parent(), "add", "change")
    client.force_login(user)
    return user


def links_at(client: Client, address: str, label: str) -> list[Any]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [link for link in soup.find_all("a") if link.get_text(strip=True) == label]


def preview(client: Client, token: str) -> Any:
    body = {
        "query": "query ($token: String!) { preview(token: $token) { page { title path } } }",
        "variables": {"token": token},
    }
    return client.post("/graphql/", body, content_type="application/json").json()["data"]["preview"]


def token_at(address: str) -> str:
    (token,) = parse_qs(urlsplit(address).query)["preview"]
    return token


def test_wagtails_own_links_to_a_draft_lead_to_the_website(
    editor: User, article: Any, client: Client
) -> None:
    """In the message after a page was handed in, and in the lists of versions."""
    found = client.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    assert (found.status_code, found["Location"]) == (302, reverse("previews:show", args=[article.pk]))
    token = token_at(client.get(found["Location"])["Location"])
    assert preview(client, token)["page"]["title"] == "Entwurf"


def show(client: Client, page: Any) -> Any:
    return client.get(reverse("previews:show", args=(page.pk,)))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_editor_leads_to_the_draft_on_the_website(
    article: Any, editor: User, client: Client, language: str
) -> None:
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = language
    profile.save()
    links = links_at(client, reverse("wagtailadmin_pages:edit", args=(article.pk,)), LABELS[language])
    assert len(links) == 2, "beside “Save draft” and in the menu at the top"
    for link in links:
        assert (link["target"], link["rel"]) == ("_blank", ["noreferrer"])
        assert "24" in link["title"]
        response = client.get(link["href"])
        assert response.status_code == 302
        assert response["Location"].startswith("http://localhost:3000/de/news/entwurf/?preview=")
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert preview(Client(), token_at(response["Location"])) == {
            "page": {"title": "Entwurf", "path": "/de/news/entwurf/"}
        }


def test_the_pages_list_leads_there_too(article: Any, editor: User, client: Client) -> None:
    address = reverse("wagtailadmin_explore", args=(article.get_parent().pk,))
    (link,) = links_at(client, address, LABELS["de"])
    assert link["href"] == reverse("previews:show", args=(article.get_parent().pk,))


def test_a_page_that_was_never_published_has_an_address(article: Any, editor: User, client: Client) -> None:
    page = NewsPageFactory(title="Nie", is_live=False)
    location = show(client, page)["Location"]
    assert location.startswith("http://localhost:3000/de/news/nie/?preview=")
    assert preview(Client(), token_at(location))["page"]["title"] == "Nie"


def test_whoever_may_not_edit_a_page_gets_no_link(article: Any, editor: User, client: Client) -> None:
    other = StandardPageFactory(title="Fremd", is_live=False)
    for name in ("previews:show", "previews:withdraw"):
        address = reverse(name, args=(other.pk,))
        for response in (client.get(address), client.post(address)):
            assert response.status_code in (302, 405)
            assert "preview=" not in response.get("Location", "")
            assert "fremd" not in response.get("Location", "")
    assert not PreviewLinks.objects.exists()
    assert not links_at(client, reverse("wagtailadmin_explore", args=(other.pk,)), LABELS["de"])


def test_who_may_only_publish_or_add_gets_no_link(site: StartedSite, client: Client) -> None:
    page = NewsPageFactory(title="Fertig", is_live=False)
    client.force_login(editor_below(page.get_parent(), "publish", "add"))
    assert "preview=" not in show(client, page).get("Location", "")


def test_nobody_gets_a_link_without_logging_in(article: Any, client: Client) -> None:
    for name in ("previews:show", "previews:withdraw"):
        response = client.get(reverse(name, args=(article.pk,)))
        assert response["Location"].startswith(reverse("wagtailadmin_login"))
    reader = User.objects.create_user("leser")
    client.force_login(reader)
    assert "preview=" not in show(client, article).get("Location", "")


def test_unknown_pages_are_not_found(article: Any, editor: User, client: Client) -> None:
    assert client.get(reverse("previews:show", args=(999_999,)), follow=True).status_code == 404


def test_a_page_of_no_website_has_no_button(site: StartedSite, client: Client) -> None:
    client.force_login(User.objects.create_superuser("chefin"))
    root = Page.objects.get(depth=1)
    page = NewsPageFactory(title="Ohne")
    site.site.delete()
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert not links_at(client, edit, LABELS["de"])
    for one in (root, page):
        assert "preview=" not in show(client, one).get("Location", "")


def test_making_a_link_writes_nothing(article: Any, editor: User, client: Client) -> None:
    before = Page.objects.filter(pk=article.pk).values().get()
    assert show(client, article).status_code == 302
    assert Page.objects.filter(pk=article.pk).values().get() == before
    assert not PreviewLinks.objects.exists()


def test_links_are_withdrawn_after_a_question(article: Any, editor: User, client: Client) -> None:
    token = token_at(show(client, article)["Location"])
    edit = reverse("wagtailadmin_pages:edit", args=(article.pk,))
    (link,) = links_at(client, edit, WITHDRAW["de"])
    asked = client.get(link["href"])
    assert asked.status_code == 200
    form = BeautifulSoup(asked.content, "html.parser").find("form", action=link["href"])
    assert form and preview(Client(), token), "asking changes nothing"
    answer = client.post(link["href"], follow=True)
    assert answer.redirect_chain == [(edit, 302)]
    assert "Vorschau-Links von „Entwurf“" in answer.content.decode()
    assert preview(Client(), token) is None
    assert preview(Client(), token_at(show(client, article)["Location"]))


def test_a_link_of_long_ago_shows_nothing(
    article: Any, editor: User, client: Client, time_machine: Any
) -> None:
    token = token_at(show(client, article)["Location"])
    time_machine.move_to(timezone.now() + timedelta(days=400))
    assert preview(Client(), token) is None


def test_the_frontends_scheme_counts(article: Any, editor: User, client: Client, settings: Settings) -> None:
    settings.CMS_FRONTEND_SCHEME = "https"
    assert show(client, article)["Location"].startswith("https://localhost:3000/de/news/entwurf/?preview=")


def test_deleting_a_page_is_not_held_up_by_its_links(article: Any, editor: User) -> None:
    from wagtail.models import ReferenceIndex

    from cms.previews.links import withdraw_links

    withdraw_links(article)
    assert not ReferenceIndex.get_references_to(article).exists()
    article.delete()
    assert not PreviewLinks.objects.exists()
