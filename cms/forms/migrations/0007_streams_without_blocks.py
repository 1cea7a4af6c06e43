"""Migrations name the blocks of streams no longer, so that a new block needs none. No table changes."""

from django.db import migrations

import cms.blocks.stored


class Migration(migrations.Migration):
    dependencies = [
        ('forms', '0006_aliases_are_no_contact_page'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='formpage',
                    name='body',
                    field=cms.blocks.stored.StoredStreamField(blank=True, help_text='What stands above the form, block by block.', verbose_name='body'),
                ),
            ]
        )
    ]
