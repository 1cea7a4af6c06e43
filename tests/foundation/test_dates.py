"""Dates and times in the admin are read as each language writes them, or refused; none is ever guessed."""

from datetime import date, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django import forms
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.users.models import UserProfile

from cms.home.sites import StartedSite
from tests.factories.pages import NewsPageFactory

CHRISTMAS = date(2026, 12, 24)
READ = {
    "de": ("24.12.2026", "24.12.26", "24. 12. 2026", "2026-12-24", " 24.12.2026 "),
    "en": ("2026-12-24", "24.12.2026", "24 December 2026", "Dec. 24, 2026"),
}
REFUSED = ("31.02.2026", "24.12.", "12/24/2026", "03/04/2026", "morgen", "24.13.2026", "2026")
SHOWN = {
    "de": ("24.12.2026", "24.12.2026 08:05", "08:05", "d.m.Y", "d.m.Y H:i"),
    "en": ("2026-12-24", "2026-12-24 08:05", "08:05", "Y-m-d", "Y-m-d H:i"),
}


def refuses(field: forms.Field, text: str) -> bool:
    try:
        field.clean(text)
    except forms.ValidationError:
        return True
    return False


@pytest.mark.parametrize("language", READ)
def test_dates_and_moments_are_read(language: str) -> None:
    with translation.override(language):
        for text in READ[language]:
            assert forms.DateField().clean(text) == CHRISTMAS
            day = text.strip()
            for moment in (f"{day} 08:05", f"{day}T08:05" if "-" in day else f"{day}, 08:05"):
                read = timezone.make_naive(forms.DateTimeField().clean(moment))
                assert read == datetime(2026, 12, 24, 8, 5), moment
            assert timezone.make_naive(forms.DateTimeField().clean(day)) == datetime(2026, 12, 24)
        for text in REFUSED:
            assert refuses(forms.DateField(), text), text
            assert refuses(forms.DateTimeField(), f"{text} 08:05"), text
        assert refuses(forms.DateTimeField(), "24.12.2026 25:00")


@pytest.mark.parametrize("language", SHOWN)
def test_every_input_shows_what_its_language_reads(language: str) -> None:
    day, moment, clock, date_format, moment_format = SHOWN[language]
    inputs: tuple[tuple[Any, Any, str, str], ...] = (
        # Made in one language and shown in another, as those of form classes are.
        (AdminDateInput(), CHRISTMAS, day, date_format),
        (AdminDateTimeInput(), datetime(2026, 12, 24, 8, 5), moment, moment_format),
        (AdminTimeInput(), datetime(2026, 12, 24, 8, 5).time(), clock, "H:i"),
        (DateRangePickerWidget().widgets[0], CHRISTMAS, day, date_format),
    )
    with translation.override(language):
        for widget, value, shown, calendar in inputs:
            assert widget.format_value(value) == shown
            assert widget.get_config()["format"] == calendar
            assert widget.format_value("morgen") == "morgen", "what was refused is shown as it was typed"


def test_a_format_of_its_own_stays() -> None:
    widget = AdminDateInput(format="%Y")
    assert (widget.format_value(CHRISTMAS), widget.get_config()["format"]) == ("2026", "Y")


@pytest.mark.parametrize(("language", "typed"), [("de", "24.12.2026"), ("en", "2026-12-24")])
def test_filters_read_dates(site: StartedSite, client: Client, language: str, typed: str) -> None:
    page = NewsPageFactory(title="Gestern veröffentlicht")
    user = User.objects.create_superuser("ada")
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    explore = reverse("wagtailadmin_explore", args=(page.get_parent().pk,))
    for address in (
        f"{reverse('wagtailadmin_reports:aging_pages')}?last_published_at={{}}",
        f"{explore}?latest_revision_created_at_to={{}}",
    ):
        is_found = page.title in client.get(address.format(quote(typed))).content.decode()
        assert is_found == (timezone.localdate() <= CHRISTMAS)
        assert page.title not in client.get(address.format("1.2.2003")).content.decode()
        assert "error-message" in client.get(address.format("morgen")).content.decode()
