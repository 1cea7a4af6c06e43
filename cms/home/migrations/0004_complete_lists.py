"""Lists in stream fields whose items have no ids: an editor could not save what a program had written."""

from typing import Any

from django.db import migrations

from cms.blocks.stored import complete_stored_streams


def complete(apps: Any, schema_editor: Any) -> None:
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for name in ("HomePage", "StandardPage"):
        model = apps.get_model("home", name)
        complete_stored_streams(
            model,
            revisions.filter(content_type__app_label="home", content_type__model=name.lower()),
        )


class Migration(migrations.Migration):
    dependencies = [("home", "0003_heading_words_first"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop, elidable=True)]
