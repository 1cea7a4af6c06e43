"""Documents of public collections."""

import mimetypes
from pathlib import PurePosixPath
from typing import Any

from django.urls import reverse

from cms.delivery.tags import COLLECTION
from cms.media.models import CmsDocument

from ..addresses import absolute
from ..values import Download
from .batches import Stage, fetched_at
from .request import Reading
from .statements import Given


def _public_documents(given: Given) -> Any:
    rows = CmsDocument.objects.public().filter(pk__in=given.ids())
    return rows.order_by().values_list("pk", "title", "file", "file_size")


@fetched_at(Stage.ENDS)
def fetch_documents(reading: Reading, ids: list[int]) -> dict[int, Download]:
    """Return the documents of `ids` that are in no private collection."""
    found = {}
    rows = reading.rows(fetch_documents, _public_documents, made_of=(COLLECTION,), ids=ids)
    for pk, title, file, size in rows:
        name = PurePosixPath(file).name
        url = reverse("wagtaildocs_serve", args=(pk, name))
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        found[pk] = Download(f"document-{pk}", title, absolute(url), name, mime_type, size or 0)
    reading.made_of.note_found("document", ids, found)
    return found
