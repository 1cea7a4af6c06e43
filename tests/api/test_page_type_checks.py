"""A page type that has not said all of itself is named at start, and does not break silently."""

from typing import Any

import pytest

from cms.api.checks import page_types_are_declared
from cms.api.loading import columns
from cms.api.pages import page_types
from cms.api.schema import pages
from cms.members.models import MemberPage
from cms.news.models import NewsPage

pytestmark = pytest.mark.once


def found() -> list[tuple[Any, str]]:
    return [(message.id, message.msg.partition(" ")[0]) for message in page_types_are_declared(None)]


def test_every_page_type_of_the_product_is_declared() -> None:
    assert found() == []


def test_one_without_a_declaration_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(page_types.page_types(), NewsPage)
    assert found() == [("api.E003", "NewsPage")]


def test_one_that_the_schema_does_not_name_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGES", tuple(model for model in pages.PAGES if model is not MemberPage))
    assert found() == [("api.W003", "MemberPage")]


def test_a_field_that_does_not_say_its_columns_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(columns._FIELDS[NewsPage], "newer", None)
    assert found() == [("api.W004", "NewsPage.newer")]
