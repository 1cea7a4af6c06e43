"""What a page type, a block, an enum or an order leaves unsaid is named at start, and does not break silently."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail import blocks

from cms.api.body import content
from cms.api.checks import check_blocks, check_page_types, check_prices
from cms.api.documents import prices
from cms.api.loading import columns
from cms.api.pages import page_types
from cms.api.schema import pages
from cms.api.vocabulary.cursors import Key, Order
from cms.api.vocabulary.enums import make_enum_of
from cms.blocks.registration import register_block
from cms.members.models import MemberPage
from cms.news.models import NewsPage

pytestmark = pytest.mark.once


def found() -> list[tuple[Any, str]]:
    return [(message.id, message.msg.partition(" ")[0]) for message in check_page_types(None)]


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


def test_a_place_or_search_type_that_the_contract_does_not_have_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    declared = page_types.page_types()
    monkeypatch.setitem(declared, NewsPage, replace(declared[NewsPage], place="ATTIC", search_type="RUMOUR"))
    assert found() == [("api.E004", "NewsPage"), ("api.E005", "NewsPage")]


def test_every_block_says_when_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_blocks(None) == []
    monkeypatch.delitem(content.IS_SHOWN, "VideoBlock")
    assert [message.msg.partition(" ")[0] for message in check_blocks(None)] == ["VideoBlock"]


def test_a_part_of_a_block_with_a_name_that_is_taken_is_refused() -> None:
    class FigureBlock(blocks.StructBlock):
        label = blocks.CharBlock()

    with pytest.raises(ImproperlyConfigured, match=r"FigureBlock\.label"):
        register_block(FigureBlock)


def test_an_enum_must_describe_what_it_is_made_of() -> None:
    with pytest.raises(ImproperlyConfigured, match="BANNER"):
        make_enum_of("Sizes", "Sizes.", ["THUMB", "BANNER"], {"THUMB": "Small."})


def test_a_key_must_say_the_type_of_its_column() -> None:
    order = Order("events", (Key("date"), Key("pk", int)))
    with pytest.raises(TypeError, match="events: date holds date"):
        order.cursor(SimpleNamespace(date=date(2026, 5, 1), pk=1))


def test_every_list_and_root_has_a_price(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_prices(None) == []
    monkeypatch.setattr(prices, "PRICED", prices.PRICED - {"NewsConnection", "Query.menu"})
    assert [message.msg.partition(" ")[0] for message in check_prices(None)] == [
        "NewsIndexPage.articles",
        "Query.menu",
        "Query.news",
    ]
