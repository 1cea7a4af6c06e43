"""A filter that cannot be read is an error above the list, not a list without a filter."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.admin.filters import DateRangePickerWidget

from cms.home.models import HomePage
from cms.home.sites import StartedSite

from .screens import Content, screens

pytestmark = pytest.mark.once


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@verein.example", "x"))
    return client


def test_no_list_takes_a_date_that_it_cannot_read_for_no_filter(admin: Client) -> None:
    content = Content()
    content.grow(1)
    tried = []
    for name, address in screens(content).items():
        filters = (admin.get(address).context or {}).get("filters")
        for field in filters.form if filters else ():
            if isinstance(field.field.widget, DateRangePickerWidget):
                tried.append((name, field.name))
                sign = "&" if "?" in address else "?"
                answer = admin.get(f"{address}{sign}{field.name}_from=32.13.2026")
                said = answer.content.decode()
                assert "ein Filter nicht gelesen werden kann" in said and f"{field.label}: " in said, tried[
                    -1
                ]
                assert not answer.context["object_list"], tried[-1]
    assert len({name for name, _ in tried}) > 9, tried


def test_an_export_of_such_a_list_is_empty(admin: Client) -> None:
    address = reverse("wagtailadmin_reports:site_history")
    HomePage.objects.earliest("path").save_revision(log_action=True)
    rows = [
        len(
            b"".join(admin.get(f"{address}?export=csv&timestamp_from={typed}").streaming_content).splitlines()
        )
        for typed in ("01.01.2020", "32.13.2026")
    ]
    assert rows[0] > rows[1] == 1
