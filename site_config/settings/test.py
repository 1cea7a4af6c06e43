"""The test suite: nothing outside the process but the services that a run is told to use.

CMS_TEST_DATABASE_URL and CMS_TEST_CACHE_URL choose them; without, SQLite in memory and the memory of the
process.
"""

import os

from site_config.env import Environment

from .base import *  # noqa: F403
from .base import BASE_DIR, CACHES, LOGGING, STORAGES

test_environment = Environment(os.environ)

SECRET_KEY = "for tests only"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "[::1]"]

DATABASES = {
    "default": test_environment.database("CMS_TEST_DATABASE_URL", file=BASE_DIR / "var" / "test.sqlite3")
}
CACHES["default"] = test_environment.cache("CMS_TEST_CACHE_URL")
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0

CMS_FRONTEND_ORIGINS = ["http://localhost:3000"]
CORS_ALLOWED_ORIGINS = CMS_FRONTEND_ORIGINS

# A fast hash: tests log in often, and their passwords protect nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Static files come from where they lie, looked up when asked for: nothing is collected for a run.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING["handlers"]["console"]["formatter"] = "text"

test_environment.check()
