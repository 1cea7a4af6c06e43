"""Migrations name the blocks of streams no longer, so that a new block needs none. No table changes."""

from django.db import migrations

import cms.blocks.stored


class Migration(migrations.Migration):
    dependencies = [
        ('members', '0007_complete_lists'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='memberpage',
                    name='body',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='What visitors should know about this member, block by block.', verbose_name='body'),
                ),
                migrations.AlterField(
                    model_name='memberpage',
                    name='contacts',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='People to turn to.', verbose_name='contacts'),
                ),
                migrations.AlterField(
                    model_name='memberpage',
                    name='social_links',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='Profiles of this member.', verbose_name='social networks'),
                ),
            ]
        )
    ]
