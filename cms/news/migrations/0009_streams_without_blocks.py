"""Migrations name the blocks of streams no longer, so that a new block needs none. No table changes."""

from django.db import migrations

import cms.blocks.stored


class Migration(migrations.Migration):
    dependencies = [
        ('news', '0008_complete_lists'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='newspage',
                    name='body',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='The text of the article, block by block: headings, paragraphs, quotations and more.', verbose_name='body'),
                ),
                migrations.AlterField(
                    model_name='newspage',
                    name='contacts',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='Whom readers and the press can turn to.', verbose_name='contacts'),
                ),
            ]
        )
    ]
