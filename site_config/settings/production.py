"""Production: what only the environment can say. One error names every missing or malformed variable."""

from .base import *  # noqa: F403
from .base import environment

# As it stands in a file of variables, where no shell runs.
SECRET_KEY = environment.secret(
    "SECRET_KEY",
    example=(
        "… with a value of your own: the line for .env is printed by "
        """python3 -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(60))\""""
    ),
)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", example="cms.example.org,cms-internal.example.org")
CMS_FRONTEND_ORIGINS = environment.origins("CMS_FRONTEND_ORIGINS", example="https://www.example.org")
CORS_ALLOWED_ORIGINS = CMS_FRONTEND_ORIGINS

WAGTAILADMIN_BASE_URL = environment.origin(
    "WAGTAILADMIN_BASE_URL",
    default=f"https://{ALLOWED_HOSTS[0].lstrip('.') if ALLOWED_HOSTS else 'cms.example.org'}",
)

# --- Behind a proxy -----------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
# The header in which a proxy that ends TLS says which scheme the client used. Only to be set where a proxy
# sets or removes that header on every request: a client could claim https otherwise.
proxy_header = environment.text("SECURE_PROXY_SSL_HEADER", example="X-Forwarded-Proto", default="")
if proxy_header:
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{proxy_header.upper().replace('-', '_')}", "https")
CSRF_TRUSTED_ORIGINS = environment.origins(
    "CSRF_TRUSTED_ORIGINS", example="https://cms.example.org", default=""
)

SECURE_HSTS_SECONDS = environment.whole_number("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = environment.flag("SECURE_HSTS_PRELOAD", default=False)

# --- Mail ---------------------------------------------------------------------------------------------------

EMAIL_HOST = environment.text("EMAIL_HOST", example="smtp.example.org", default="")
EMAIL_PORT = environment.whole_number("EMAIL_PORT", default=587)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", example="cms@example.org", default="")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", example="…", default="")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text(
    "DEFAULT_FROM_EMAIL", example="cms@example.org", default="cms@localhost"
)
if not EMAIL_HOST:
    # Without a mail server nothing is sent, and no page promises it.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    WAGTAIL_PASSWORD_RESET_ENABLED = False

environment.check()
