"""Wagtail: admin, search, pictures, documents."""

from .variables import environment

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
