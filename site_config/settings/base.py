"""Settings of every installation, safe for production as they stand.

`dev`, `demo` and `test` relax them by name; `production` adds what only the environment can say. Optional
variables are read here, so that they mean the same everywhere; whoever imports this calls
`environment.check()` at its end. An environment variable has the name of its setting.
"""

import os
from pathlib import Path
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS

from cms.serving.server import PROCESSES, THREADS
from site_config import services
from site_config.env import Environment
from site_config.refused_requests import LOGGERS

BASE_DIR = Path(__file__).resolve().parent.parent.parent
environment = Environment(os.environ)
# Grows with what is read below and by whoever imports this: a check names the variables that nobody reads.
CMS_VARIABLES_READ = environment.names

# --- Parts --------------------------------------------------------------------------------------------------

# Apps with page types, in the order in which the contract names them; `cms.api` has a package for each.
PAGE_APPS = [
    "cms.home",
    "cms.news",
    "cms.members",
    "cms.galleries",
    "cms.forms",
]
INSTALLED_APPS = [
    # cms.api stands before Grapple: its ready() prepares what Grapple's ready() reads.
    "cms.api",
    "grapple",
    "graphene_django",
    "cms.serving",
    # Before django_tasks_db, whose commands it overrides.
    "cms.tasks",
    "cms.foundation",
    "cms.media",
    "cms.blocks",
    *PAGE_APPS,
    "cms.navigation",
    "cms.previews",
    "cms.revisions",
    "cms.imports",
    "cms.delivery",
    "cms.logins",
    "cms.demo",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_countries",
    "django_tasks",
    "django_tasks_db",
    "corsheaders",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # WhiteNoise serves static files in development as it does in production.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "site_config.request_ids.RequestIdMiddleware",
    "site_config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_config.cors.OriginMiddleware",
    "site_config.content_policy.ContentPolicyMiddleware",
    # The public endpoint needs nothing of what follows.
    "cms.api.http.middleware.GraphQLMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "site_config.languages.InterfaceLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.navigation.redirect_middleware.SafeRedirectMiddleware",
    # The last: it calls the views of requests that write, each in one transaction.
    "site_config.transactions.WriteTransactionMiddleware",
]

ROOT_URLCONF = "site_config.urls"
WSGI_APPLICATION = "site_config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------------------

# The embedded database and the uploaded files: everything that a backup must hold.
CMS_DATA_DIR = environment.directory("CMS_DATA_DIR", default=BASE_DIR / "var")

DATABASES = {"default": environment.database("DATABASE_URL", file=CMS_DATA_DIR / "cms.sqlite3")}
# Seconds for which a request that writes waits for another one; then the editor is told to try again.
CMS_LOCK_TIMEOUT = environment.whole_number("CMS_LOCK_TIMEOUT", default=4, most=60)
# How long the log of changes is kept (`manage.py prune_changes`).
CMS_CHANGES_KEPT_DAYS = environment.whole_number("CMS_CHANGES_KEPT_DAYS", default=90)
# After how many days `manage.py daily_jobs` deletes earlier versions of pages that nobody shows. 0: never.
CMS_REVISIONS_KEPT_DAYS = environment.whole_number("CMS_REVISIONS_KEPT_DAYS", default=365)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": environment.cache("CACHE_URL"),
    # Wagtail keeps whole records of pictures' sizes: objects, which never go to Redis (`cached_values`).
    "renditions": services.process_memory(),
}

# `manage.py db_worker` works on these.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# After so many seconds of silence a worker is taken for dead, and its task is given to another.
CMS_TASK_LEASE_SECONDS = environment.whole_number("CMS_TASK_LEASE_SECONDS", default=30, least=1, most=3600)

