"""Tags that differ in case or in the spelling of umlauts alone are one."""

from django.db import migrations, models

from cms.foundation.term_merging import merge_spellings


def merge(apps, schema_editor):
    using = schema_editor.connection.alias
    revisions = apps.get_model("wagtailcore", "Revision").objects.using(using)
    merge_spellings(
        apps.get_model("news", "Tag").objects.using(using),
        apps.get_model("news", "NewsTag").objects.using(using),
        revisions.filter(content_type__app_label="news", content_type__model="newspage"),
        "tagged_items",
    )


class Migration(migrations.Migration):
    dependencies = [("news", "0005_heading_words_first"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.AddField(
            model_name="tag",
            name="key",
            field=models.CharField(editable=False, max_length=300, null=True),
        ),
        migrations.RunPython(merge, migrations.RunPython.noop),
    ]
