"""The articles of a tag, of a member, of a category in the order of their numbers: for related articles."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0003_search_text")]

    operations = [
        migrations.AddIndex(
            model_name="newstag",
            index=models.Index(fields=["tag", "content_object"], name="news_of_a_tag"),
        ),
        migrations.AddIndex(
            model_name="newsmember",
            index=models.Index(fields=["member", "page"], name="news_of_a_member"),
        ),
        # The table between has no model of its own that could name it.
        migrations.RunSQL(
            "CREATE INDEX news_of_a_category ON news_newspage_categories (category_id, newspage_id)",
            "DROP INDEX news_of_a_category",
        ),
    ]
