"""Structured data for search engines, in the words of schema.org."""

import json
from typing import Any

from cms.forms.models import FormPage
from cms.galleries.models import GalleryPage
from cms.home.models import HomePage
from cms.members.models import MemberPage
from cms.news.models import NewsPage

from .addresses import web_address
from .reading import Reading, images, pages
from .reading.columns import model_of

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def social_image(reading: Reading, page: Any) -> images.Image | None:
    """Return the picture that stands for a page elsewhere: the editor's, else the one on cards."""
    return images.image_of(reading, page, "social_image_id") or images.image_of(
        reading, page, "card_image_id"
    )


def script_text(reading: Reading, page: Any) -> str:
    """Return one JSON array that may stand in a script element as it is."""
    items = [_page(reading, page), _breadcrumbs(reading, page)]
    text = json.dumps([item for item in items if item], ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _page(reading: Reading, page: Any) -> dict[str, Any]:
    url = pages.canonical_url(reading, page)
    item: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.search_description or page.card_teaser or None,
        "inLanguage": reading.code_of(page),
    }
    picture = social_image(reading, page)
    if picture is not None:
        item["image"] = picture.rendition("SOCIAL").url
    for model, add in _ADDITIONS.items():
        if issubclass(model_of(page), model):
            item.update(add(reading, page))
    return {name: value for name, value in item.items() if value not in (None, "")}


def _organization(reading: Reading, page: Any) -> dict[str, Any]:
    root = reading.root_of(page)
    if root is None:
        return {}
    return {"@type": "Organization", "name": reading.name_of(root), "url": root.base_url + "/"}


def _news(reading: Reading, page: NewsPage) -> dict[str, Any]:
    changed = page.last_published_at
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "datePublished": page.date.isoformat(),
        "dateModified": changed.date().isoformat() if changed else None,
        "publisher": _organization(reading, page),
    }


def _member(reading: Reading, page: MemberPage) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": page.street,
        "postalCode": page.postal_code,
        "addressLocality": page.city,
        "addressCountry": country_code(page),
    }
    organization = {
        "@type": "Person" if page.kind == "person" else "Organization",
        "name": page.title,
        "url": web_address(page.website),
        "email": page.email,
        "telephone": page.phone,
        "address": {name: value for name, value in address.items() if value} if page.city else None,
        "foundingDate": str(page.founded_year) if page.founded_year and page.kind != "person" else None,
    }
    return {"mainEntity": {name: value for name, value in organization.items() if value}}


def country_code(member: Any) -> str:
    """Return ISO 3166-1 alpha-2 of a member's country; empty when unknown."""
    # An instance has an object there, a row the code.
    return getattr(member.country, "code", member.country) or ""


def _gallery(reading: Reading, page: GalleryPage) -> dict[str, Any]:
    return {"@type": "ImageGallery", "datePublished": page.date.isoformat()}


def _home(reading: Reading, page: HomePage) -> dict[str, Any]:
    return {"@type": "WebSite", "publisher": _organization(reading, page)}


def _form(reading: Reading, page: FormPage) -> dict[str, Any]:
    return {"@type": "ContactPage"} if page.is_contact else {}


_ADDITIONS: dict[type[Any], Any] = {
    NewsPage: _news,
    MemberPage: _member,
    GalleryPage: _gallery,
    HomePage: _home,
    FormPage: _form,
}


def _breadcrumbs(reading: Reading, page: Any) -> dict[str, Any] | None:
    above = pages.breadcrumbs(reading, page)
    if not above:
        return None
    trail = [*above, pages.link_to(reading, page)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": link.title, "item": link.url}
            for number, link in enumerate(trail, start=1)
        ],
    }
