"""Migrations and streams: a new block needs none, and what a data migration saves stays whole."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation
from wagtail import blocks
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import (
    RenameStreamChildrenOperation,
    RenameStructChildrenOperation,
)

from cms.blocks.body import body_blocks
from cms.blocks.stored import StoredStreamField
from cms.home.sites import StartedSite
from cms.news.models import NewsPage
from tests.factories.pages import NewsPageFactory

HEADING = {"type": "heading", "value": {"text": "Titel", "level": "2"}, "id": "one"}
#: Of a block that the code does not have any more.
GONE = {"type": "gone", "value": {"text": "Bleibt"}, "id": "two"}


@pytest.fixture(scope="module")
def state() -> ProjectState:
    """The models as the migrations leave them."""
    return MigrationLoader(None, ignore_no_migrations=True).project_state()


def changes(state: ProjectState, body: Any) -> dict[str, Any]:
    """Return the migrations that are due when articles have this body."""
    # As `makemigrations` does.
    with translation.override(None):
        code = ProjectState.from_apps(apps)
        code.models["news", "newspage"].fields["body"] = body
        found: dict[str, Any] = MigrationAutodetector(state, code).changes(graph=MigrationLoader(None).graph)
    return found


@pytest.mark.once
def test_a_new_block_needs_no_migration(state: ProjectState) -> None:
    own = NewsPage._meta.get_field("body")
    options = {"blank": True, "verbose_name": own.verbose_name, "help_text": own.help_text}
    more = [*body_blocks(), ("figure", blocks.StructBlock([("number", blocks.CharBlock())]))]
    assert changes(state, StoredStreamField(more, **options)) == {}
    assert list(changes(state, StoredStreamField(more, **{**options, "blank": False}))) == ["news"]


@pytest.mark.once
def test_a_copy_of_a_field_has_its_blocks() -> None:
    field = StoredStreamField([("text", blocks.CharBlock())], blank=True, max_num=1)
    copied = field.clone().stream_block
    assert list(copied.child_blocks) == ["text"]
    assert (copied.meta.max_num, copied.meta.required) == (1, False)


@pytest.mark.once
def test_a_field_without_blocks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    own = NewsPage._meta.get_field("body")
    monkeypatch.setattr(own, "is_historical", True)
    monkeypatch.delitem(vars(own), "stream_block", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"news\.NewsPage\.body"):
        own.check()


def test_what_a_data_migration_saves_stays_whole(site: StartedSite, state: ProjectState) -> None:
    page = NewsPageFactory(title="Alt")
    with connection.cursor() as cursor:
        stored = json.dumps([HEADING, GONE])
        cursor.execute("UPDATE news_newspage SET body = %s WHERE page_ptr_id = %s", [stored, page.pk])
    page.latest_revision.content = {**page.latest_revision.content, "body": stored}
    page.latest_revision.save(update_fields=["content"])

    historical: Any = state.apps.get_model("news", "NewsPage")
    old = historical.objects.get(pk=page.pk)
    assert old.body[0].value["text"] == "Titel"
    old.save()
    renamed = [(RenameStreamChildrenOperation(old_name="gone", new_name="quote"), "")]
    MigrateStreamData("news", "NewsPage", "body", renamed).code(state.apps, None)
    page.refresh_from_db()
    assert [(block.block_type, block.id, block.value["text"]) for block in page.body] == [
        ("heading", "one", "Titel"),
        ("quote", "two", "Bleibt"),
    ]
    page.latest_revision.refresh_from_db()
    assert json.loads(page.latest_revision.content["body"])[1] == {**GONE, "type": "quote"}


def test_a_data_migration_saves_an_older_block_as_it_is(site: StartedSite, state: ProjectState) -> None:
    """Or the next one, which renames a part of it, would find the empty part of today's block."""
    page = NewsPageFactory(title="Alt")
    older = {"type": "heading", "value": {"words": "Titel", "level": "2"}, "id": "one"}
    with connection.cursor() as cursor:
        stored = json.dumps([older])
        cursor.execute("UPDATE news_newspage SET body = %s WHERE page_ptr_id = %s", [stored, page.pk])

    state.apps.get_model("news", "NewsPage").objects.get(pk=page.pk).save()
    renamed = [(RenameStructChildrenOperation(old_name="words", new_name="text"), "heading")]
    MigrateStreamData("news", "NewsPage", "body", renamed).code(state.apps, None)
    page.refresh_from_db()
    assert page.body[0].value["text"] == "Titel"
