"""Mutation `submitForm`: validation, storage, idempotence."""

import json
from itertools import product
from typing import Any

import pytest
from django.test import Client

from cms.forms.models import Submission
from cms.home.sites import StartedSite
from tests.factories.pages import FormPageFactory, StandardPageFactory

from .conftest import Ask
from .editing import fresh
from .forms import GOOD, SUBMIT, field, filled_in, stored
from .hiding import WAYS, undone


def test_a_submission_is_stored_and_thanked_for(site: StartedSite, ask: Ask) -> None:
    privacy = StandardPageFactory(title="Datenschutz")
    page = FormPageFactory(thank_you=f'<p>Danke! <a linktype="page" id="{privacy.pk}">Mehr</a></p>')
    answer = ask(SUBMIT, **filled_in(page, *GOOD))["submitForm"]
    assert answer == {
        "ok": True,
        "message": '<p>Danke! <a href="/de/datenschutz/">Mehr</a></p>',
        "errors": [],
    }
    submission = Submission.objects.get()
    assert submission.page_id == page.pk
    assert submission.form_data == {"name": "Ada", "nachricht": "Guten Tag"}


@pytest.mark.parametrize(("language", "word"), [("de", "Danke"), ("en", "Thank you")])
def test_words_of_thanks_are_in_the_pages_language(
    site: StartedSite, ask: Ask, language: str, word: str
) -> None:
    page = FormPageFactory(language=language)
    assert word in ask(SUBMIT, **filled_in(page, *GOOD))["submitForm"]["message"]


def test_every_kind_is_stored_as_what_it_is(site: StartedSite, ask: Ask) -> None:
    page = FormPageFactory(
        fields=[
            field("Text", "singleline"),
            field("Lang", "multiline"),
            field("Mail", "email"),
            field("Zahl", "number"),
            field("Netz", "url"),
            field("Tag", "date"),
            field("Wann", "datetime"),
            field("Ja", "checkbox"),
            field("Nein", "checkbox", required=False),
            field("Farben", "checkboxes", choices="Rot\nBlau, hell\nGrau"),
            field("Ort", "dropdown", choices="Jena, Weimar"),
            field("Orte", "multiselect", choices="Jena, Weimar"),
            field("Wahl", "radio", choices="A, B"),
            field("Herkunft", "hidden", default_value="kontakt"),
            field("Kampagne", "hidden", default_value="keine"),
            field("Leer", "singleline", required=False),
        ]
    )
    sent = [
        ("text", "  Ada\u0007 "),
        ("lang", "eins\r\nzwei"),
        ("mail", "ada@verein.example"),
        ("zahl", "3.50"),
        ("netz", "https://verein.example/"),
        ("tag", "2026-02-03"),
        ("wann", "2026-07-04T18:30"),
        ("ja", "on"),
        ("farben", "Rot"),
        ("farben", "Blau, hell"),
        ("ort", "Jena"),
        ("orte", "Jena"),
        ("orte", "Weimar"),
        ("wahl", "B"),
        ("kampagne", "sommer"),
    ]
    assert ask(SUBMIT, **filled_in(page, *sent))["submitForm"]["errors"] == []
    assert stored() == [
        {
            "text": "Ada",
            "lang": "eins\nzwei",
            "mail": "ada@verein.example",
            "zahl": "3.50",
            "netz": "https://verein.example/",
            "tag": "2026-02-03",
            "wann": "2026-07-04T18:30:00+02:00",
            "ja": True,
            "nein": False,
            "farben": ["Rot", "Blau, hell"],
            "ort": "Jena",
            "orte": ["Jena", "Weimar"],
            "wahl": "B",
            "herkunft": "kontakt",
            "kampagne": "sommer",
            "leer": "",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "more", "values", "code"),
    [
        ("singleline", {}, [], "REQUIRED"),
        ("singleline", {}, ["  "], "REQUIRED"),
        ("singleline", {}, ["a", "b"], "INVALID"),
        ("singleline", {}, ["x" * 256], "TOO_LONG"),
        ("singleline", {"max_length": 3}, ["abcd"], "TOO_LONG"),
        ("multiline", {"max_length": 3}, ["abcd"], "TOO_LONG"),
        ("email", {}, ["keine"], "INVALID"),
        ("email", {"max_length": 5}, ["ada@verein.example"], "TOO_LONG"),
        ("number", {}, ["drei"], "INVALID"),
        ("number", {}, ["NaN"], "INVALID"),
        ("number", {}, ["1e999999"], "INVALID"),
        ("url", {}, ["javascript:alert(1)"], "INVALID"),
        ("date", {}, ["03.02.2026"], "INVALID"),
        ("date", {}, ["2026-02-30"], "INVALID"),
        ("datetime", {}, ["gestern"], "INVALID"),
        ("checkbox", {}, [], "REQUIRED"),
        ("checkbox", {}, ["false"], "REQUIRED"),
        ("checkboxes", {"choices": "A, B"}, [], "REQUIRED"),
        ("checkboxes", {"choices": "A, B"}, ["A", "C"], "NOT_A_CHOICE"),
        ("dropdown", {"choices": "A, B"}, ["C"], "NOT_A_CHOICE"),
        ("dropdown", {"choices": "A, B"}, ["A", "B"], "INVALID"),
        ("multiselect", {"choices": "A, B"}, ["C"], "NOT_A_CHOICE"),
        ("radio", {"choices": "A, B"}, ["C"], "NOT_A_CHOICE"),
        ("hidden", {"default_value": "x", "max_length": 3}, ["abcd"], "TOO_LONG"),
    ],
)
def test_what_does_not_fit_is_named(
    site: StartedSite, ask: Ask, kind: str, more: dict[str, Any], values: list[str], code: str
) -> None:
    page = FormPageFactory(fields=[field("Feld", kind, **more)])
    answer = ask(SUBMIT, **filled_in(page, *(("feld", value) for value in values)))["submitForm"]
    assert (answer["ok"], answer["message"]) == (False, "")
    assert [(error["name"], error["code"]) for error in answer["errors"]] == [("feld", code)]
    assert answer["errors"][0]["message"]
    assert stored() == []


