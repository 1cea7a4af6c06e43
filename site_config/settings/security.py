"""Passwords, cookies, headers, and the origins that may read the public API."""

DEBUG = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Sessions stand in the database: a cache that is emptied or down logs nobody out.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_HSTS_PRELOAD = False
# W005 and W021 ask for HSTS on every subdomain and in the browsers' preload list. Both bind other hosts of
# the domain, which this installation knows nothing about: SECURE_HSTS_INCLUDE_SUBDOMAINS and
# SECURE_HSTS_PRELOAD switch them on.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Other origins may read the public API and the public files, without cookies; nothing else.
CMS_FRONTEND_ORIGINS: list[str] = []
CORS_URLS_REGEX = r"^/(graphql/?$|(media|documents)/)"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = [
    "accept",
    "content-type",
    "if-none-match",
    "x-request-id",
    # What clients send with every operation, and we need not: a preflight would refuse them otherwise.
    "apollo-require-preflight",
    "apollographql-client-name",
    "apollographql-client-version",
    "graphql-require-preflight",
    "traceparent",
    "tracestate",
    "x-apollo-operation-id",
    "x-apollo-operation-name",
]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After", "X-Cache-Tags", "X-Request-ID"]
