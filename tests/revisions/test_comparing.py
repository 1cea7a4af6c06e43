"""The comparison of two versions reads as the page does."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory

#: Of Wagtail's comparison, which parses an address as if it were HTML.
pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")

TEXT = (
    "<p>Es kostet 540 Euro.</p><p>Veranstaltet vom <b>Ver</b>ein</p>"
    "<ul><li>Kirsch</li><li>Zwetschge</li></ul>"
)
READ = "540 Euro. Veranstaltet vom Verein Kirsch Zwetschge"


@pytest.mark.parametrize("kind", ["changed", "new", "deleted"])
def test_words_of_two_paragraphs_never_touch(admin: Client, kind: str) -> None:
    old, new = (("paragraph", {"text": f"{TEXT}{more}"}) for more in ("", "<p>Anmeldung offen</p>"))
    title = ("heading", {"text": "Kosten", "level": "h2"})
    page = NewsPageFactory(body=[title] if kind == "new" else [title, old])
    before = page.get_latest_revision()
    page.body = [title] if kind == "deleted" else [title, new]
    if kind == "changed":
        page.body[1].id = before.as_object().body[1].id
    after = page.save_revision()
    assert READ in compared(admin, page, before, after)


def compared(admin: Client, page: Any, before: Any, after: Any) -> str:
    """The words of the comparison of two versions."""
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, after.pk])
    shown = BeautifulSoup(admin.get(address).content, "html.parser").find("main")
    assert shown is not None
    return " ".join(shown.get_text(" ").split())


def test_no_value_is_shown_as_python_writes_it(admin: Client) -> None:
    """Every block new, gone, and empty; a date; a member's yes or no."""
    page: Any = NewsPageFactory(body=[], date=datetime.date(2026, 5, 3))
    before = page.save_revision()
    page.date = datetime.date(2027, 12, 24)
    page.contacts = [("person", {"name": "Eva", "websites": ["https://a.example/", "https://b.example/"]})]
    page.body = [
        *every_block(
            images=[CmsImageFactory(), CmsImageFactory()],
            document=CmsDocumentFactory(title="Satzung"),
            members=[MemberPageFactory()],
            news=[NewsPageFactory()],
            gallery=GalleryPageFactory(),
            page=StandardPageFactory(),
        ),
        *((name, {}) for name in ("news", "members", "gallery", "downloads", "contact", "call_to_action")),
    ]
    after = page.save_revision()
    shown = [compared(admin, page, *pair) for pair in ((before, after), (after, before))]
    for words in shown:
        assert "3. Mai 2026" in words and "24. Dezember 2027" in words
        assert "Zahlen; Jahr | Zahl; 2025 | 7" in words
        assert "Websites https://a.example/ https://b.example/" in words and "Satzung" in words
        assert [
            sign for sign in ("None", "{'", "['", "<List", "True", "False", "2026-") if sign in words
        ] == []
