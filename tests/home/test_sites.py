"""What `start_site` makes, and what it leaves as somebody has made it."""

import pytest
from django.contrib.auth.models import Group
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
def test_groups_and_the_uppermost_page_have_names_in_the_language_of_the_site() -> None:
    start_site(languages=["de", "en"])
    assert {group.name for group in Group.objects.all()} == {"Redaktion", "Moderation"}
    assert Page.get_first_root_node().title == "Alle Seiten"
    assert Collection.get_first_root_node().name == "Allgemein"
    assert Group.objects.get(name="Moderation").permissions.filter(codename="add_menu").exists()
    Group.objects.filter(name="Redaktion").update(name="Schreibende")
    assert start_site(languages=["de", "en"]).made == ["group Redaktion"], "nobody's group gets rights by it"


@pytest.mark.django_db
def test_a_group_that_somebody_made_keeps_its_rights() -> None:
    theirs = Group.objects.create(name="Redaktion")
    start_site(languages=["de"])
    assert not theirs.permissions.exists()
    assert Group.objects.get(name="Editors").permissions.filter(codename="add_category").exists()


@pytest.mark.django_db
def test_an_english_site_keeps_the_english_names() -> None:
    start_site(languages=["en"])
    assert {group.name for group in Group.objects.all()} == {"Editors", "Moderators"}
    assert Page.get_first_root_node().title == "Root"
