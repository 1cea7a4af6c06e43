"""The blocks of a StreamField body, without those that have nothing to show."""

from collections.abc import Callable
from typing import Any

from cms.blocks.videos import video_at
from cms.galleries.models import GalleryPage

from ..downloads.loaders import fetch_documents
from ..images.loaders import fetch_images
from ..loading.context import RequestContext
from ..loading.drafts import id_prefix
from ..pages.links import resolve_link
from ..pages.loaders import fetch_pages
from ..rich_text.public import has_content
from .blocks import BLOCK_TYPES, BodyBlock, items_of
from .listings import listed_pages
from .streams import stream


def body(context: RequestContext, page: Any) -> list[BodyBlock]:
    """Return the blocks of a page's body that have something to show, in order."""
    blocks = []
    for number, child in enumerate(stream(context, page, "body")):
        type_name = BLOCK_TYPES.get(child["type"])
        if type_name is None:
            continue
        block = BodyBlock(type_name, f"{id_prefix(page)}-{child.get('id') or number}", child["value"], page)
        if _is_shown(context, block):
            blocks.append(block)
    return blocks


def _is_shown(context: RequestContext, block: BodyBlock) -> bool:
    """Return whether a block has anything to show: text, a public picture, target or file, listed pages."""
    is_shown = IS_SHOWN.get(block.type_name)
    return is_shown is None or is_shown(context, block)


def _has_picture(context: RequestContext, block: BodyBlock) -> bool:
    return context.loader(fetch_images).get(block.value.get("image")) is not None


def _has_pictures(context: RequestContext, block: BodyBlock) -> bool:
    images = context.loader(fetch_images)
    if any(images.get(item.get("image")) is not None for _, item in items_of(block.value.get("images"))):
        return True
    gallery = block.value.get("gallery")
    return bool(gallery and context.loader(fetch_pages, GalleryPage).get(gallery) is not None)


def _has_target(context: RequestContext, block: BodyBlock) -> bool:
    root = context.root_of(block.page)
    return resolve_link(context, block.value.get("link"), root, block.page) is not None


def _has_files(context: RequestContext, block: BodyBlock) -> bool:
    documents = context.loader(fetch_documents)
    return any(documents.get(pk) is not None for _, pk in items_of(block.value.get("files")))


def _has_cells(context: RequestContext, block: BodyBlock) -> bool:
    table = block.value.get("table") or {}
    cells = (cell for row in table.get("data") or () for cell in row)
    return any(cell is not None and str(cell).strip() for cell in cells)


def _has_listed_pages(context: RequestContext, block: BodyBlock) -> bool:
    return bool(listed_pages(context, block))


#: Block type → whether it has what it needs to be shown.
IS_SHOWN: dict[str, Callable[[RequestContext, BodyBlock], bool]] = {
    "HeadingBlock": lambda context, block: bool((block.value.get("text") or "").strip()),
    "ParagraphBlock": lambda context, block: has_content(context, block.value.get("text") or ""),
    "QuoteBlock": lambda context, block: bool((block.value.get("text") or "").strip()),
    "TableBlock": _has_cells,
    "ImageBlock": _has_picture,
    "GalleryBlock": _has_pictures,
    "VideoBlock": lambda context, block: video_at(block.value.get("url") or "") is not None,
    "DownloadsBlock": _has_files,
    "NewsBlock": _has_listed_pages,
    "MembersBlock": _has_listed_pages,
    "CallToActionBlock": _has_target,
    "ContactBlock": lambda context, block: bool(items_of(block.value.get("contacts"))),
}
