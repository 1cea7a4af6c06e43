"""JSON-LD (schema.org Organization or Person) of a member page."""

from typing import Any

from cms.members.models import MemberPage

from ..loading.columns import reads
from ..loading.context import RequestContext
from ..vocabulary.web_addresses import safe_web_url


@reads("kind", "street", "postal_code", "city", "country", "website", "email", "phone", "founded_year")
def member(context: RequestContext, page: MemberPage) -> dict[str, Any]:
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
        "url": safe_web_url(page.website),
        "email": page.email,
        "telephone": page.phone,
        "address": {name: value for name, value in address.items() if value} if page.city else None,
        "foundingDate": str(page.founded_year) if page.founded_year and page.kind != "person" else None,
    }
    return {"mainEntity": {name: value for name, value in organization.items() if value}}


def country_code(member: Any) -> str:
    """Return the ISO 3166-1 alpha-2 code of a member's country; empty when unknown."""
    # A model instance has a `Country` object, a page row the code.
    return getattr(member.country, "code", member.country) or ""
