"""Below the admin's address."""

from django.urls import path

from . import views

app_name = "tasks"
urlpatterns = [
    path("", views.failed_tasks, name="failed"),
    path("<uuid:task_id>/run-again/", views.begin_again, name="run_again"),
    path("<uuid:task_id>/seen/", views.note_seen, name="mark_seen"),
]
