"""What `start_site` makes, and what it leaves as somebody has made it."""

import pytest
from wagtail.models import Task, Workflow

from cms.home.sites import start_site


@pytest.mark.django_db
def test_the_workflow_has_a_name_that_editors_read_in_both_languages() -> None:
    """It stands on the button that hands a page in."""
    start_site()
    assert [one.name for one in (*Workflow.objects.all(), *Task.objects.all())] == ["Moderation"] * 2
    Workflow.objects.update(name="Vier Augen")
    assert start_site().made == []
    assert Workflow.objects.get().name == "Vier Augen"
