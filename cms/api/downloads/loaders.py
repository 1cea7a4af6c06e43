"""Loader of downloads: Wagtail documents in public collections."""

import mimetypes
from pathlib import PurePosixPath
from typing import Any

from django.urls import reverse

from cms.delivery.tags import COLLECTION
from cms.media.models import CmsDocument

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.prepared_statements import Placeholders
from ..vocabulary.web_addresses import absolute_url
from .dto import DownloadData


def _public_documents(placeholders: Placeholders) -> Any:
    rows = CmsDocument.objects.public().filter(pk__in=placeholders.ids())
    return rows.order_by().values_list("pk", "title", "file", "file_size")


@load_priority(LoadPriority.ENDS)
def fetch_documents(context: RequestContext, ids: list[int]) -> dict[int, DownloadData]:
    """Return the documents of `ids` outside private collections."""
    documents = {}
    rows = context.rows(fetch_documents, _public_documents, cache_tags=(COLLECTION,), ids=ids)
    for pk, title, file, size in rows:
        name = PurePosixPath(file).name
        url = reverse("wagtaildocs_serve", args=(pk, name))
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        documents[pk] = DownloadData(f"document-{pk}", title, absolute_url(url), name, mime_type, size or 0)
    context.tag_collector.add_found("document", ids, documents)
    return documents
