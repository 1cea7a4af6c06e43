"""A page's workflow, which the editor asks for many times: read once a request."""

from typing import Any

from wagtail.models import Page, WorkflowPage, WorkflowState

from .kept_rows import once


class KnowsItsWorkflow:
    """Says what Wagtail says of a page's workflow, in fewer statements."""

    pk: Any
    path: str

    @property
    def current_workflow_state(self) -> Any:
        return once(("workflow state", self.pk), lambda: Page.current_workflow_state.fget(self))

    @property
    def workflow_in_progress(self) -> bool:
        state = self.current_workflow_state
        return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_workflow(self) -> Any:
        """Return the active workflow of the page, or of the nearest page above that has one."""
        return once(("workflow", self.pk), lambda: _workflow_at(self.path))


def _workflow_at(path: str) -> Any:
    places = [path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)]
    rows = WorkflowPage.objects.filter(page__path__in=places, workflow__active=True)
    nearest = rows.select_related("workflow").order_by("-page__path").first()
    return nearest and nearest.workflow
