"""What was sent, in the admin: seen, exported and deleted by those who may read it."""

import csv
import io
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings
from wagtail.models import GroupPagePermission, ReferenceIndex

from cms.forms.models import Submission
from cms.forms.submitting import check, store
from cms.home.sites import StartedSite
from tests.factories.pages import FormPageFactory, StandardPageFactory

FORMULA = '=HYPERLINK("https://böse.example")'


def send(page: Any, name: str, number: int = 1) -> Submission:
    checked = check(page, [("name", name), ("nachricht", "Guten Tag")], has_consented=True, language="de")
    assert not checked.problems
    assert store(page, f"submission-{number}", checked.values, has_consented=True)
    return Submission.objects.get(submission_id=f"submission-{number}", page=page)


@pytest.fixture
def page(site: StartedSite) -> Any:
    return FormPageFactory(title="Kontakt", consent="<p>Ich stimme zu.</p>")


@pytest.fixture
def editor(page: Any, client: Client) -> Client:
    """Somebody who may edit this form, read what it received, and nothing else."""
    user = User.objects.create_user("ada", password="x")
    group = Group.objects.create(name="Empfang")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    group.permissions.add(reading())
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page_id=page.pk, permission=_page_permission(codename)
        )
    user.groups.add(group)
    client.force_login(user)
    return client


def reading() -> Any:
    return Permission.objects.get(content_type__app_label="forms", codename="read_submission")


def _page_permission(codename: str) -> Any:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


def listed(page: Any, **query: str) -> tuple[str, dict[str, str]]:
    return reverse("wagtailforms:list_submissions", args=(page.pk,)), query


def test_dates_and_ticks_are_listed_as_people_write_them(site: StartedSite, admin_client: Client) -> None:
    fields = [("Tag", "date"), ("Wann", "datetime"), ("Newsletter", "checkbox"), ("Wort", "singleline")]
    page: Any = FormPageFactory(fields=fields)
    sent = {
        "tag": "2026-03-05",
        "wann": "2026-03-05T12:30:00+00:00",
        "newsletter": True,
        "wort": "2026-03-06",
    }
    for number, values in enumerate((sent, sent | {"tag": "am Mittwoch"})):
        submission = Submission.objects.create(page=page, submission_id=f"{number}", form_data=values)
        submission.submit_time = datetime(2026, 3, 4, 23, 30 + number, tzinfo=UTC)
        submission.save()
    shown = admin_client.get(*listed(page), headers={"accept-language": "de"})
    rows = [row["fields"] for row in shown.context["data_rows"]]
    rest = ["05.03.2026 13:30", "ja", "2026-03-06"]
    assert [row[1:] for row in rows] == [["am Mittwoch", *rest], ["05.03.2026", *rest]]
    assert [row[0] for row in rows] == ["05.03.2026 00:31", "05.03.2026 00:30"]


def test_submissions_are_listed_with_what_was_agreed_to(editor: Client, page: Any) -> None:
    send(page, "Ada <b>Beispiel</b>")
    shown = editor.get(*listed(page)).content.decode()
    for text in ("Ada &lt;b&gt;Beispiel&lt;/b&gt;", "Guten Tag", "Ich stimme zu.", "Zugestimmt"):
        assert text in shown
    assert "Kontakt" in editor.get(reverse("wagtailforms:index")).content.decode()
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert reverse("wagtailforms:list_submissions", args=(page.pk,)) in edit


