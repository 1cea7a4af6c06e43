"""Link blocks and rich text as the public sees them."""

from functools import lru_cache
from typing import Any

from cms.foundation.link_targets import fragment_of, kind_of

from ..richtext import Node, has_words, links_in, parse, public_tree
from ..richtext_writing import to_document, to_html
from ..values import Link
from .documents import fetch_documents
from .request import Reading
from .rows import link_at, row_of, want_rows
from .sites import Root

#: How many trees of rich texts a process keeps, and of texts how long: about ten bytes for a character.
MOST_KEPT, LONGEST_KEPT = 1_000, 3_000


def page_link(reading: Reading, pk: int | None, root: Root | None) -> Link | None:
    """Return a link to a public page as it stands on a page below `root`: on another site it has no path."""
    row = row_of(reading, pk)
    link = link_at(reading, row.title, row.url_path, row.path) if row else None
    return link.seen_from(root.site_id if root else None) if link else None


def document_link(reading: Reading, pk: int) -> Link | None:
    document = reading.batch(fetch_documents).get(pk)
    return Link(document.title, None, document.url) if document else None


def resolve_link(
    reading: Reading, value: dict[str, Any] | None, root: Root | None, page: Any = None
) -> Link | None:
    """Return what a link block's raw value leads to, seen from a page below `root`; None if not public.

    `page` is the one on which the link stands, for places on it. A menu stands on every page: its places are
    those of the home page.
    """
    value = value or {}
    title = (value.get("title") or value.get("label") or "").strip()
    link: Link | None = None
    if value.get("page"):
        link = page_link(reading, value["page"], root)
        if link and (fragment := fragment_of(value.get("url"))):
            path = None if link.path is None else link.path + fragment
            link = Link(link.title, path, link.url + fragment, link.site_id)
    elif value.get("document"):
        link = document_link(reading, value["document"])
    elif value.get("url"):
        link = _typed(value["url"].strip(), root, page)
    elif value.get("email"):
        link = Link(value["email"], None, f"mailto:{value['email']}")
    elif value.get("phone"):
        digits = "".join(char for char in value["phone"] if char in "+0123456789")
        link = Link(value["phone"], None, f"tel:{digits}") if digits.strip("+") else None
    if link is None or not title:
        return link
    return Link(title, link.path, link.url, link.site_id)


def _typed(address: str, root: Root | None, page: Any) -> Link | None:
    """Return a link to an address as an editor typed it: it tells nothing of what is there."""
    kind = kind_of(address)
    if kind == "web":
        return Link(address, None, address)
    if root is None or kind not in ("path", "anchor"):
        return None
    if kind == "path":
        return Link(address, address, root.base_url + address, root.site_id)
    if page is None:
        return Link(address, root.prefix + address, root.base_url + root.prefix + address, root.site_id)
    return Link(address, address, root.base_url + root.path_of(page.url_path) + address, root.site_id)


def want_links(reading: Reading, source: str) -> None:
    """Note what the inner links of a rich text lead to, so that one statement brings all of an answer."""
    if "linktype=" in source:
        links = list(links_in(_parsed(reading, source)))
        want_rows(reading, (pk for kind, pk in links if kind == "page"))
        reading.batch(fetch_documents).want(pk for kind, pk in links if kind == "document")


def has_content(reading: Reading, source: str) -> bool:
    """Tell whether a rich text has words, or a line between them, whatever its links lead to."""
    return has_words(_parsed(reading, source))


def rich_text(reading: Reading, source: str, root: Root | None) -> str:
    """Return a rich text of a page below `root` as HTML, its links as frontend paths."""
    return to_html(_public(reading, source, root))


def rich_text_document(reading: Reading, source: str, root: Root | None) -> dict[str, Any]:
    """Return a rich text of a page below `root` as a `dast` document, its links as frontend paths."""
    return to_document(_public(reading, source, root))


def _parsed(reading: Reading, source: str) -> Node:
    """Return the tree of a rich text; it is read before its links are fetched, and again for each form."""
    if len(source) <= LONGEST_KEPT:
        return _kept(source)
    tree: Node = reading.once((parse, source), lambda: parse(source))
    return tree


@lru_cache(maxsize=MOST_KEPT)
def _kept(source: str) -> Node:
    """Return the tree of a text as `parse` does: the same in every edition, and nobody may change it."""
    return parse(source)


def _public(reading: Reading, source: str, root: Root | None) -> Node:
    want_links(reading, source)

    def target(kind: str, pk: int) -> Link | None:
        return page_link(reading, pk, root) if kind == "page" else document_link(reading, pk)

    def make() -> Node:
        return public_tree(_parsed(reading, source), target)

    tree: Node = reading.once((public_tree, source, root), make)
    return tree
