"""Link blocks and rich text as the public sees them."""

from typing import Any

from ..addresses import web_address
from ..richtext import links_in, to_html
from ..values import Link
from .documents import fetch_documents
from .request import Reading
from .rows import link_at, row_of, want_rows
from .sites import Root


def page_link(reading: Reading, pk: int | None, root: Root | None) -> Link | None:
    """Return a link to a public page as it stands on a page below `root`: on another site it has no path."""
    row = row_of(reading, pk)
    link = link_at(reading, row.title, row.url_path, row.path) if row else None
    return link.seen_from(root.site_id if root else None) if link else None


def document_link(reading: Reading, pk: int) -> Link | None:
    document = reading.batch(fetch_documents).get(pk)
    return Link(document.title, None, document.url) if document else None


def resolve_link(reading: Reading, value: dict[str, Any] | None, root: Root | None) -> Link | None:
    """Return what a link block's raw value leads to, seen from a page below `root`; None if not public."""
    value = value or {}
    title = (value.get("title") or value.get("label") or "").strip()
    link: Link | None = None
    if value.get("page"):
        link = page_link(reading, value["page"], root)
    elif value.get("document"):
        link = document_link(reading, value["document"])
    elif url := web_address(value.get("url")):
        link = Link(url, None, url)
    elif value.get("email"):
        link = Link(value["email"], None, f"mailto:{value['email']}")
    elif value.get("phone"):
        digits = "".join(char for char in value["phone"] if char in "+0123456789")
        link = Link(value["phone"], None, f"tel:{digits}")
    if link is None or not title:
        return link
    return Link(title, link.path, link.url)


def rich_text(reading: Reading, source: str, root: Root | None) -> str:
    """Return a rich text of a page below `root` as HTML, its links as frontend paths."""
    links = list(links_in(source))
    want_rows(reading, (pk for kind, pk in links if kind == "page"))
    reading.batch(fetch_documents).want(pk for kind, pk in links if kind == "document")

    def target(kind: str, pk: int) -> Link | None:
        return page_link(reading, pk, root) if kind == "page" else document_link(reading, pk)

    return to_html(source, target)
