"""The comparison of two versions reads as the page does."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories.pages import NewsPageFactory

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
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, after.pk])
    shown = BeautifulSoup(admin.get(address).content, "html.parser").find("main") or BeautifulSoup(
        "", "html.parser"
    )
    assert READ in " ".join(shown.get_text().split())
