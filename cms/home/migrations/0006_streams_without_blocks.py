"""Migrations name the blocks of streams no longer, so that a new block needs none. No table changes."""

from django.db import migrations

import cms.blocks.stored


class Migration(migrations.Migration):
    dependencies = [
        ('home', '0005_aliases_have_no_role'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='homepage',
                    name='body',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='What follows below the top of the page, block by block.', verbose_name='body'),
                ),
                migrations.AlterField(
                    model_name='homepage',
                    name='call_to_action',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='The one button at the top, such as “Become a member”.', verbose_name='call to action'),
                ),
                migrations.AlterField(
                    model_name='standardpage',
                    name='body',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='The content of the page, block by block: headings, paragraphs, pictures and more.', verbose_name='body'),
                ),
                migrations.AlterField(
                    model_name='standardpage',
                    name='contacts',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='Whom readers can turn to.', verbose_name='contacts'),
                ),
            ]
        )
    ]
