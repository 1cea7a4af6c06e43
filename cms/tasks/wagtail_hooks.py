"""Where the admin tells of failed tasks: among the reports, and on its first page."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from .failures import PERMISSION, unseen_count


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("failed-tasks/", include("cms.tasks.urls"))]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    app_label, codename = PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)


class FailedTasksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return FailedTasksMenuItem(
        _("Failed tasks"), reverse("tasks:failed"), name="failed-tasks", icon_name="warning", order=1500
    )


class FailedTasksPanel(Component):
    """Says on the admin's first page that something was not done."""

    name = "failed_tasks"
    template_name = "tasks/failed_tasks_panel.html"
    order = 50

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": self.count}


@hooks.register("construct_homepage_panels")
def first_page(request: HttpRequest, panels: list[Component]) -> None:
    count = unseen_count() if request.user.has_perm(PERMISSION) else 0
    if count:
        panels.append(FailedTasksPanel(count))
