"""Settings of production, less the static files of the admin, which nobody asks for here."""

from site_config.settings.production import *  # noqa: F403
from site_config.settings.production import CMS_DATA_DIR, STORAGES

STATIC_ROOT = CMS_DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
