"""What Django needs at least: ready bytes after one `SELECT 1`, without any middleware.

`/<name>/` answers with the bytes of the file `<name>.json` in the directory that CMS_DATA_DIR names.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from site_config import services

from .counting import counted

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": services.database(os.environ["DATABASE_URL"])},
    USE_TZ=True,
)
_BYTES = {file.stem: file.read_bytes() for file in Path(os.environ["CMS_DATA_DIR"]).glob("*.json")}


def ready(request: HttpRequest, name: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse(_BYTES[name], content_type="application/json; charset=utf-8")


urlpatterns = [path("<name>/", ready)]
application = counted(get_wsgi_application())
