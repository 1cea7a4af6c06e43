"""What an export holds is shown by a spreadsheet, never run."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import Page

from cms.foundation.spreadsheets import safe_cell
from cms.home.sites import StartedSite
from tests.factories.pages import StandardPageFactory

FORMULAS = [
    "=1+1",
    "@SUM(A1)",
    "+49 341 555",
    "-x",
    " =1+1",
    "\u200b=1+1",
    "\ufeff\u00a0=1+1",
    "\u2060\u00ad@a",
    "\u3164=1+1",
    "\u0301=1+1",
    "\u202e=1+1",
    "＝1+1",
    "﹢1+x",
    "−1+x",
    "\t1",
    "\r\n=1",
    "\n@a",
]
TEXTS = [
    "",
    "Ada",
    "-5",
    "+3,50",
    "-1.234,50 €",
    "12%",
    "a = b",
    "Müller-Lüdenscheid",
    "info@example.org",
    "\u200b",
]


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_what_may_be_a_formula_is_made_a_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_everything_else_stays(text: str) -> None:
    assert safe_cell(text) == text


def test_a_semicolon_begins_no_formula_in_the_next_cell() -> None:
    assert safe_cell("Ada;=1+1; \u200b@x;y") == "Ada;'=1+1;' \u200b@x;y"


def test_wagtails_own_reports_run_nothing(site: StartedSite, admin_client: Client) -> None:
    page = StandardPageFactory(title="\u200b=1+1")
    Page.objects.filter(pk=page.pk).update(locked=True)
    for path in ("/admin/reports/locked/", "/admin/reports/aging-pages/", "/admin/reports/site-history/"):
        answer = admin_client.get(path, {"export": "csv"})
        rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))  # type: ignore[attr-defined]
        cells = [cell for row in rows for cell in row if "=1+1" in cell]
        assert cells and set(cells) == {"'\u200b=1+1"}, path


def test_headings_are_texts_too(
    site: StartedSite, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wagtail.admin.views.reports.locked_pages import LockedPagesView

    monkeypatch.setattr(LockedPagesView, "export_headings", {"title": "=1+1"})
    answer = admin_client.get("/admin/reports/locked/", {"export": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    (cell,) = [cell for cell in book.active[1] if "=1+1" in str(cell.value)]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")
    book.close()
