"""The field of a picture is called what it is; its column stays `ready`. No table changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media", "0003_one_tag_of_each_word")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("cmsimage", "ready", "rendition_manifest"),
                migrations.AlterField(
                    "cmsimage",
                    "rendition_manifest",
                    models.JSONField(blank=True, db_column="ready", default=dict, editable=False),
                ),
            ]
        )
    ]
