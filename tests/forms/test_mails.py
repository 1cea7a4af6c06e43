"""The mail about a submission: after it is stored, and never at its cost."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cms.forms.models import Submission
from cms.forms.submitting import check, store
from cms.forms.tasks import PAUSES, send_mail_task
from cms.home.sites import StartedSite
from cms.tasks.failures import run_again
from tests.factories.pages import FormPageFactory
from tests.tasks.working import work_off

FIELDS = [
    ("Name", "singleline"),
    ("E-Mail", "email"),
    ("Tag", "date"),
    ("Wann", "datetime"),
    {"label": "Farben", "field_type": "checkboxes", "choices": "Rot, Blau"},
    ("Einverstanden", "checkbox"),
]
VALUES = [
    ("name", "Ada\nBcc: x@böse.example"),
    ("e_mail", "ada@verein.example"),
    ("tag", "2026-02-03"),
    ("wann", "2026-07-04T18:30"),
    ("farben", "Rot"),
    ("farben", "Blau"),
    ("einverstanden", "on"),
]


class Refusing(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"empfang@verein.example": (550, b"no such user")})


def send(page: Any, number: int = 1) -> bool:
    checked = check(page, VALUES, has_consented=True, language="de")
    assert checked.problems == []
    return store(page, f"submission-{number}", checked.values, has_consented=True)


@pytest.fixture
def page(site: StartedSite) -> Any:
    return FormPageFactory(
        title="Kontakt",
        fields=FIELDS,
        consent="<p>Ich stimme zu.</p>",
        to_address="empfang@verein.example, zwei@verein.example",
    )


def test_the_mail_says_what_was_sent_and_where_to_answer(page: Any) -> None:
    assert send(page)
    message = mail.outbox[0]
    assert message.to == ["empfang@verein.example", "zwei@verein.example"]
    assert message.subject == "Kontakt"
    assert message.reply_to == ["ada@verein.example"]
    assert message.extra_headers.keys() == {"Auto-Submitted", "Message-ID"}
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.body == (
        "Name: Ada\nBcc: x@böse.example\n"
        "E-Mail: ada@verein.example\n"
        "Tag: 03.02.2026\n"
        "Wann: 04.07.2026 18:30\n"
        "Farben: Rot, Blau\n"
        "Einverstanden: ja\n"
        "Zugestimmt: Ich stimme zu.\n"
        "\n"
        f"Alle Einsendungen: http://localhost:8000/admin/forms/submissions/{page.pk}/\n"
    )


def test_the_editors_subject_is_taken(page: Any) -> None:
    page.subject = "Neue Anfrage"
    page.save()
    send(page)
    assert mail.outbox[0].subject == "Neue Anfrage"


def test_what_is_sent_twice_is_mailed_once(page: Any) -> None:
    assert send(page)
    assert not send(page)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("backend", ["django.core.mail.backends.dummy.EmailBackend", None])
def test_nobody_to_tell(page: Any, settings: Settings, backend: str | None) -> None:
    if backend:
        settings.EMAIL_BACKEND = backend
    else:
        page.to_address = ""
        page.save()
    assert send(page)
    assert mail.outbox == []


def test_a_mail_server_that_fails_loses_nothing(
    page: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.forms.test_mails.Refusing"
    with caplog.at_level(logging.ERROR, "cms.forms"):
        assert send(page)
    assert Submission.objects.count() == 1
    assert "could not be mailed (SMTPRecipientsRefused)" in caplog.text
    assert "verein.example" not in caplog.text


@pytest.fixture
def worked_off(settings: Settings) -> None:
    """Tasks wait for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_the_mail_is_noted_with_the_submission_or_not_at_all(page: Any, worked_off: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        send(page)
        raise RuntimeError
    assert not Submission.objects.exists()
    assert not DBTaskResult.objects.filter(task_path__endswith="send_mail_task").exists()
    send(page)
    task = DBTaskResult.objects.get(task_path__endswith="send_mail_task")
    assert task.args_kwargs == {"args": [Submission.objects.get().pk], "kwargs": {}}
    assert mail.outbox == []


def test_a_failed_mail_is_tried_again_a_few_times(page: Any, settings: Settings, worked_off: None) -> None:
    settings.EMAIL_BACKEND = "tests.forms.test_mails.Refusing"
    DBTaskResult.objects.all().delete()
    send(page)
    (task,) = DBTaskResult.objects.filter(task_path__endswith="send_mail_task")
    for pause in PAUSES:
        work_off()
        task.refresh_from_db()
        assert task.status == "READY"
        assert abs(task.run_after - timezone.now() - pause) < timedelta(seconds=30)
        DBTaskResult.objects.filter(pk=task.pk).update(run_after=timezone.now())
    work_off()
    task.refresh_from_db()
    assert (task.status, task.exception_class_path) == ("FAILED", "cms.forms.tasks.MailNotSent")
    assert "verein.example" not in task.traceback
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run_again(task.pk)
    work_off()
    assert len(mail.outbox) == 1


def test_a_mail_that_is_sent_again_is_the_same_mail(page: Any) -> None:
    send(page)
    send_mail_task.call(Submission.objects.get().pk)
    send(page, 2)
    first, again, other = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == again != other


def test_a_submission_that_was_deleted_meanwhile_is_not_mailed(page: Any) -> None:
    assert send_mail_task.call(999_999) is False
    assert mail.outbox == []
