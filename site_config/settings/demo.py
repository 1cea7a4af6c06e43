"""The demo: as production, but over plain http on one's own machine. `manage.py demo` serves with it."""

from .base import *  # noqa: F403
from .base import LOGGING, environment

# The one place where logins may exist whose passwords everybody knows (cms.demo.checks).
CMS_IS_DEMO = True

SECRET_KEY = environment.secret("SECRET_KEY", example="made by `manage.py demo`")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0

CMS_FRONTEND_ORIGINS = environment.origins("CMS_FRONTEND_ORIGINS", example="http://localhost:3000")
CORS_ALLOWED_ORIGINS = CMS_FRONTEND_ORIGINS

# A frontend team begins here: its tools ask for the schema, and a misspelled name is put right.
CMS_GRAPHIQL = True
CMS_GRAPHQL_INTROSPECTION = environment.flag("CMS_GRAPHQL_INTROSPECTION", default=True)

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
WAGTAIL_PASSWORD_RESET_ENABLED = False
LOGGING["handlers"]["console"]["formatter"] = "text"

environment.check()
