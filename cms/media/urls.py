"""Documents at /documents/, and the media files where this installation keeps them itself."""

from django.conf import settings
from django.urls import URLPattern, path, re_path
from wagtail.documents.views import serve as wagtail_documents

from . import serving

urlpatterns: list[URLPattern] = [
    # Wagtail's names: its documents know their own address by them.
    re_path(r"^documents/([0-9]{1,18})/(.*)$", serving.document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        wagtail_documents.authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
if settings.MEDIA_URL.startswith("/") and len(settings.MEDIA_URL) > 1:
    urlpatterns.append(path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serving.media, name="media"))
