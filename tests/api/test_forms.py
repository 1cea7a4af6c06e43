"""A form as a frontend reads it."""

from typing import Any

import pytest

from cms.api.schema.build import get_schema
from cms.forms.choices import FormFieldKind
from cms.forms.models import FormPage
from cms.home.sites import StartedSite
from tests.factories.pages import FormPageFactory, StandardPageFactory

from .conftest import Ask

FIELDS = """formFields {
  name label help kind required defaultValue placeholder maxLength autocomplete choices { value label selected }
}"""
READ = f"query ($id: ID!) {{ page(id: $id) {{ ... on FormPage {{ body {{ __typename }} submitLabel consent consentRequired {FIELDS} }} }} }}"


def field(label: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "field_type": kind, **more}


def read(ask: Ask, page: Any) -> Any:
    return ask(READ, id=f"page-{page.pk}")["page"]


def test_a_form_is_read_as_its_editor_made_it(site: StartedSite, ask: Ask) -> None:
    privacy = StandardPageFactory(title="Datenschutz")
    page = FormPageFactory(
        body=[("paragraph", {"text": "<p>Schreiben Sie uns.</p>"})],
        consent=f'<p>Ich stimme <a linktype="page" id="{privacy.pk}">dem hier</a> zu.</p>',
        submit_label="Los",
        fields=[
            field("Größe", "singleline", placeholder="M", autocomplete="name", help_text="In Worten."),
            field("Nachricht", "multiline", required=False, max_length=500),
            field("Farben", "checkboxes", choices="Rot\nBlau, hell\nRot\n", default_value="Blau, hell"),
            field("Ort", "dropdown", choices="Jena, Weimar", default_value="Weimar"),
            field("Newsletter", "checkbox", default_value="ja"),
            field("Herkunft", "hidden", default_value="kontakt"),
        ],
    )
    assert read(ask, page) == {
        "body": [{"__typename": "ParagraphBlock"}],
        "submitLabel": "Los",
        "consent": '<p>Ich stimme <a href="/de/datenschutz/">dem hier</a> zu.</p>',
        "consentRequired": True,
        "formFields": [
            {
                "name": "groesse",
                "label": "Größe",
                "help": "In Worten.",
                "kind": "TEXT",
                "required": True,
                "defaultValue": "",
                "placeholder": "M",
                "maxLength": 255,
                "autocomplete": "name",
                "choices": [],
            },
            {
                "name": "nachricht",
                "label": "Nachricht",
                "help": "",
                "kind": "TEXTAREA",
                "required": False,
                "defaultValue": "",
                "placeholder": "",
                "maxLength": 500,
                "autocomplete": None,
                "choices": [],
            },
            {
                "name": "farben",
                "label": "Farben",
                "help": "",
                "kind": "CHECKBOXES",
                "required": True,
                "defaultValue": "",
                "placeholder": "",
                "maxLength": None,
                "autocomplete": None,
                "choices": [
                    {"value": "Rot", "label": "Rot", "selected": False},
                    {"value": "Blau, hell", "label": "Blau, hell", "selected": True},
                ],
            },
            {
                "name": "ort",
                "label": "Ort",
                "help": "",
                "kind": "SELECT",
                "required": True,
                "defaultValue": "Weimar",
                "placeholder": "",
                "maxLength": None,
                "autocomplete": None,
                "choices": [
                    {"value": "Jena", "label": "Jena", "selected": False},
                    {"value": "Weimar", "label": "Weimar", "selected": True},
                ],
            },
            {
                "name": "newsletter",
                "label": "Newsletter",
                "help": "",
                "kind": "CHECKBOX",
                "required": True,
                "defaultValue": "on",
                "placeholder": "",
                "maxLength": None,
                "autocomplete": None,
                "choices": [],
            },
            {
                "name": "herkunft",
                "label": "Herkunft",
                "help": "",
                "kind": "HIDDEN",
                "required": True,
                "defaultValue": "kontakt",
                "placeholder": "",
                "maxLength": None,
                "autocomplete": None,
                "choices": [],
            },
        ],
    }