@pytest.mark.parametrize(("language", "sentence"), [("de", "Dieses Feld muss"), ("en", "required")])
def test_errors_are_sentences_in_the_pages_language(
    site: StartedSite, ask: Ask, language: str, sentence: str
) -> None:
    page = FormPageFactory(language=language)
    errors = ask(SUBMIT, **filled_in(page, ("nachricht", "x"), ("fremd", "y")))["submitForm"]["errors"]
    assert [(error["name"], error["code"]) for error in errors] == [
        ("name", "REQUIRED"),
        ("fremd", "UNKNOWN_FIELD"),
    ]
    assert sentence in errors[0]["message"]
    assert stored() == []


def test_after_a_correction_the_same_submission_is_stored(site: StartedSite, ask: Ask) -> None:
    page = FormPageFactory()
    assert not ask(SUBMIT, **filled_in(page))["submitForm"]["ok"]
    assert ask(SUBMIT, **filled_in(page, *GOOD))["submitForm"]["ok"]
    assert len(stored()) == 1


def test_consent_is_required_and_stored_as_it_read(site: StartedSite, ask: Ask) -> None:
    page = FormPageFactory(consent="<p>Ich stimme <b>zu</b>.</p>")
    answer = ask(SUBMIT, **filled_in(page, *GOOD))["submitForm"]
    assert [(error["name"], error["code"]) for error in answer["errors"]] == [("consent", "CONSENT_REQUIRED")]
    assert stored() == []
    assert ask(SUBMIT, **filled_in(page, *GOOD, consent=True))["submitForm"]["ok"]
    page.consent = "<p>Etwas anderes.</p>"
    page.save_revision().publish()
    assert Submission.objects.get().consent_text == "Ich stimme zu."


