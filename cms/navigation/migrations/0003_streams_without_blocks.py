"""Migrations name the blocks of streams no longer, so that a new block needs none. No table changes."""

from django.db import migrations

import cms.blocks.stored


class Migration(migrations.Migration):
    dependencies = [
        ('navigation', '0002_complete_lists'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='menu',
                    name='items',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='From left to right or top to bottom. Each entry can have subentries.', verbose_name='entries'),
                ),
                migrations.AlterField(
                    model_name='sitesettings',
                    name='social_links',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='Profiles of the association.', verbose_name='social networks'),
                ),
            ]
        )
    ]
