"""Serves the files of an installation that keeps its media itself.

The public gets what was made for it: renditions, and vector logos. Originals and Wagtail's own previews are
for editors; documents go out at their own address, where Wagtail asks their collection. Whatever lies in the
media folder besides is not served at all.
"""

import re
import time
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from wagtail.documents.views import serve as wagtail_documents
from wagtail.permissions import policy_registry

from cms.foundation.bounded import BoundedStore
from cms.serving.outages import outage
from cms.serving.stale import stale_headers

from .models import CmsImage, CmsRendition
from .previews import PLACEHOLDER
from .visibility import private_collection_ids

CONTENT_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
RENDITION = re.compile(r"renditions/(?P<image_id>[0-9]{1,18})/[0-9a-f]+-[0-9]+x[0-9]+\.(avif|webp|jpg|png)")
ORIGINAL = re.compile(r"original_images/[^/\\]+")
PREVIEW = re.compile(r"images/[^/\\]+")
AVATAR = re.compile(r"avatar_images/[^/\\]+")

ONE_YEAR = 365 * 24 * 60 * 60
FOREVER = f"public, max-age={ONE_YEAR}, immutable"
FOR_ONE_READER = "private, max-age=3600"
#: An SVG is a document: opened by itself it may draw, and nothing else.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
DOCUMENT_POLICY = "default-src 'none'; sandbox"

#: When this process has read last that a file is public: monotonic seconds, by path. `None` stands for every
#: picture there is, while no collection is private.
_read_as_public = BoundedStore(50_000)


@transaction.non_atomic_requests
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a file of the media storage, or 404: missing, or not for this reader, looks the same."""
    if match := RENDITION.fullmatch(path):
        return _picture(request, path, CmsImage.objects.filter(pk=int(match["image_id"])))
    if ORIGINAL.fullmatch(path):
        originals = CmsImage.objects.filter(file=path)
        if path.lower().endswith(".svg"):
            return _picture(request, path, originals)
        return _for_editors(request, path, originals)
    if PREVIEW.fullmatch(path):
        of_previews = CmsRendition.objects.filter(file=path).values("image")
        return _for_editors(request, path, CmsImage.objects.filter(pk__in=of_previews), is_preview=True)
    if AVATAR.fullmatch(path) and _is_editor(request):
        return _file(path, FOR_ONE_READER)
    raise Http404("No such file.")


def _picture(request: HttpRequest, path: str, images: Any) -> HttpResponseBase:
    """Answer with a file for the public, unless its picture stands in a private collection.

    While the database is away, what this process has read as public is served for CMS_STALE_IF_ERROR seconds.
    """
    try:
        return _public_picture(request, path, images)
    except (OperationalError, InterfaceError) as error:
        read_at = max(_read_as_public.get(path) or 0, _read_as_public.get(None) or 0)
        age = time.monotonic() - read_at
        if not read_at or age > settings.CMS_STALE_IF_ERROR:
            raise
        outage.note_failure(error)
        response = _file(path, FOREVER)
        for name, value in stale_headers(age).items():
            response[name] = value
        return response


def _public_picture(request: HttpRequest, path: str, images: Any) -> HttpResponseBase:
    private = private_collection_ids()
    _read_as_public.keep(None, 0 if private else time.monotonic())
    if not private:
        return _file(path, FOREVER)
    image = images.select_related("collection").first()
    if image is None or image.collection_id in private:
        _read_as_public.keep(path, 0)
    if image is None:
        raise Http404("No such file.")
    if image.collection_id not in private:
        _read_as_public.keep(path, time.monotonic())
        return _file(path, FOREVER)
    restrictions = image.collection.get_view_restrictions()
    if all(restriction.accept_request(request) for restriction in restrictions) or _may_see(request, image):
        return _file(path, FOR_ONE_READER)
    raise Http404("No such file.")


def _for_editors(
    request: HttpRequest, path: str, images: Any, *, is_preview: bool = False
) -> HttpResponseBase:
    """Answer with a file for who may see its picture. A preview whose file has gone shows that it has."""
    image = images.first() if _is_editor(request) else None
    if image is None or not _may_see(request, image):
        raise Http404("No such file.")
    if is_preview and not default_storage.exists(path):
        response = HttpResponseRedirect(static(PLACEHOLDER))
        response["Cache-Control"] = "private, no-store"
        return response
    return _file(path, FOR_ONE_READER)


def _is_editor(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.has_perm("wagtailadmin.access_admin"))


def _may_see(request: HttpRequest, image: CmsImage) -> bool:
    policy = policy_registry.get_by_type(CmsImage)
    return _is_editor(request) and policy.user_has_any_permission_for_instance(
        request.user, ["add", "change", "delete", "choose"], image
    )


def _file(path: str, cache_control: str) -> FileResponse:
    try:
        file = default_storage.open(path, "rb")
    except (OSError, ValueError) as error:
        raise Http404("No such file.") from error
    extension = path.rpartition(".")[2].lower()
    content_type = CONTENT_TYPES.get(extension)
    response = FileResponse(
        file, content_type=content_type or "application/octet-stream", as_attachment=content_type is None
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cache_control
    # A picture is shown on the frontend's origin, another than this one.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Content-Security-Policy"] = SVG_POLICY if extension == "svg" else DOCUMENT_POLICY
    return response


@transaction.non_atomic_requests
@require_safe
def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """Answer with a document as an attachment, after Wagtail has asked its collection's restrictions."""
    response: HttpResponseBase = wagtail_documents.serve(request, document_id, document_filename)
    if response.status_code == 200 and response.has_header("Content-Disposition"):
        response["Content-Security-Policy"] = DOCUMENT_POLICY
        response["X-Content-Type-Options"] = "nosniff"
    return response
