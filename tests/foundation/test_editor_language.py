"""The admin speaks one German: ours and Wagtail's words go together."""

import gettext
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from cms.home.sites import start_site
from cms.news.models import NewsIndexPage

CATALOGUE = Path("locale", "de", "LC_MESSAGES", "django.mo")
OURS = Path(__file__).resolve().parents[2] / "cms" / CATALOGUE
#: Where Wagtail's German misleads, ours is meant to stand in its place: "Veröffentlichung" is the name of
#: a tab on which nothing is published, "Webseite" is one page of a website.
BETTER_GERMAN = {"Promote", "site"}


def words(catalogue: Path) -> dict[str, str]:
    with catalogue.open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    return {text: german for text, german in found.items() if isinstance(text, str) and text and german}


def test_no_word_of_the_admin_is_changed_by_accident() -> None:
    """Django merges all catalogues and ours comes first: a word of ours is replaced everywhere."""
    ours = words(OURS)
    changed = set()
    for app in apps.get_app_configs():
        catalogue = Path(app.path) / CATALOGUE
        if app.name.startswith("wagtail") and catalogue.exists():
            theirs = words(catalogue)
            changed |= {text for text in ours.keys() & theirs.keys() if ours[text] != theirs[text]}
    assert changed == BETTER_GERMAN, "Choose another English text, or the German that Wagtail has for it."


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "button"), [("de", "Bild hinzufügen"), ("en", "Add picture")])
def test_the_button_for_pictures_is_written_as_its_language_is(
    client: Client, language: str, button: str
) -> None:
    start_site(name="Verein")
    client.force_login(User.objects.create_superuser("leitung"))
    section = NewsIndexPage.objects.in_language("de").get()
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", section.pk])
    answer = client.get(address, headers={"accept-language": language})
    page = BeautifulSoup(answer.content, "html.parser")
    found = page.select_one("#id_pictures-OPEN_MODAL")
    assert found is not None
    assert found.get_text(strip=True) == button


@pytest.mark.django_db
def test_the_search_names_what_it_counts(client: Client) -> None:
    start_site(name="Verein")
    client.force_login(User.objects.create_superuser("leitung"))
    answer = client.get(reverse("wagtailadmin_pages:search"), {"q": "Startseite"})
    assert "1-1 von 1 Seite" in " ".join(answer.content.decode().split())
