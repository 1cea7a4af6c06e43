"""What a page type, a block, an enum or an order leaves unsaid is named at start, and does not break silently."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail import blocks

from cms.api import checks
from cms.api.body import content
from cms.api.checks import check_blocks, check_page_types, check_prices
from cms.api.documents.prices import PRICED
from cms.api.loading import columns
from cms.api.news.json_ld import news_article
from cms.api.pages import page_types
from cms.api.pages.page_types import PageType, PlaceOfType, SearchKind, page_type_of
from cms.api.vocabulary.cursors import Key, Order
from cms.api.vocabulary.enums import make_enum_of
from cms.api.vocabulary.page_lists import order_by
from cms.blocks.registration import register_block
from cms.members.models import MemberPage
from cms.news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.once


def found() -> list[tuple[Any, str]]:
    return [(message.id, message.msg.partition(" ")[0]) for message in check_page_types(None)]


def test_every_page_type_of_the_product_is_declared() -> None:
    assert found() == []


def test_one_without_a_declaration_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {model: one for model, one in page_types.page_types().items() if model is not NewsPage}
    monkeypatch.setattr(checks, "page_types", lambda: others)
    assert found() == [("api.E003", "NewsPage")]


def test_a_field_that_does_not_say_its_columns_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(columns._FIELDS[NewsPage], "newer", None)
    assert found() == [("api.W004", "NewsPage.newer")]


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"place": PlaceOfType("MEMBERS", "Once more.")}, [("api.E005", "MemberIndexPage")]),
        ({"search": SearchKind("MEMBER", "Once more.", "")}, [("api.E004", "MemberPage")]),
        ({"search": SearchKind("NEWS", "An article.", "", date="day")}, [("api.E006", "NewsPage:")]),
        ({"newest_columns": ("age",)}, [("api.E006", "NewsPage:")]),
    ],
    ids=["a place twice", "two search types of one name", "no such date", "no such column"],
)
def test_what_a_declaration_gets_wrong_is_an_error(
    said: dict[str, Any], errors: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(page_types.page_types(), NewsPage, replace(page_type_of(NewsPage), **said))
    assert found() == errors


def test_a_section_without_a_place_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(page_types.page_types(), NewsIndexPage, PageType(model=NewsIndexPage))
    assert found() == [("api.W007", "NewsIndexPage")]


def test_json_ld_that_does_not_say_its_columns_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = {"json_ld": columns._FIELDS[NewsPage]["json_ld"]}
    assert declared["json_ld"] and "date" in declared["json_ld"]
    page_types.declare(replace(page_type_of(NewsPage), json_ld=lambda context, page: {}))
    try:
        assert found() == [("api.W004", "NewsPage.json_ld")]
    finally:
        page_types.declare(replace(page_type_of(NewsPage), json_ld=news_article))
    assert columns._FIELDS[NewsPage]["json_ld"] == declared["json_ld"]


def test_a_list_is_not_sorted_by_what_no_cursor_holds() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"NewsPage\.first_published_at is no text"):
        order_by(NewsPage, "news-first", "-first_published_at")
    keys = order_by(MemberPage, "members-newest", "-joined_on").keys
    assert keys == (
        Key("joined_on", date, is_descending=True, is_nullable=True),
        Key("pk", int, is_descending=True),
    )


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
    """Those of page types by what they are."""
    assert check_prices(None) == []
    monkeypatch.setattr(checks, "PRICED", PRICED - {"SearchConnection", "Query.menu"})
    assert [message.msg.partition(" ")[0] for message in check_prices(None)] == [
        "Query.menu",
        "Query.search",
        "SearchPage.hits",
    ]
