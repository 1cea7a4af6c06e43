"""Lists in stream fields whose items have no ids: an editor could not save what a program had written."""

from typing import Any

from django.db import migrations

from cms.blocks.stored import complete_stored_streams


def complete(apps: Any, schema_editor: Any) -> None:
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for name in ("MemberPage",):
        model = apps.get_model("members", name)
        complete_stored_streams(
            model,
            revisions.filter(content_type__app_label="members", content_type__model=name.lower()),
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0006_keys_of_competences_are_unique"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop, elidable=True)]
