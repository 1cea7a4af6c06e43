"""Documents at /documents/, and the media files where this installation keeps them itself."""

from django.conf import settings
from django.urls import URLPattern, path, re_path

from . import serving

urlpatterns: list[URLPattern] = [
    # Wagtail's name: its documents know their own address by it. Passwords are asked for in cms.logins.
    re_path(r"^documents/([0-9]{1,18})/(.*)$", serving.document, name="wagtaildocs_serve"),
]
if settings.MEDIA_URL.startswith("/") and len(settings.MEDIA_URL) > 1:
    urlpatterns.append(path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serving.media, name="media"))
