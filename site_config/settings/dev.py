"""Development on one's own machine: plain http, pages of errors, no static files to collect."""

from .base import *  # noqa: F403
from .base import LOGGING, STORAGES, environment

DEBUG = True
SECRET_KEY = "for development only: sessions signed with it are worth nothing"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0

CMS_FRONTEND_ORIGINS = environment.origins(
    "CMS_FRONTEND_ORIGINS", example="http://localhost:3000", default="http://localhost:3000"
)
CORS_ALLOWED_ORIGINS = CMS_FRONTEND_ORIGINS

# It reads the schema from the endpoint.
CMS_GRAPHIQL = True
CMS_GRAPHQL_INTROSPECTION = environment.flag("CMS_GRAPHQL_INTROSPECTION", default=True)

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGGING["handlers"]["console"]["formatter"] = "text"

environment.check()
