"""What `start_site` makes, and what it leaves as somebody has made it."""

import pytest
from wagtail.models import Collection, Page, Task, Workflow

from cms.home.sites import start_site


@pytest.mark.django_db
def test_the_workflow_has_a_name_that_editors_read_in_both_languages() -> None:
    """It stands on the button that hands a page in."""
    start_site()
    assert [one.name for one in (*Workflow.objects.all(), *Task.objects.all())] == ["Moderation"] * 2
    Workflow.objects.update(name="Vier Augen")
    assert start_site().made == []
    assert Workflow.objects.get().name == "Vier Augen"


@pytest.mark.django_db
def test_the_uppermost_page_and_collection_have_names_in_the_language_of_the_site() -> None:
    start_site(languages=["de", "en"])
    assert Page.get_first_root_node().title == "Alle Seiten"
    assert Collection.get_first_root_node().name == "Allgemein"
    Page.objects.filter(depth=1).update(title="Alles")
    assert start_site(languages=["de", "en"]).made == []
    assert Page.get_first_root_node().title == "Alles"


@pytest.mark.django_db
def test_an_english_site_keeps_the_english_names() -> None:
    start_site(languages=["en"])
    assert Page.get_first_root_node().title == "Root"
