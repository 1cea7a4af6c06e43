"""Links as editors type them: a path, a place on a page; what is not delivered is refused in the form."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.fields import RichTextField
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.blocks.body import body_blocks
from cms.foundation.fields import WebsiteField
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from tests.factories.pages import StandardPageFactory
from tests.factories.snippets import MenuFactory

from .conftest import Ask
from .editing import publish
from .previewing import shown

SITE = "http://localhost:3000"
NO_TARGET = {"title": "Titel", "page": None, "url": "", "document": None, "email": "", "phone": ""}
TYPED = ["#kapitel-2", "/de/kontakt/", "/de/kontakt/?von=hier#ort", "/bericht.pdf"]
REFUSED = [
    "ftp://a.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//a.example/",
    "/\\a.example/",
    "#",
]

FRAGMENT = """
fragment b on Block {
  ... on ParagraphBlock { html document } ... on CallToActionBlock { link { title path url } }
}
"""
BODY = "... on StandardPage { body { ...b } }"
PAGE = f'{{ route(path: "/de/seite/") {{ page {{ {BODY} }} }} }} {FRAGMENT}'
DRAFT = f"query ($token: String!) {{ preview(token: $token) {{ page {{ {BODY} }} }} }} {FRAGMENT}"


def paragraph(address: str) -> dict[str, Any]:
    return {"text": f'<p><a href="{address}">hier</a></p>'}


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.mark.parametrize("address", TYPED)
@pytest.mark.parametrize("is_draft", [False, True])
def test_a_link_is_delivered_as_it_was_typed(
    site: StartedSite, ask: Ask, address: str, is_draft: bool
) -> None:
    link = {**NO_TARGET, "url": address}
    page: Any = StandardPageFactory(
        title="Seite",
        body=[("paragraph", paragraph(address)), ("call_to_action", {"text": "", "link": link})],
    )
    home = site.homes["de"]
    publish(home, call_to_action=[("link", link)])
    entry = {"label": "Eins", "page": None, "url": address}
    MenuFactory(name="main", items=[{**entry, "children": [entry]}])
    url = address if address.startswith("/") else f"/de/seite/{address}"
    text, button = (shown(ask, page, DRAFT) if is_draft else ask(PAGE)["route"]["page"])["body"]
    assert text["html"] == f'<p><a href="{address}">hier</a></p>'
    node = text["document"]["document"]["children"][0]["children"][0]
    assert node["url"] == address
    assert node["meta"] == [{"id": "kind", "value": "anchor" if address.startswith("#") else "path"}]
    assert button["link"] == {"title": "Titel", "path": address, "url": SITE + url}
    around = ask(
        '{ route(path: "/de/") { page { ... on HomePage { callToAction { title path url } } } } '
        'menu(name: "main") { label path url children { path url } } }'
    )
    # A menu stands on every page: a place in it is one of the home page.
    path = address if address.startswith("/") else f"/de/{address}"
    assert around["route"]["page"]["callToAction"] == {"title": "Titel", "path": address, "url": SITE + path}
    target = {"path": path, "url": SITE + path}
    assert around["menu"] == [{"label": "Eins", **target, "children": [target]}]


def test_a_link_to_a_page_keeps_the_place_on_it(site: StartedSite, ask: Ask) -> None:
    there: Any = StandardPageFactory(title="Kontakt")
    hidden = StandardPageFactory(title="Geheim", is_live=False)
    link = {**NO_TARGET, "title": "", "url": "#ort"}
    StandardPageFactory(
        title="Seite",
        body=[("call_to_action", {"text": "", "link": {**link, "page": page}}) for page in (there, hidden)],
    )
    MenuFactory(name="main", items=[{"label": "", "page": there, "url": "#ort", "children": []}])
    data = ask(
        '{ route(path: "/de/seite/") { page { ... on StandardPage { body { ...b } } } } '
        f'menu(name: "main") {{ label path url }} }} {FRAGMENT}'
    )
    link = {"path": "/de/kontakt/#ort", "url": f"{SITE}/de/kontakt/#ort"}
    assert data["route"]["page"]["body"] == [{"link": {"title": "Kontakt", **link}}]
    assert data["menu"] == [{"label": "Kontakt", **link}]


@pytest.mark.parametrize("address", REFUSED)
def test_what_was_stored_and_is_not_safe_is_delivered_nowhere(
    site: StartedSite, ask: Ask, address: str
) -> None:
    link = {**NO_TARGET, "url": address}
    StandardPageFactory(
        title="Seite",
        body=[("paragraph", paragraph(address)), ("call_to_action", {"text": "", "link": link})],
    )
    MenuFactory(name="main", items=[{"label": "Eins", "page": None, "url": address, "children": []}])
    data = ask(
        '{ route(path: "/de/seite/") { page { ... on StandardPage { body { ...b } } } } '
        f'menu(name: "main") {{ label }} }} {FRAGMENT}'
    )
    (text,) = data["route"]["page"]["body"]
    assert text["html"] == "<p>hier</p>"
    assert data["menu"] == []


def written(address: str, **more: Any) -> str:
    """A rich text with one link, as the editor's field sends it."""
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address, **more}}
    block = {
        "key": "a1b2c",
        "text": "hier",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


def sent(page: StandardPage, text: str) -> dict[str, Any]:
    names = ("teaser", "cover", "seo_title", "search_description", "social_image")
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            **dict.fromkeys(names, ""),
            "role": "none",
            "body": streamfield([("paragraph", {"text": text})]),
            "contacts": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )


