"""What the admin's forms need in the browser."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static


@hooks.register("insert_global_admin_js")
def form_scripts() -> SafeString:
    return format_html('<script src="{}"></script>', versioned_static("foundation/first-error.js"))
