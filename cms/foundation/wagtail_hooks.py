"""What the admin's screens load beside Wagtail's own."""

from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static


@hooks.register("insert_global_admin_js")
def form_scripts() -> SafeString:
    scripts = ("date-fields", "first-error")
    addresses = ((versioned_static(f"foundation/{name}.js"),) for name in scripts)
    return format_html_join("", '<script src="{}"></script>', addresses)


@hooks.register("insert_global_admin_js")
def keep_ticks() -> SafeString:
    """Choosers remember what is ticked, see the script."""
    texts = json_script({"chosen": _("Chosen: {count}")}, "chooser-texts")
    return format_html('{}<script src="{}"></script>', texts, versioned_static("foundation/kept-ticks.js"))
