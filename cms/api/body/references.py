"""Primes the DataLoaders with whatever bodies refer to, so that it is one batch for a whole response."""

from collections.abc import Iterator
from typing import Any

from cms.galleries.models import GalleryPage

from ..downloads.loaders import fetch_documents
from ..galleries.images import fetch_pictures
from ..images.loaders import fetch_images
from ..loading.context import RequestContext
from ..loading.sites import Root
from ..pages.loaders import fetch_pages
from ..pages.page_links import fetch_page_links
from ..rich_text.public import prefetch_links
from .blocks import items_of
from .listings import LISTED_MODELS, fetch_newest_of_categories


def prime_references(context: RequestContext, page: Any, streams: dict[str, list[dict[str, Any]]]) -> None:
    """Prime the loaders with the references in a page's streams (raw data by column)."""
    root = context.root_of(page)
    for stream in streams.values():
        for child in stream:
            for loader, key in _references(context, root, child["type"], child["value"]):
                loader.prime([key])


def _references(
    context: RequestContext, root: Root | None, name: str, value: Any
) -> Iterator[tuple[Any, Any]]:
    """Yield (loader, key) of each reference of a block that is likely to be requested."""
    images = context.loader(fetch_images)
    page_links = context.loader(fetch_page_links)
    documents = context.loader(fetch_documents)
    if name == "image":
        yield images, value.get("image")
    elif name == "gallery":
        items = items_of(value.get("images"))
        for _, item in items:
            yield images, item.get("image")
        # Without public pictures of its own the block shows those of the gallery.
        yield context.loader(fetch_pages, GalleryPage), value.get("gallery")
        if not items:
            yield context.loader(fetch_pictures, GalleryPage), value.get("gallery")
    elif name == "video":
        yield images, value.get("thumbnail")
    elif name == "person":
        yield images, value.get("portrait")
    elif name == "contact":
        for _, item in items_of(value.get("contacts")):
            yield images, item.get("portrait")
    elif name in LISTED_MODELS:
        yield from _listed_references(context, root, name, value)
    elif name == "downloads":
        for _, document in items_of(value.get("files")):
            yield documents, document
    elif name in ("call_to_action", "link"):
        target = value.get("link") or {} if name == "call_to_action" else value
        yield page_links, ("id", target["page"]) if target.get("page") else None
        yield documents, target.get("document")
    elif name == "paragraph" and context.is_requested("html", "document"):
        prefetch_links(context, value.get("text") or "")


def _listed_references(
    context: RequestContext, root: Root | None, name: str, value: Any
) -> Iterator[tuple[Any, Any]]:
    """Yield (loader, key) of the pages of a listing block, and of the link to its section."""
    chosen = items_of(value.get(name))
    for _, page in chosen:
        yield context.loader(fetch_pages, LISTED_MODELS[name]), page
    if not chosen and root is not None:
        if category := value.get("category"):
            yield context.loader(fetch_newest_of_categories), (root.tree_path, category)
        else:
            yield context.loader(fetch_pages, LISTED_MODELS[name]), root.tree_path
    if context.is_requested("more") and root is not None:
        yield context.loader(fetch_page_links), ("places", root.tree_path)
