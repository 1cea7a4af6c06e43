"""Who may read what visitors send: a permission of its own, beside that to edit the form."""

from typing import Any

from wagtail.contrib.forms.panels import FormSubmissionsPanel

#: Of `Submission`; who has it reads those of the forms that they may edit.
PERMISSION = "read_submission"
READ = f"forms.{PERMISSION}"


def may_read(user: Any) -> bool:
    """Tell whether somebody may read, export and delete submissions."""
    return bool(user.has_perm(READ))


class ReceivedPanel(FormSubmissionsPanel):
    """Says in the editor how many submissions there are, to who may read them."""

    class BoundPanel(FormSubmissionsPanel.BoundPanel):
        def is_shown(self) -> bool:
            return may_read(self.request.user) and super().is_shown()
