"""An address that the admin does not know: a page with a way back, in the language of who works there."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.users.models import UserProfile

from cms.home.sites import StartedSite

pytestmark = pytest.mark.once

UNKNOWN = (
    "/admin/unbekannt/",
    "/admin/unbekannt",
    "/admin/pages/999999/edit/",
    "/admin/images/999999/",
    "/admin/snippets/news/nichts/",
    "/admin/reports/nichts/",
)


@pytest.mark.parametrize(("language", "title"), [("de", "Fehler 404"), ("en", "Error 404")])
def test_an_unknown_address_of_the_admin_leads_back(
    site: StartedSite, client: Client, language: str, title: str
) -> None:
    user = get_user_model().objects.create_superuser("ada", "ada@verein.example", "x")
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    other = {"accept-language": "en" if language == "de" else "de"}
    for address in UNKNOWN:
        answer = client.get(address, headers=other, follow=True)
        shown = answer.content.decode()
        assert answer.status_code == 404, address
        assert title in shown and 'href="/admin/"' in shown, address
    for address in ("/de/unbekannt/", "/graphql/unbekannt/", "/media/unbekannt/", "/documents/9/x.pdf"):
        answer = client.get(address, headers=other, follow=True)
        assert answer.status_code == 404 and title not in answer.content.decode(), address
