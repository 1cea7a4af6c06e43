"""On the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from .models import FailedRun

#: So many are looked at; who has more has one trouble, not many.
MAX_SHOWN = 50


class FailedRunsPanel(Component):
    """Pages that should have gone live or expired and did not, for whoever may publish them."""

    name = "failed_runs"
    template_name = "revisions/failed_runs.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = FailedRun.objects.waiting(now=timezone.now()).select_related("page")[:MAX_SHOWN]
        return {
            "heading": _("Could not be published or ended as planned"),
            "failed_runs": [one for one in waiting if one.page.permissions_for_user(user).can_publish()],
        }
