"""The failed tasks in the admin: read, begun again, marked as seen."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from .descriptions import description_of, details_of, reason_for
from .failures import PERMISSION, failures, mark_seen, run_again

PER_PAGE = 50


@require_safe
@permission_required(PERMISSION)
def failed_tasks(request: HttpRequest) -> HttpResponse:
    """List the tasks that failed for good, the latest first."""
    page = Paginator(failures(), PER_PAGE).get_page(request.GET.get("p"))
    rows = [
        {
            "task": task,
            "description": description_of(task),
            "reason": reason_for(task),
            "details": details_of(task),
            "seen": getattr(task, "seen", None),
        }
        for task in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
    }
    return render(request, "tasks/failed_tasks.html", context)


@require_POST
@permission_required(PERMISSION)
def begin_again(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Let a worker run a failed task again."""
    if run_again(task_id):
        messages.success(request, _("The task is done again in a moment."))
    else:
        messages.warning(request, _("This task is not among the failed ones any more."))
    return redirect("tasks:failed")


@require_POST
@permission_required(PERMISSION)
def note_seen(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Mark a failure as seen."""
    if not mark_seen(task_id, request.user):
        messages.warning(request, _("This task is not among the failed ones any more."))
    return redirect("tasks:failed")
