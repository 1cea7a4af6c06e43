"""Rich text as the public sees it: HTML or `dast`, with resolved links. Parsed trees are cached."""

from functools import lru_cache
from typing import Any

from ..downloads.loaders import fetch_documents
from ..loading.context import RequestContext
from ..loading.sites import Root
from ..pages.dto import LinkData
from ..pages.links import document_link, page_link
from ..pages.page_links import prefetch_page_links
from .tree import Node, has_words, links_in, parse, public_tree
from .writers import to_document, to_html

#: How many parsed texts a process caches, and up to how many characters: about ten bytes a character.
MAX_CACHED, MAX_CACHED_CHARACTERS = 1_000, 3_000


def prefetch_links(context: RequestContext, source: str) -> None:
    """Prime the targets of internal links, so that one statement loads those of the whole response."""
    if "linktype=" in source:
        links = list(links_in(_parsed(context, source)))
        prefetch_page_links(context, (pk for kind, pk in links if kind == "page"))
        context.loader(fetch_documents).prime(pk for kind, pk in links if kind == "document")


def has_content(context: RequestContext, source: str) -> bool:
    """Return whether a rich text has words or a thematic break, whatever its links lead to."""
    return has_words(_parsed(context, source))


def rich_text(context: RequestContext, source: str, root: Root | None) -> str:
    """Return a rich text of a page below `root` as HTML, its links as frontend paths."""
    return to_html(_public(context, source, root))


def rich_text_document(context: RequestContext, source: str, root: Root | None) -> dict[str, Any]:
    """Return a rich text of a page below `root` as a `dast` document, its links as frontend paths."""
    return to_document(_public(context, source, root))


def _parsed(context: RequestContext, source: str) -> Node:
    """Return the parsed tree of a rich text; needed to prefetch its links and again for each format."""
    if len(source) <= MAX_CACHED_CHARACTERS:
        return _parse_cached(source)
    tree: Node = context.memoize((parse, source), lambda: parse(source))
    return tree


@lru_cache(maxsize=MAX_CACHED)
def _parse_cached(source: str) -> Node:
    """Return `parse(source)`. Shared between requests: do not modify."""
    return parse(source)


def _public(context: RequestContext, source: str, root: Root | None) -> Node:
    prefetch_links(context, source)

    def target(kind: str, pk: int) -> LinkData | None:
        return page_link(context, pk, root) if kind == "page" else document_link(context, pk)

    def make() -> Node:
        return public_tree(_parsed(context, source), target)

    tree: Node = context.memoize((public_tree, source, root), make)
    return tree
