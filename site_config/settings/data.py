"""Where data lie: database, cache, tasks, uploaded and static files."""

from site_config import services

from .variables import BASE_DIR, environment

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
