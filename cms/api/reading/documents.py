"""Documents of public collections."""

import mimetypes
from pathlib import PurePosixPath
from typing import Any

from django.urls import reverse

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
    for pk, title, file, size in reading.rows(fetch_documents, _public_documents, ids=ids):
        name = PurePosixPath(file).name
        url = reverse("wagtaildocs_serve", args=(pk, name))
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        found[pk] = Download(f"document-{pk}", title, absolute(url), name, mime_type, size or 0)
    return found
