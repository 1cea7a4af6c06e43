"""Slugs of competences are ASCII, as those of sectors are: ü is ue."""

from django.db import migrations

from cms.foundation.slugs import slug_from


def write_slugs(apps, schema_editor):
    competences = apps.get_model("members", "Competence").objects.using(schema_editor.connection.alias)
    taken = set(competences.values_list("slug", flat=True))
    for competence in competences.order_by("pk"):
        first = slug = slug_from(competence.name, max_length=90)
        if competence.slug.isascii() or not first:
            continue
        number = 1
        while slug in taken:
            slug, number = f"{first}-{number}", number + 1
        taken.add(slug)
        competence.slug = slug
        competence.save(update_fields=["slug"])


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0001_members_and_sectors'),
    ]

    operations = [
        migrations.RunPython(write_slugs, migrations.RunPython.noop),
    ]