# Uploaded files in a store that speaks S3; without a bucket they lie on this machine's disk.
CMS_MEDIA_BUCKET = environment.text("CMS_MEDIA_BUCKET", example="cluster-cms-media", default="")
CMS_MEDIA_ENDPOINT = environment.web_address("CMS_MEDIA_ENDPOINT", example="https://s3.example.org")
CMS_MEDIA_REGION = environment.text("CMS_MEDIA_REGION", example="eu-central-1", default="")
# Without both the machine's own role is asked.
CMS_MEDIA_ACCESS_KEY = environment.text("CMS_MEDIA_ACCESS_KEY", example="…", default="")
CMS_MEDIA_SECRET_KEY = environment.text("CMS_MEDIA_SECRET_KEY", example="…", default="")
environment.both_or_none("CMS_MEDIA_ACCESS_KEY", "CMS_MEDIA_SECRET_KEY")
# Where everybody reads the bucket's part `public/`; without it the CMS serves all pictures itself.
CMS_MEDIA_PUBLIC_URL = environment.web_address("CMS_MEDIA_PUBLIC_URL", example="https://media.example.org")
environment.only_with(
    "CMS_MEDIA_BUCKET",
    "CMS_MEDIA_ENDPOINT",
    "CMS_MEDIA_REGION",
    "CMS_MEDIA_ACCESS_KEY",
    "CMS_MEDIA_SECRET_KEY",
    "CMS_MEDIA_PUBLIC_URL",
)
MEDIA_ROOT = CMS_DATA_DIR / "media"
MEDIA_URL = "/media/"
# Derived from the code, so it is not kept with the data: a container image brings its own.
STATIC_ROOT = BASE_DIR / "var" / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {
        "BACKEND": "cms.media.bucket.BucketStorage"
        if CMS_MEDIA_BUCKET
        else "django.core.files.storage.FileSystemStorage"
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Long articles with many blocks are forms of many fields; the size limit does not count uploaded files.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Languages and time -------------------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
# How dates and times are typed in the admin.
FORMAT_MODULE_PATH = ["site_config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", default="Europe/Berlin")

# --- Security -----------------------------------------------------------------------------------------------

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

# The server's processes, and the threads of each: as many connections to the database (`manage.py serve`).
CMS_WEB_PROCESSES = environment.whole_number("CMS_WEB_PROCESSES", default=PROCESSES, least=1, most=64)
CMS_WEB_THREADS = environment.whole_number("CMS_WEB_THREADS", default=THREADS, least=1, most=256)

# How many proxies stand in front, each adding who asked it to X-Forwarded-For: so many entries at
# its end are believed. 0: the server's own REMOTE_ADDR alone.
CMS_TRUSTED_PROXIES = environment.whole_number("CMS_TRUSTED_PROXIES", default=0)

# --- Forms --------------------------------------------------------------------------------------------------

# What one address may send: in ten minutes, and in an hour. 0: as much as it likes.
CMS_FORM_BURST_LIMIT = environment.whole_number("CMS_FORM_BURST_LIMIT", default=10)
CMS_FORM_HOURLY_LIMIT = environment.whole_number("CMS_FORM_HOURLY_LIMIT", default=60)
# Nobody reads and fills in a form faster than this, in milliseconds.
CMS_FORM_MIN_MS = environment.whole_number("CMS_FORM_MIN_MS", default=2_000)
# After how many days `manage.py prune_form_submissions` deletes what was sent, unless a form says otherwise.
# 0: never.
CMS_FORM_SUBMISSION_DAYS = environment.whole_number("CMS_FORM_SUBMISSION_DAYS", default=0)

# --- Wagtail and Grapple ------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = environment.text("WAGTAIL_SITE_NAME", example="Cluster CMS", default="Cluster CMS")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Tags of pictures and documents; those of pages are one in every spelling (`FreeTerm`).
TAGGIT_CASE_INSENSITIVE = True
# The address of the admin, for links in its mails.
WAGTAILADMIN_BASE_URL = environment.origin("WAGTAILADMIN_BASE_URL", default="http://localhost:8000")
# The scheme of the frontend's addresses where its port does not tell (https is assumed on 443, else http).
CMS_FRONTEND_SCHEME = environment.one_of("CMS_FRONTEND_SCHEME", ("http", "https"), default="")

# How long a link to a draft works, and how long a password opens the page that it was given for.
CMS_PREVIEW_HOURS = environment.whole_number("CMS_PREVIEW_HOURS", default=24, most=24 * 366)
CMS_UNLOCK_HOURS = environment.whole_number("CMS_UNLOCK_HOURS", default=12, most=24 * 366)

# Counts wrong passwords (cms.logins).
WAGTAILADMIN_USER_LOGIN_FORM = "cms.logins.forms.LimitedLoginForm"

# The admin calls nobody: no release news, no portraits by mail address.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.foundation.search.backend"}}
# Nothing is asked of a provider: video blocks derive what they need from the address (cms.blocks.videos).
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []

WAGTAILIMAGES_IMAGE_MODEL = "media.CmsImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jfif", "jpe", "jpeg", "jpg", "png", "svg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024

WAGTAILDOCS_DOCUMENT_MODEL = "media.CmsDocument"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "ics",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "vcf",
    "xlsx",
    "zip",
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Every document is a download: none is shown by a browser on the origin of the admin.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

GRAPPLE = {
    "APPS": [name.rpartition(".")[2] for name in PAGE_APPS],
    "PAGE_INTERFACE": "cms.api.pages.interface.PageInterface",
}

# --- Public API ---------------------------------------------------------------------------------------------

# open: any document within the limits below runs. trusted: only our own and what `manage.py trust_documents`
# has registered. Open is the default everywhere: all that can be reached is public, the limits bound what it
# takes, and a frontend need not register before it is answered.
CMS_GRAPHQL_DOCUMENTS = environment.one_of("CMS_GRAPHQL_DOCUMENTS", ("open", "trusted"), default="open")
# Whether /graphiql/ is there, a page to read the schema and try queries on.
CMS_GRAPHIQL = False
# Whether the schema can be asked for, and errors suggest names. Frontends have it as a file.
CMS_GRAPHQL_INTROSPECTION = environment.flag("CMS_GRAPHQL_INTROSPECTION", default=False)
# What one request may ask for. frontend_contract/README.md says how it is counted, and what ours ask for.
CMS_GRAPHQL_MAX_COST = environment.whole_number("CMS_GRAPHQL_MAX_COST", default=30_000)
CMS_GRAPHQL_MAX_DEPTH = environment.whole_number("CMS_GRAPHQL_MAX_DEPTH", default=12)
CMS_GRAPHQL_MAX_INTROSPECTION_DEPTH = environment.whole_number(
    "CMS_GRAPHQL_MAX_INTROSPECTION_DEPTH", default=16
)
CMS_GRAPHQL_MAX_ALIASES = environment.whole_number("CMS_GRAPHQL_MAX_ALIASES", default=50)
CMS_GRAPHQL_MAX_ROOT_FIELDS = environment.whole_number("CMS_GRAPHQL_MAX_ROOT_FIELDS", default=20)
CMS_GRAPHQL_MAX_DIRECTIVES = environment.whole_number("CMS_GRAPHQL_MAX_DIRECTIVES", default=50)
CMS_GRAPHQL_MAX_DEFINITIONS = environment.whole_number("CMS_GRAPHQL_MAX_DEFINITIONS", default=100)
CMS_GRAPHQL_MAX_TOKENS = environment.whole_number("CMS_GRAPHQL_MAX_TOKENS", default=2_500)
CMS_GRAPHQL_MAX_COMPARISONS = environment.whole_number("CMS_GRAPHQL_MAX_COMPARISONS", default=20_000)
CMS_GRAPHQL_MAX_BODY_BYTES = environment.whole_number("CMS_GRAPHQL_MAX_BODY_BYTES", default=256 * 1024)
CMS_GRAPHQL_MAX_VARIABLE_VALUES = environment.whole_number("CMS_GRAPHQL_MAX_VARIABLE_VALUES", default=2_000)
# Seconds.
CMS_GRAPHQL_TIMEOUT = environment.whole_number("CMS_GRAPHQL_TIMEOUT", default=10)
# Megabytes of answers that each process keeps; 0: none.
CMS_ANSWER_CACHE_MB = environment.whole_number("CMS_ANSWER_CACHE_MB", default=64, most=16 * 1024)
# Seconds for which stored answers and public pictures are still served while the database is away; 0: none.
CMS_STALE_IF_ERROR = environment.whole_number("CMS_STALE_IF_ERROR", default=600)
# Seconds for which a CDN may serve an answer without asking, and serve an old one while it asks.
CMS_GRAPHQL_S_MAXAGE = environment.whole_number("CMS_GRAPHQL_S_MAXAGE", default=0)
CMS_GRAPHQL_STALE_WHILE_REVALIDATE = environment.whole_number("CMS_GRAPHQL_STALE_WHILE_REVALIDATE", default=0)

# --- Log ----------------------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "site_config.request_ids.RequestIdFilter"},
        "refused": {"()": "site_config.refused_requests.RefusedRequestFilter"},
    },
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{levelname}{name}{request_id}{message}",
            "style": "{",
            "rename_fields": {"levelname": "level", "name": "logger"},
            # The moment in UTC, with its offset: a server's own clock has an hour that occurs twice.
            "timestamp": "time",
            # Django adds the request, whose text holds the query string.
            "reserved_attrs": [*RESERVED_ATTRS, "request"],
        },
        "text": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]},
    },
    "root": {
        "handlers": ["console"],
        "level": environment.one_of(
            "CMS_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO"
        ),
    },
    # Django's own handlers (mails to ADMINS, a second console) are replaced by the one above.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # What a client did wrong is one line, no error of ours.
        **{name: {"filters": ["refused"]} for name in LOGGERS},
    },
}