@pytest.mark.parametrize(
    "words", [{"consent": "<p>Gern.</p>", "consent_required": False}, {"consent": "<p></p>"}]
)
def test_consent_that_is_not_required_stops_nobody(site: StartedSite, ask: Ask, words: Any) -> None:
    page = FormPageFactory(**words)
    assert ask(SUBMIT, **filled_in(page, *GOOD))["submitForm"]["ok"]
    assert Submission.objects.get().consent_text == ""


def test_the_same_submission_is_stored_once(site: StartedSite, ask: Ask) -> None:
    page = FormPageFactory()
    first = ask(SUBMIT, **filled_in(page, *GOOD))
    assert ask(SUBMIT, **filled_in(page, ("name", "Eve"), ("nachricht", "Anderes"))) == first
    assert stored() == [{"name": "Ada", "nachricht": "Guten Tag"}]


def test_the_same_id_at_another_form_is_another_submission(site: StartedSite, ask: Ask) -> None:
    """So that no response reveals whether another form, perhaps a hidden one, knows an id."""
    for page in (FormPageFactory(), FormPageFactory()):
        assert ask(SUBMIT, **filled_in(page, *GOOD))["submitForm"]["ok"]
    assert len(stored()) == 2


def test_a_robot_in_the_honeypot_learns_nothing(site: StartedSite, ask: Ask) -> None:
    page = FormPageFactory()
    trapped = ask(SUBMIT, **filled_in(page, *GOOD, website="https://spam.example"))
    assert stored() == []
    assert trapped == ask(SUBMIT, **filled_in(page, *GOOD))


def test_a_hidden_form_is_neither_read_nor_filled_in(site: StartedSite, ask: Ask, post: Ask) -> None:
    above = StandardPageFactory(title="Oben")
    page = FormPageFactory(
        title="Geheim", parent=above, fields=[("Geheimfeld", "singleline")], is_contact=True
    )
    query = """query ($id: ID!) {
      page(id: $id) { title ... on FormPage { formFields { label } } }
      route(path: "/de/oben/geheim/") { page { title } }
      above: route(path: "/de/oben/") { page { ... on StandardPage { children { title } } } }
      siteSettings { places { link { title } } }
    }"""
    before = json.dumps(ask(query, id=f"page-{page.pk}"))
    assert before.count("Geheim") == 5
    for (way, hide), hidden in product(WAYS.items(), (page, above)):
        with undone():
            hide(fresh(hidden))
            assert "Geheim" not in json.dumps(ask(query, id=f"page-{page.pk}")), way
            answer = post(SUBMIT, **filled_in(page, ("geheimfeld", "x")))
            for other in (f"page-{above.pk}", "page-999999", "page-x", "", "image-1"):
                assert post(SUBMIT, **filled_in(page, ("geheimfeld", "x"), pageId=other)) == answer, way
            assert answer["data"] is None
            assert answer["errors"][0]["extensions"] == {
                "code": "ARGUMENT_INVALID",
                "argument": "input.pageId",
            }
            assert "Geheim" not in json.dumps(answer)
            assert stored() == []


def test_a_draft_changes_neither_the_form_nor_what_it_takes(site: StartedSite, ask: Ask) -> None:
    page = FormPageFactory()
    page.form_fields.get(clean_name="name").label = "Entwurf"
    draft = page.get_latest_revision_as_object()
    draft.form_fields = [row for row in draft.form_fields.all() if row.clean_name == "name"]
    draft.save_revision()
    assert ask(SUBMIT, **filled_in(page, *GOOD))["submitForm"]["ok"]


def test_a_form_is_not_sent_by_get(site: StartedSite, client: Client) -> None:
    page = FormPageFactory()
    response = client.get("/graphql/", {"query": SUBMIT, "variables": json.dumps(filled_in(page, *GOOD))})
    assert "errors" in response.json()
    assert "data" not in response.json()
    assert stored() == []


def test_a_form_is_not_sent_to_the_pages_own_address(site: StartedSite, client: Client) -> None:
    page = FormPageFactory()
    response = client.post(page.get_url_parts()[2], dict(GOOD))
    assert response.status_code == 302
    assert response["Location"] == page.full_url
    assert stored() == []


