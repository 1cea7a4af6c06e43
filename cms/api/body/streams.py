"""Loader of StreamFields as raw data, batched over all pages of a type, and the contacts read from them.

Raw data, because Wagtail's StreamValue converts one stream at a time, with queries for each (N+1).
"""

from typing import Any

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.drafts import from_draft, id_prefix
from ..loading.prepared_statements import Placeholders
from ..vocabulary.web_addresses import safe_web_url
from .blocks import items_of
from .dto import ContactData
from .references import prime_references


@load_priority(LoadPriority.REFERENCES)
def fetch_streams(
    context: RequestContext, ids: list[int], model: Any
) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """Return the raw data of each page's StreamFields, by column, and prime loaders with their references."""
    columns = context.stream_columns(model)
    pages = [context.known(model)[pk] for pk in ids]
    streams = {
        page.pk: {column: list(getattr(page, column).raw_data) for column in columns}
        for page in pages
        if all(hasattr(page, column) for column in columns)
    }
    if deferred := [pk for pk in ids if pk not in streams]:

        def build(placeholders: Placeholders) -> Any:
            return model.objects.filter(pk__in=placeholders.ids()).values_list("pk", *columns).order_by()

        rows = context.rows((fetch_streams, model, columns), build, cache_tags=(), ids=deferred)
        for pk, *values in rows:
            streams[pk] = {name: list(value.raw_data) for name, value in zip(columns, values, strict=True)}
    for page in pages:
        prime_references(context, page, streams.get(page.pk, {}))
    return streams


@from_draft(fetch_streams)
def _streams_of_draft(context: RequestContext, page: Any) -> dict[str, list[dict[str, Any]]]:
    columns = context.stream_columns(type(page))
    streams = {column: list(getattr(page, column).raw_data) for column in columns}
    prime_references(context, page, streams)
    return streams


def stream(context: RequestContext, page: Any, column: str) -> list[dict[str, Any]]:
    """Return the raw data of one StreamField of a page: dicts with type, value and id."""
    return (context.load(fetch_streams, page) or {}).get(column, [])


def contact(value: dict[str, Any], contact_id: str, code: str) -> ContactData:
    """Return the contact in a person block's raw value; `code` is the language of its portrait's texts."""
    return ContactData(
        id=contact_id,
        name=value.get("name") or "",
        role=value.get("role") or "",
        email=value.get("email") or None,
        phone=value.get("phone") or None,
        websites=[url for _, item in items_of(value.get("websites")) if (url := safe_web_url(item))],
        portrait_id=value.get("portrait"),
        code=code,
    )


def contacts(context: RequestContext, page: Any) -> list[ContactData]:
    """Return the contacts of a page's StreamField `contacts`."""
    code = context.code_of(page)
    return [
        contact(child["value"], f"{id_prefix(page)}-{child.get('id') or number}", code)
        for number, child in enumerate(stream(context, page, "contacts"))
        if child["type"] == "person"
    ]
