"""Links: one target, of a kind that is safe; menus: a target, or entries below."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.links import LinkBlock, MenuItemBlock, social_link_blocks
from cms.blocks.media import GalleryBlock
from cms.blocks.people import PersonBlock
from cms.home.sites import StartedSite
from tests.factories.media import CmsDocumentFactory

pytestmark = pytest.mark.once


def errors_of(block: Any, value: dict[str, Any]) -> list[str]:
    """Return the names of the fields that a block complains of; empty if it takes the value."""
    try:
        block.clean(block.to_python(value))
    except ValidationError as error:
        return sorted(error.block_errors)  # type: ignore[attr-defined]
    return []


LINK = {"title": "Titel", "page": None, "url": "", "document": None, "email": "", "phone": ""}


def test_a_link_has_exactly_one_target(site: StartedSite) -> None:
    block = LinkBlock()
    page, document = site.homes["de"].pk, CmsDocumentFactory().pk
    targets = {
        "page": page,
        "url": "https://a.example/",
        "document": document,
        "email": "a@b.example",
        "phone": "+49 341 1",
    }
    for name, target in targets.items():
        assert errors_of(block, {**LINK, name: target}) == []
    assert errors_of(block, LINK) == ["page"]
    assert errors_of(block, {**LINK, "page": page, "email": "a@b.example"}) == ["email", "page"]
    assert errors_of(block, {**LINK, **targets}) == sorted(targets)


def test_a_web_address_alone_needs_words(site: StartedSite) -> None:
    block = LinkBlock()
    assert errors_of(block, {**LINK, "title": "", "url": "https://a.example/"}) == ["title"]
    assert errors_of(block, {**LINK, "title": "", "page": site.homes["de"].pk}) == []
    assert errors_of(block, {**LINK, "title": "", "email": "a@b.example"}) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://a.example/",
        "data:text/html,x",
        "mailto:a@b.example",
    ],
)
def test_an_address_is_a_websites(db: None, address: str) -> None:
    assert errors_of(LinkBlock(), {**LINK, "url": address}) == ["url"]
    assert errors_of(MenuItemBlock(), {"label": "a", "page": None, "url": address, "children": []}) == ["url"]
    name, block = social_link_blocks()[0]
    assert name == "url"
    with pytest.raises(ValidationError):
        block.clean(address)
    person = {"name": "A", "role": "", "email": "", "phone": "", "websites": [address], "portrait": None}
    assert errors_of(PersonBlock(), person) == ["websites"]


def test_an_entry_of_a_menu_leads_somewhere_or_heads_others(site: StartedSite) -> None:
    block = MenuItemBlock()
    page = site.homes["de"].pk
    entry = {"label": "", "page": page, "url": ""}
    nothing = {"label": "Titel", "page": None, "url": "", "children": []}
    assert errors_of(block, {**entry, "children": []}) == []
    assert errors_of(block, {**nothing, "children": [entry]}) == []
    assert errors_of(block, nothing) == ["page"]
    assert errors_of(block, {**entry, "url": "https://a.example/", "children": []}) == ["page"]
    assert errors_of(block, {**nothing, "label": "", "children": [entry]}) == ["label"]
    assert errors_of(block, {**nothing, "label": "", "url": "https://a.example/"}) == ["label"]
    assert errors_of(block, {**nothing, "children": [{"label": "x", "page": None, "url": ""}]}) == [
        "children"
    ]


def test_a_gallery_block_shows_pictures_or_a_gallery(db: None) -> None:
    assert errors_of(GalleryBlock(), {"images": [], "gallery": None}) == ["gallery"]
