"""News get tags of their own, whose slugs are ASCII: ü is ue.

Tags keep their ids, so that articles and their revisions, published or not, keep their tags.
"""

import django.db.models.deletion
import modelcluster.contrib.taggit
from django.core.management.color import no_style
from django.db import migrations, models

from cms.foundation.slugs import slug_from


def copy_tags(apps, schema_editor):
    using = schema_editor.connection.alias
    tags = apps.get_model("news", "Tag").objects.using(using)
    used = set(apps.get_model("news", "NewsTag").objects.using(using).values_list("tag_id", flat=True))
    revisions = apps.get_model("wagtailcore", "Revision").objects.using(using)
    articles = revisions.filter(content_type__app_label="news", content_type__model="newspage")
    for content in articles.values_list("content", flat=True).iterator():
        used |= {item.get("tag") for item in content.get("tagged_items", ())}
    taken = set()
    for old in apps.get_model("taggit", "Tag").objects.using(using).order_by("pk"):
        if old.pk in used:
            first = slug = slug_from(old.name, max_length=90) or old.slug
            number = 1
            while slug in taken:
                slug, number = f"{first}-{number}", number + 1
            taken.add(slug)
            tags.create(pk=old.pk, name=old.name, slug=slug)
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [tags.model]):
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0001_news_and_categories'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
            },
        ),
        migrations.RunPython(copy_tags, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='newspage',
            name='tags',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='Words readers may search by, separated by commas.', through='news.NewsTag', to='news.Tag', verbose_name='tags'),
        ),
        migrations.AlterField(
            model_name='newstag',
            name='tag',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='news_items', to='news.tag'),
        ),
    ]
