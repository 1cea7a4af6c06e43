"""JSON-LD structured data (schema.org) of pages: WebPage, BreadcrumbList, Organization."""

import json
from typing import Any

from ..images.loaders import LocalizedImage, image_of
from ..loading.columns import model_of
from ..loading.context import RequestContext
from .loaders import breadcrumbs, canonical_url, link_to
from .page_types import page_type_of

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def social_image(context: RequestContext, page: Any) -> LocalizedImage | None:
    """Return the Open Graph image of a page: the editor's choice, else the one on cards."""
    return image_of(context, page, "social_image_id") or image_of(context, page, "card_image_id")


def script_text(context: RequestContext, page: Any) -> str:
    """Return the JSON-LD of a page: one JSON array, escaped to be safe inside a script element."""
    items = [_page(context, page), _breadcrumbs(context, page)]
    text = json.dumps([item for item in items if item], ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _page(context: RequestContext, page: Any) -> dict[str, Any]:
    url = canonical_url(context, page)
    item: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.search_description or page.card_teaser or None,
        "inLanguage": context.code_of(page),
    }
    picture = social_image(context, page)
    if picture is not None:
        item["image"] = picture.rendition("SOCIAL").url
    add = page_type_of(model_of(page)).json_ld
    if add is not None:
        item.update(add(context, page))
    return {name: value for name, value in item.items() if value not in (None, "")}


def _breadcrumbs(context: RequestContext, page: Any) -> dict[str, Any] | None:
    above = breadcrumbs(context, page)
    if not above:
        return None
    trail = [*above, link_to(context, page)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": link.title, "item": link.url}
            for number, link in enumerate(trail, start=1)
        ],
    }


def organization(context: RequestContext, page: Any) -> dict[str, Any]:
    """Return the schema.org Organization that publishes a page; empty outside every site."""
    root = context.root_of(page)
    if root is None:
        return {}
    return {"@type": "Organization", "name": context.name_of(root), "url": root.base_url + "/"}
