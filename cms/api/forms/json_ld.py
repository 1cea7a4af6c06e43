"""JSON-LD (schema.org ContactPage) of a contact form."""

from typing import Any

from cms.forms.models import FormPage

from ..loading.columns import reads
from ..loading.context import RequestContext


@reads("is_contact")
def contact_page(context: RequestContext, page: FormPage) -> dict[str, Any]:
    return {"@type": "ContactPage"} if page.is_contact else {}
