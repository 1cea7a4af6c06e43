"""Failed tasks: shown to administrators with their reason, begun again, and kept until they were seen."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

import cms.forms.tasks
import cms.foundation.search.tasks
import cms.media.tasks
from cms.home.sites import StartedSite
from cms.tasks.descriptions import TASKS

from .working import broken_task, note_task, told, work_off

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/failed-tasks/"


@pytest.fixture
def failed(settings: Settings, site: StartedSite) -> DBTaskResult:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DBTaskResult.objects.all().delete()
    broken_task.enqueue()
    work_off()
    return DBTaskResult.objects.get()


def test_an_administrator_is_told_what_failed_and_why(admin_client: Client, failed: DBTaskResult) -> None:
    DBTaskResult.objects.update(
        task_path="cms.forms.tasks.send_mail_task",
        exception_class_path="cms.forms.tasks.MailNotSent",
        args_kwargs={"args": [7], "kwargs": {}},
    )
    german = {"Accept-Language": "de"}
    first = admin_client.get("/admin/", headers=german).content.decode()
    assert "1 Aufgabe konnte im Hintergrund nicht erledigt werden." in first
    assert ADDRESS in first
    page = admin_client.get(ADDRESS, headers=german).content.decode()
    assert "Die E-Mail zu einer Formular-Einsendung senden" in page
    assert "Der Mail-Server hat die E-Mail nicht angenommen." in page
    assert "ValueError: it broke" in page


def test_a_failed_task_is_run_again(admin_client: Client, failed: DBTaskResult) -> None:
    note_task.enqueue(3)
    work_off()
    DBTaskResult.objects.filter(pk=failed.pk).update(
        task_path=note_task.module_path, args_kwargs={"args": [5], "kwargs": {}}
    )
    admin_client.post(f"{ADDRESS}{failed.pk}/seen/")
    told.reset_mock()
    assert admin_client.post(f"{ADDRESS}{failed.pk}/run-again/").status_code == 302
    work_off()
    told.assert_called_once_with(5)
    failed.refresh_from_db()
    assert (failed.status, failed.traceback) == ("SUCCESSFUL", "")
    admin_client.post(f"{ADDRESS}{failed.pk}/run-again/")
    failed.refresh_from_db()
    assert failed.status == "SUCCESSFUL"


def test_nobody_else_reads_or_runs_them(client: Client, failed: DBTaskResult, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("e", "e@verein.example", "not easy to guess")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert "failed-tasks" not in client.get("/admin/").content.decode()
    assert client.get(ADDRESS).status_code == 302
    client.post(f"{ADDRESS}{failed.pk}/run-again/")
    client.post(f"{ADDRESS}{failed.pk}/seen/")
    failed.refresh_from_db()
    assert failed.status == "FAILED"
    assert not hasattr(failed, "seen")


@pytest.mark.parametrize(
    ("days", "is_seen", "is_kept"),
    [(20, False, True), (20, True, False), (31, False, False), (1, True, True)],
)
def test_a_failure_stays_until_it_was_seen_or_is_old(
    admin_client: Client, failed: DBTaskResult, days: int, is_seen: bool, is_kept: bool
) -> None:
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=days))
    if is_seen:
        admin_client.post(f"{ADDRESS}{failed.pk}/seen/")
    call_command("prune_db_task_results", verbosity=0)
    assert DBTaskResult.objects.filter(pk=failed.pk).exists() is is_kept


def test_a_failure_that_nobody_saw_outlives_every_option(failed: DBTaskResult) -> None:
    call_command("prune_db_task_results", min_age_days=0, failed_min_age_days=0, verbosity=0)
    assert DBTaskResult.objects.filter(pk=failed.pk).exists()


def test_every_task_of_ours_has_a_description() -> None:
    modules = (cms.forms.tasks, cms.foundation.search.tasks, cms.media.tasks)
    paths = {one.module_path for module in modules for one in vars(module).values() if isinstance(one, Task)}
    assert len(paths) >= 4
    assert paths <= TASKS.keys()


@pytest.mark.parametrize("path", TASKS)
def test_a_task_that_was_queued_by_another_release_is_found(path: str) -> None:
    """A queue holds dotted names; during an update servers and workers of two releases share it."""
    found = import_string(path)
    assert isinstance(found, Task) and found.module_path == path
