"""Documents of public collections."""

import mimetypes
from pathlib import PurePosixPath

from django.urls import reverse

from cms.media.models import CmsDocument

from ..addresses import absolute
from ..values import Download
from .batches import Stage, fetched_at
from .request import Reading


@fetched_at(Stage.ENDS)
def fetch_documents(reading: Reading, ids: list[int]) -> dict[int, Download]:
    """Return the documents of `ids` that are in no private collection."""
    rows = CmsDocument.objects.public().filter(pk__in=ids)
    found = {}
    for pk, title, file, size in rows.values_list("pk", "title", "file", "file_size"):
        name = PurePosixPath(file).name
        url = reverse("wagtaildocs_serve", args=(pk, name))
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        found[pk] = Download(f"document-{pk}", title, absolute(url), name, mime_type, size or 0)
    return found
