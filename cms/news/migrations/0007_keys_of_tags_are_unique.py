"""Apart from the migration that fills them: PostgreSQL changes no table with rows that it has yet to check."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0006_one_tag_of_each_word")]

    operations = [
        migrations.AlterField(
            model_name="tag",
            name="key",
            field=models.CharField(editable=False, max_length=300, unique=True),
        ),
    ]
