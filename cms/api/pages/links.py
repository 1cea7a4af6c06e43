"""Resolve link blocks (page, document, URL, e-mail, phone) to public links."""

from typing import Any

from cms.foundation.link_targets import fragment_of, kind_of

from ..downloads.loaders import fetch_documents
from ..loading.context import RequestContext
from ..loading.sites import Root
from .dto import LinkData
from .page_links import link_at, page_link_row


def page_link(context: RequestContext, pk: int | None, root: Root | None) -> LinkData | None:
    """Return a link to a public page, for a page below `root`: on another site it has no path."""
    row = page_link_row(context, pk)
    link = link_at(context, row.title, row.url_path, row.path) if row else None
    return link.relative_to(root.site_id if root else None) if link else None


def document_link(context: RequestContext, pk: int) -> LinkData | None:
    document = context.loader(fetch_documents).get(pk)
    return LinkData(document.title, None, document.url) if document else None


def resolve_link(
    context: RequestContext, value: dict[str, Any] | None, root: Root | None, page: Any = None
) -> LinkData | None:
    """Resolve the raw value of a link block on a page below `root`; None if its target is not public.

    `page` is the page with the link, for anchors on it. A menu is on every page: its anchors are on the home
    page.
    """
    value = value or {}
    title = (value.get("title") or value.get("label") or "").strip()
    link: LinkData | None = None
    if value.get("page"):
        link = page_link(context, value["page"], root)
        if link and (fragment := fragment_of(value.get("url"))):
            path = None if link.path is None else link.path + fragment
            link = LinkData(link.title, path, link.url + fragment, link.site_id)
    elif value.get("document"):
        link = document_link(context, value["document"])
    elif value.get("url"):
        link = _typed_url(value["url"].strip(), root, page)
    elif value.get("email"):
        link = LinkData(value["email"], None, f"mailto:{value['email']}")
    elif value.get("phone"):
        digits = "".join(char for char in value["phone"] if char in "+0123456789")
        link = LinkData(value["phone"], None, f"tel:{digits}") if digits.strip("+") else None
    if link is None or not title:
        return link
    return LinkData(title, link.path, link.url, link.site_id)


def _typed_url(address: str, root: Root | None, page: Any) -> LinkData | None:
    """Return a link to an address as an editor typed it, without looking up its target."""
    kind = kind_of(address)
    if kind == "web":
        return LinkData(address, None, address)
    if root is None or kind not in ("path", "anchor"):
        return None
    if kind == "path":
        return LinkData(address, address, root.base_url + address, root.site_id)
    if page is None:
        return LinkData(address, root.prefix + address, root.base_url + root.prefix + address, root.site_id)
    return LinkData(address, address, root.base_url + root.path_of(page.url_path) + address, root.site_id)
