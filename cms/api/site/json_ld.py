"""JSON-LD (schema.org WebSite) of a home page."""

from typing import Any

from cms.home.models import HomePage

from ..loading.columns import reads
from ..loading.context import RequestContext
from ..pages.json_ld import organization


@reads()
def web_site(context: RequestContext, page: HomePage) -> dict[str, Any]:
    return {"@type": "WebSite", "publisher": organization(context, page)}