@pytest.mark.parametrize(
    ("change", "code", "argument", "limit"),
    [
        ({"values": [{"name": "a", "value": ""}] * 201}, "ARGUMENT_OUT_OF_RANGE", "input.values", 200),
        (
            {"values": [{"name": "a" * 201, "value": ""}]},
            "ARGUMENT_OUT_OF_RANGE",
            "input.values[0].name",
            200,
        ),
        (
            {"values": [{"name": "a", "value": "x"}, {"name": "a", "value": "x" * 20_001}]},
            "ARGUMENT_OUT_OF_RANGE",
            "input.values[1].value",
            20_000,
        ),
        ({"values": [{"name": "a", "value": "\0"}]}, "ARGUMENT_INVALID", "input.values[0].value", None),
        ({"values": [{"name": "a\ud800", "value": ""}]}, "ARGUMENT_INVALID", "input.values[0].name", None),
        ({"submissionId": "short12"}, "ARGUMENT_OUT_OF_RANGE", "input.submissionId", 8),
        ({"submissionId": "x" * 101}, "ARGUMENT_OUT_OF_RANGE", "input.submissionId", 100),
        ({"submissionId": "12345678\0"}, "ARGUMENT_INVALID", "input.submissionId", None),
        ({"elapsedMs": -1}, "ARGUMENT_OUT_OF_RANGE", "input.elapsedMs", 0),
    ],
)
def test_what_no_form_sends_is_refused(
    site: StartedSite, refuse: Ask, change: dict[str, Any], code: str, argument: str, limit: int | None
) -> None:
    error = refuse(SUBMIT, **filled_in(FormPageFactory(), *GOOD, **change))
    assert (error["code"], error["argument"], error.get("limit")) == (code, argument, limit)
    assert f"`{argument}`" in error["message"]
    assert stored() == []


@pytest.mark.parametrize(
    "change", [{"elapsedMs": 2**31}, {"elapsedMs": "x"}, {"values": None}, {"pageId": None}]
)
def test_values_of_another_type_are_the_clients_fault(site: StartedSite, refuse: Ask, change: Any) -> None:
    assert refuse(SUBMIT, **filled_in(FormPageFactory(), *GOOD, **change))["code"] == "ARGUMENT_INVALID"


def test_several_forms_in_one_request_are_each_stored(site: StartedSite, ask: Ask) -> None:
    one, two = FormPageFactory(), FormPageFactory()
    query = """mutation ($a: SubmitFormInput!, $b: SubmitFormInput!) {
      a: submitForm(input: $a) { ok message }
      b: submitForm(input: $b) { ok message }
    }"""
    ask(query, a=filled_in(one, *GOOD)["input"], b=filled_in(two, *GOOD)["input"])
    assert list(Submission.objects.order_by("pk").values_list("page_id", flat=True)) == [one.pk, two.pk]


def test_what_was_sent_reaches_no_answer(site: StartedSite, ask: Ask, post: Ask) -> None:
    page = FormPageFactory(title="Kontakt", to_address="empfang@geheim.example")
    ask(SUBMIT, **filled_in(page, ("name", "Geheim"), ("nachricht", "Geheim")))
    shown = [
        post(
            '{ route(path: "/de/kontakt/") { page { title teaser seo { description jsonLd } ... on FormPage { formFields { defaultValue placeholder } consent } } } }'
        ),
        post(SUBMIT, **filled_in(page, *GOOD)),
        post(SUBMIT, **filled_in(page, submissionId="a-different-one")),
        post("{ news { nodes { title } } members { nodes { title } } siteSettings { email } }"),
    ]
    assert "geheim" not in json.dumps(shown).lower()


def test_a_submission_takes_few_statements(site: StartedSite, sql: Ask) -> None:
    page = FormPageFactory(fields=[(f"Feld {number}", "singleline") for number in range(50)])
    statements = sql(SUBMIT, **filled_in(page, *((f"feld_{number}", "x") for number in range(50))))
    assert Submission.objects.count() == 1
    assert len(statements) <= 14, "\n".join(statements)
