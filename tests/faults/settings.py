"""Settings of production with a mail server that is slow, and leases that are short."""

from site_config.settings.production import *  # noqa: F403
from site_config.settings.production import CMS_DATA_DIR, STORAGES

STATIC_ROOT = CMS_DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "tests.faults.mails.SlowBackend"
EMAIL_FILE_PATH = CMS_DATA_DIR / "mails"