@pytest.mark.parametrize(("language", "word"), [("de", "Senden"), ("en", "Send")])
def test_words_that_the_editor_left_out_are_in_the_pages_language(
    site: StartedSite, ask: Ask, language: str, word: str
) -> None:
    page = read(ask, FormPageFactory(language=language))
    assert (page["submitLabel"], page["consent"], page["consentRequired"]) == (word, "", False)


def test_every_kind_of_the_form_builder_is_a_kind_of_the_contract(site: StartedSite, ask: Ask) -> None:
    page = FormPageFactory(fields=[(kind.name, kind.value) for kind in FormFieldKind])
    kinds = [one["kind"] for one in read(ask, page)["formFields"]]
    assert kinds == FormFieldKind.names == list(get_schema().type_map["FormFieldKind"].values)  # type: ignore[attr-defined]


def test_a_form_stands_among_standard_pages(site: StartedSite, ask: Ask) -> None:
    parent = StandardPageFactory(title="Über uns")
    page = FormPageFactory(title="Kontakt", parent=parent, is_contact=True)
    StandardPageFactory(title="Vorstand", parent=parent)
    FormPageFactory(title="Geheim", parent=parent, is_live=False)
    data = ask(
        """{
          siteSettings { places { kind link { path } } }
          above: route(path: "/de/ueber-uns/") { page { ... on StandardPage { children { title path } } } }
          beside: route(path: "/de/ueber-uns/vorstand/") { page { ... on StandardPage { siblings { title } } } }
          form: route(path: "/de/ueber-uns/kontakt/") { page { __typename id breadcrumbs { title } seo { jsonLd } } }
        }"""
    )
    assert {"kind": "CONTACT", "link": {"path": "/de/ueber-uns/kontakt/"}} in data["siteSettings"]["places"]
    assert data["above"]["page"]["children"][0] == {"title": "Kontakt", "path": "/de/ueber-uns/kontakt/"}
    assert [link["title"] for link in data["above"]["page"]["children"]] == ["Kontakt", "Vorstand"]
    assert data["beside"]["page"]["siblings"] == [{"title": "Kontakt"}]
    form = data["form"]["page"]
    assert (form["__typename"], form["id"]) == ("FormPage", f"page-{page.pk}")
    assert [link["title"] for link in form["breadcrumbs"]][-1] == "Über uns"
    assert '"ContactPage"' in form["seo"]["jsonLd"]


def test_a_form_costs_the_same_for_one_field_and_for_many(site: StartedSite, sql: Ask) -> None:
    one, many = (
        FormPageFactory(fields=[(f"Feld {number}", "singleline") for number in range(count)])
        for count in (1, 50)
    )
    for_one, for_many = (sql(READ, id=f"page-{page.pk}") for page in (one, many))
    assert len(for_many) == len(for_one), "\n".join(for_many)
    assert len(for_many) <= 7, "\n".join(for_many)


def test_nothing_of_what_is_private_is_in_the_schema(site: StartedSite, ask: Ask, refuse: Ask) -> None:
    FormPageFactory(
        title="Kontakt", to_address="geheim@verein.example", subject="Geheim", delete_after_days=7
    )
    for (
        name
    ) in "toAddress fromAddress subject deleteAfterDays submissions submissionSet thankYou isContact".split():
        error = refuse(f'{{ route(path: "/de/kontakt/") {{ page {{ ... on FormPage {{ {name} }} }} }} }}')
        assert error["code"] == "VALIDATION_FAILED"
    page = get_schema().type_map["FormPage"]
    own = set(page.fields) - set(get_schema().type_map["PageInterface"].fields)  # type: ignore[attr-defined]
    assert own == {"body", "formFields", "submitLabel", "consent", "consentRequired"}
    assert FormPage.objects.exists()
