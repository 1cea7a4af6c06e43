"""What Wagtail's admin does otherwise with pictures."""

from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.images.views.chooser import viewset as image_chooser

from .chooser import ChosenView, UploadView

# The URLs of the viewset are made from these after all hooks are registered.
image_chooser.create_view_class = UploadView
image_chooser.chosen_multiple_view_class = ChosenView


@hooks.register("insert_global_admin_js")
def upload_several() -> SafeString:
    """The chooser's upload takes several files, see the script."""
    texts = {
        "several": _(
            "{count} files: each picture is named after its file. "
            "You can add its texts afterwards, in the picture library."
        ),
        "progress": _("Uploading file {place} of {count} …"),
        "taken": _("Pictures uploaded and chosen: {count}"),
        "refused": _("These files were not accepted:"),
        "known": _("“{name}” is in the library already. That picture was chosen."),
        "failed": _("The upload did not arrive. Check the connection and try again."),
    }
    return format_html(
        '{}<script src="{}"></script>',
        json_script(texts, "several-uploads-texts"),
        versioned_static("media/several-uploads.js"),
    )


@hooks.register("insert_global_admin_js")
def name_after_files() -> SafeString:
    """A title that was a file's name does not stay for another file, see the script."""
    return format_html('<script src="{}"></script>', versioned_static("media/file-titles.js"))
