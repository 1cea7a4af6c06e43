"""Settings of every installation, safe for production as they stand; each subject has a module.

`dev`, `demo` and `test` relax them by name; `production` adds what only the environment can say. Optional
variables are read here, so that they mean the same everywhere.
"""

from cms.serving.server import PROCESSES, THREADS

from .api import *  # noqa: F403
from .apps import *  # noqa: F403
from .data import *  # noqa: F403
from .log import *  # noqa: F403
from .security import *  # noqa: F403
from .variables import *  # noqa: F403
from .variables import BASE_DIR, environment
from .wagtail_options import *  # noqa: F403

# --- Languages and time -------------------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
]
# Our own texts, and better German for those of libraries; both before what the libraries have.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "site_config" / "locale"]
# How dates and times are typed in the admin.
FORMAT_MODULE_PATH = ["site_config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", default="Europe/Berlin")

# --- Server -------------------------------------------------------------------------------------------------

# The address that the server listens at: where a proxy on another machine asks, one that it reaches.
CMS_WEB_HOST = environment.text("CMS_WEB_HOST", example="0.0.0.0", default="127.0.0.1")
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
