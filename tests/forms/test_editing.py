"""A form in its editor's hands."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.forms.models import FormPage
from cms.foundation.richtext import INTRO_FEATURES
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from tests.factories.pages import FormPageFactory, StandardPageFactory

pytestmark = pytest.mark.once


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def row(label: str, kind: str = "singleline", **more: Any) -> dict[str, Any]:
    """A field as the page editor sends it."""
    return {
        "label": label,
        "field_type": kind,
        "required": "on",
        "help_text": "",
        "choices": "",
        "default_value": "",
        "placeholder": "",
        "max_length": "",
        "autocomplete": "",
        "clean_name": "",
        **more,
    }


def form(*rows: dict[str, Any], kept: int = 0, **given: Any) -> dict[str, Any]:
    """The form of a form page as a browser sends it; the first `kept` rows were there before."""
    return nested_form_data(
        {
            "title": "Kontakt",
            "slug": "kontakt",
            "teaser": "",
            "cover": "",
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "body": streamfield([]),
            "form_fields": inline_formset(list(rows), initial=kept),
            "consent": rich_text("", features=INTRO_FEATURES),
            "consent_required": "on",
            "submit_label": "",
            "thank_you": rich_text("", features=INTRO_FEATURES),
            "to_address": "",
            "subject": "",
            "delete_after_days": "",
            "comments": inline_formset([]),
            "action-publish": "1",
            **given,
        }
    )


def add(admin: Client, parent: Any, *rows: dict[str, Any], **given: Any) -> Any:
    return admin.post(
        reverse("wagtailadmin_pages:add", args=("forms", "formpage", parent.pk)), form(*rows, **given)
    )


def complaints(answer: Any) -> dict[str, Any]:
    """Return the errors of the fields' rows, and of the page, by column."""
    assert answer.status_code == 200, "it was saved"
    page = answer.context["form"]
    rows = [error for error in page.formsets["form_fields"].errors if error]
    return {**page.errors, **{name: list(errors) for one in rows for name, errors in one.items()}}


def test_a_form_is_made_in_the_admin(site: StartedSite, admin: Client) -> None:
    home = site.homes["de"]
    assert (
        admin.get(reverse("wagtailadmin_pages:add", args=("forms", "formpage", home.pk))).status_code == 200
    )
    answer = add(
        admin,
        home,
        row("Größe", default_value="M"),
        row("Farbe", "dropdown", choices="Rot\r\nBlau", default_value="Blau"),
        row("Ort", clean_name="city"),
        is_contact="on",
        to_address="a@verein.example, b@verein.example",
        delete_after_days="30",
    )
    assert answer.status_code == 302
    page = FormPage.objects.get()
    assert page.live
    assert [field.clean_name for field in page.form_fields.all()] == ["groesse", "farbe", "city"]
    assert page.mail_addresses == ["a@verein.example", "b@verein.example"]
    assert admin.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).status_code == 200


def test_a_name_stays_when_the_label_changes(site: StartedSite, admin: Client) -> None:
    """Also that of a field which was added to a live page, and stood in its draft alone."""
    add(admin, site.homes["de"], row("Größe"))
    page = FormPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))

    def shown() -> list[dict[str, Any]]:
        rows = admin.get(edit).context["form"].formsets["form_fields"].forms
        names = row("").keys() | {"id"}
        return [{name: one[name].value() or "" for name in names} for one in rows]

    old = shown()
    admin.post(edit, form(*old, row("Farbe"), kept=len(old)))
    assert [field.clean_name for field in page.form_fields.all()] == ["groesse", "farbe"]
    changed = [{**one, "label": f"Neu {number}"} for number, one in enumerate(shown())]
    answer = admin.post(edit, form(*changed, kept=len(changed)))
    assert answer.status_code == 302
    fields = FormPage.objects.get().form_fields.all()
    assert [(field.label, field.clean_name) for field in fields] == [("Neu 0", "groesse"), ("Neu 1", "farbe")]


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([row("Name"), row("name")], "clean_name"),
        ([row("Name"), row("Ort", clean_name="name")], "clean_name"),
        ([row("Ort", clean_name="Ort")], "clean_name"),
        ([row("Consent")], "clean_name"),
        ([row("Zeit", clean_name="submit_time")], "clean_name"),
        ([row("…")], "label"),
        ([row("")], "label"),
        ([row("Farbe", "dropdown")], "choices"),
        ([row("Farbe", "radio", choices="Rot, Blau", default_value="Grau")], "default_value"),
        ([row("Farbe", "radio", choices="Rot, Blau", default_value="Rot, Blau")], "default_value"),
        ([row("Tag", "date", default_value="3.2.2026")], "default_value"),
        ([row("Mail", "email", default_value="keine")], "default_value"),
        ([row("Text", max_length="3", default_value="vier")], "default_value"),
        ([row("Text", max_length="0")], "max_length"),
    ],
)
def test_what_visitors_could_not_fill_in_is_said_at_the_form(
    site: StartedSite, admin: Client, rows: list[dict[str, Any]], column: str
) -> None:
    answer = add(admin, site.homes["de"], *rows)
    assert set(complaints(answer)) == {column}
    assert not FormPage.objects.exists()


def test_a_form_without_fields_is_no_form(site: StartedSite, admin: Client) -> None:
    answer = add(admin, site.homes["de"])
    assert answer.status_code == 200
    assert answer.context["form"].formsets["form_fields"].non_form_errors()


def test_a_draft_may_be_unfinished(site: StartedSite, admin: Client) -> None:
    data = form(row("Farbe", "dropdown"))
    del data["action-publish"]
    url = reverse("wagtailadmin_pages:add", args=("forms", "formpage", site.homes["de"].pk))
    assert admin.post(url, data).status_code == 302
    assert not FormPage.objects.get().live


@pytest.mark.parametrize(
    ("column", "value"),
    [("to_address", "a@verein.example; b"), ("delete_after_days", "0"), ("delete_after_days", "-1")],
)
def test_wrong_settings_are_refused(site: StartedSite, admin: Client, column: str, value: str) -> None:
    assert set(complaints(add(admin, site.homes["de"], row("Name"), **{column: value}))) == {column}


def test_without_a_mail_server_no_mail_is_promised(
    site: StartedSite, admin: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = FormPageFactory(to_address="a@verein.example")
    fields = admin.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["form"].fields
    assert fields["to_address"].disabled
    assert "Mailserver" in str(fields["to_address"].help_text)


def test_one_contact_page_in_a_language(site: StartedSite, admin: Client) -> None:
    german = site.homes["de"]
    first = FormPageFactory(is_contact=True)
    assert set(complaints(add(admin, german, row("Name"), is_contact="on"))) == {"is_contact"}
    assert add(admin, site.homes["en"], row("Name"), is_contact="on").status_code == 302
    copy = first.copy(to=german, update_attrs={"slug": "kopie", "title": "Kopie"})
    assert (first.is_contact, copy.is_contact) == (True, False)
    assert [field.clean_name for field in copy.form_fields.all()] == ["name", "nachricht"]


def test_a_form_and_a_standard_page_are_not_both_the_contact_page(site: StartedSite, admin: Client) -> None:
    home = site.homes["de"]
    form_page = FormPageFactory(is_contact=True)
    other = StandardPageFactory()
    other.role = "contact"
    with pytest.raises(ValidationError, match="role"):
        other.full_clean()
    form_page.is_contact = False
    form_page.save()
    other.full_clean()
    other.save()
    assert set(complaints(add(admin, home, row("Name"), is_contact="on"))) == {"is_contact"}
    assert StandardPage.objects.get(role="contact").pk == other.pk