@pytest.mark.parametrize("address", [*TYPED, "mailto:a@b.example", "tel:+49341", "https://a.example/#b"])
def test_the_form_keeps_a_link_as_it_was_typed(admin: Client, address: str) -> None:
    page: Any = StandardPageFactory(title="Seite")
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert admin.post(edit, sent(page, written(address))).status_code == 302
    page.refresh_from_db()
    assert f'<a href="{address}">hier</a>' in page.body[0].value["text"].source
    assert address in admin.get(edit).content.decode()


@pytest.mark.parametrize("address", REFUSED)
def test_the_form_says_which_link_is_not_delivered(admin: Client, address: str) -> None:
    page: Any = StandardPageFactory(title="Seite")
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    answer = admin.post(edit, sent(page, written(address)))
    (errors,) = answer.context["form"].errors["body"].as_data()
    assert any(address in sentence for sentence in errors.block_errors[0].block_errors["text"].messages)
    page.refresh_from_db()
    assert not page.body


def test_the_editor_keeps_the_place_on_a_page(admin: Client) -> None:
    page: Any = StandardPageFactory(title="Seite")
    there: Any = StandardPageFactory(title="Contact", language="en", slug="contact")
    home = there.get_parent()
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    choose = reverse("wagtailadmin_choose_page_external_link")
    assert admin.post(choose, {"external-link-chooser-url": "/en/"}).json()["result"]["id"] == home.pk
    for address in (f"{SITE}/en/contact/#ort", "/en/contact/#ort"):
        chosen = admin.post(choose, {"external-link-chooser-url": address}).json()["result"]
        assert (chosen["id"], chosen["url"].partition("#")[2]) == (there.pk, "ort")
        admin.post(edit, sent(page, written(chosen["url"], id=chosen["id"], parentId=chosen["parentId"])))
        page.refresh_from_db()
        assert f'<a linktype="page" id="{there.pk}" href="#ort">' in page.body[0].value["text"].source
        assert "/en/contact/#ort" in admin.get(edit).content.decode()
    for address in ("ftp://a.example/", "//a.example/"):
        assert admin.post(choose, {"external-link-chooser-url": address}).json()["step"] == "external_link"


def test_every_field_for_links_refuses_what_is_not_delivered(db: None) -> None:
    fields = [
        field
        for model in apps.get_models()
        if model.__module__.startswith("cms.")
        for field in model._meta.get_fields()
    ]
    texts = {field for field in fields if isinstance(field, RichTextField)}
    websites = {field for field in fields if type(field).__name__ == "URLField"}
    assert len(texts) >= 8
    assert not websites
    blocks = [block.child_blocks["text"] for name, block in body_blocks() if name == "paragraph"]
    for field in [*(field.formfield() for field in texts), *(block.field for block in blocks)]:
        with pytest.raises(Exception, match="ftp"):
            field.run_validators('<p><a href="ftp://a.example/">a</a></p>')
    with pytest.raises(Exception, match="https"):
        WebsiteField().formfield().clean("ftp://a.example/")


@pytest.mark.parametrize("typed", ["kapitel-2", "#kapitel-2", " ##kapitel-2"])
def test_the_name_of_a_place_may_be_typed_with_its_sign(
    site: StartedSite, admin_client: Client, typed: str
) -> None:
    """In the dialog for anchors of the rich text editor."""
    answer = admin_client.post(
        reverse("wagtailadmin_choose_page_anchor_link"),
        {"anchor-link-chooser-url": typed, "anchor-link-chooser-link_text": "dort"},
    )
    assert answer.json()["result"]["url"] == "#kapitel-2"
