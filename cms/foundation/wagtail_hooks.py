"""What the admin's screens load beside Wagtail's own."""

from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static


@hooks.register("insert_global_admin_js")
def form_scripts() -> SafeString:
    return format_html('<script src="{}"></script>', versioned_static("foundation/first-error.js"))


@hooks.register("insert_global_admin_js")
def keep_ticks() -> SafeString:
    """Choosers remember what is ticked, see the script."""
    texts = json_script({"chosen": _("Chosen: {count}")}, "chooser-texts")
    return format_html('{}<script src="{}"></script>', texts, versioned_static("foundation/kept-ticks.js"))