def test_csv_holds_everything_and_runs_nothing(editor: Client, page: Any) -> None:
    send(page, FORMULA)
    send(page, "+49 341 555", 2)
    response = editor.get(*listed(page, export="csv"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Name"] for row in rows] == [f"'{FORMULA}", "'+49 341 555"]
    assert rows[0]["Nachricht"] == "Guten Tag"
    assert rows[0]["Zugestimmt"] == "Ich stimme zu."


def test_xlsx_holds_texts_alone(editor: Client, page: Any) -> None:
    send(page, FORMULA + "\x01")
    response = editor.get(*listed(page, export="xlsx"))
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    cell = book.active.cell(2, 2)
    assert (cell.value, cell.data_type) == (FORMULA, "s")
    book.close()


def test_others_see_nothing(editor: Client, page: Any) -> None:
    other = FormPageFactory(title="Geheim")
    send(other, "Geheim")
    urls = [listed(other), listed(other, export="csv"), listed(other, export="xlsx")]
    for url, query in urls:
        response = editor.get(url, query)
        assert response.status_code == 302
        assert "Geheim" not in response.content.decode()
    delete = reverse("wagtailforms:delete_submissions", args=(other.pk,))
    editor.post(f"{delete}?selected-submissions={Submission.objects.get().pk}")
    assert Submission.objects.exists()
    assert "Geheim" not in editor.get(reverse("wagtailforms:index")).content.decode()
    editor.logout()
    assert editor.get(*urls[0])["Location"].startswith("/admin/login/")


def test_who_may_only_edit_the_form_reads_nothing(editor: Client, page: Any) -> None:
    submission = send(page, "Vertraulich")
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert 'name="to_address"' in editor.get(edit).content.decode()
    Group.objects.get(name="Empfang").permissions.remove(reading())
    for query in ({}, {"export": "csv"}, {"export": "xlsx"}):
        response = editor.get(*listed(page, **query))
        assert response.status_code == 302
    delete = reverse("wagtailforms:delete_submissions", args=(page.pk,))
    for response in (editor.get(delete), editor.post(f"{delete}?selected-submissions={submission.pk}")):
        assert response.status_code == 302
    assert Submission.objects.exists()
    assert "Kontakt" not in editor.get(reverse("wagtailforms:index")).content.decode()
    shown = editor.get(edit)
    assert shown.status_code == 200
    # Neither how many there are, nor who gets mails of them.
    for hidden in (listed(page)[0], 'name="to_address"', 'name="delete_after_days"'):
        assert hidden not in shown.content.decode()
    assert reverse("wagtailforms:index") not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_moderators_read_and_groups_are_asked_whether_they_may(
    site: StartedSite, admin_client: Client
) -> None:
    names = {group.name for group in Group.objects.filter(permissions=reading())}
    assert names == {"Moderators"}
    group = Group.objects.get(name="Editors")
    shown = admin_client.get(reverse("wagtailusers_groups:edit", args=(group.pk,))).content.decode()
    assert f'value="{reading().pk}"' in shown
    assert "Kann Eingesandtes lesen, herunterladen und löschen" in shown


def test_groups_that_could_read_before_may_go_on(editor: Client, page: Any) -> None:
    migration = import_module("cms.forms.migrations.0004_read_submissions")
    Group.objects.get(name="Empfang").permissions.remove(reading())
    Group.objects.create(name="Bilder")
    migration.give_to_who_could(apps, None)
    with_it = {group.name for group in Group.objects.filter(permissions=reading())}
    assert {"Empfang", "Editors", "Moderators"} <= with_it
    assert "Bilder" not in with_it
    send(page, "Ada")
    assert editor.get(*listed(page)).status_code == 200


def test_a_submission_is_deleted_in_the_admin(editor: Client, page: Any) -> None:
    first, second = send(page, "Ada"), send(page, "Eve", 2)
    url = reverse("wagtailforms:delete_submissions", args=(page.pk,))
    assert editor.get(f"{url}?selected-submissions={first.pk}").status_code == 200
    assert editor.post(f"{url}?selected-submissions={first.pk}").status_code == 302
    assert list(Submission.objects.all()) == [second]


def test_deleting_a_form_says_what_goes_with_it(site: StartedSite, client: Client) -> None:
    parent = StandardPageFactory()
    page = FormPageFactory(parent=parent)
    for number in range(2):
        send(page, "Ada", number)
    client.force_login(User.objects.create_superuser("admin"))
    url = reverse("wagtailadmin_pages:delete", args=(parent.pk,))
    assert "2 Einsendungen von Formularen werden mitgelöscht" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    assert not Submission.objects.exists()
    other = reverse("wagtailadmin_pages:delete", args=(StandardPageFactory().pk,))
    assert "mitgelöscht" not in client.get(other).content.decode()


def test_a_submission_is_used_nowhere_and_says_nothing_in_logs(page: Any) -> None:
    submission = send(page, "Geheim")
    assert "Geheim" not in f"{submission} {submission!r}"
    assert not ReferenceIndex.objects.filter(
        object_id=str(submission.pk), base_content_type__model="submission"
    )


def test_it_holds_no_address_and_no_user() -> None:
    assert {field.name for field in Submission._meta.fields} == {
        "id",
        "form_data",
        "page",
        "submit_time",
        "submission_id",
        "consent_text",
    }


@pytest.mark.parametrize(
    ("own_days", "general_days", "kept"),
    [(None, 0, {1, 10, 100}), (None, 30, {1, 10}), (5, 30, {1}), (50, 0, {1, 10}), (365, 30, {1, 10, 100})],
)
def test_submissions_are_kept_as_long_as_the_form_says(
    page: Any, settings: Settings, own_days: int | None, general_days: int, kept: set[int]
) -> None:
    settings.CMS_FORM_SUBMISSION_DAYS = general_days
    page.delete_after_days = own_days
    page.save()
    for age in (1, 10, 100):
        submission = send(page, "Ada", age)
        Submission.objects.filter(pk=submission.pk).update(submit_time=timezone.now() - timedelta(days=age))
    said = io.StringIO()
    call_command("prune_form_submissions", "--dry-run", stdout=said)
    assert said.getvalue().endswith(f"{3 - len(kept)} submissions would be deleted.\n")
    assert Submission.objects.count() == 3
    call_command("prune_form_submissions", stdout=io.StringIO())
    ids = set(Submission.objects.values_list("submission_id", flat=True))
    assert ids == {f"submission-{age}" for age in kept}


def test_exports_say_the_time_of_the_admin_and_show_umlauts(editor: Client, page: Any) -> None:
    send(page, "Käthe")
    Submission.objects.update(submit_time=datetime(2026, 7, 11, 22, 17, 5, 123, tzinfo=UTC))
    answer = editor.get(*listed(page, export="csv"))
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert data.startswith("\ufeff".encode()) and "2026-07-12 00:17:05," in data.decode()
    answer = editor.get(*listed(page, export="xlsx"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert datetime(2026, 7, 12, 0, 17, 5) in [cell.value for cell in book.active[2]]
    book.close()
