"""An alias of the contact page became one, too, and its original could no longer be saved."""

from django.db import migrations


def give_back_the_place(apps, schema_editor):
    pages = apps.get_model("forms", "FormPage").objects.using(schema_editor.connection.alias)
    pages.filter(alias_of__isnull=False, is_contact=True).update(is_contact=False)


class Migration(migrations.Migration):
    dependencies = [("forms", "0005_complete_lists")]

    operations = [migrations.RunPython(give_back_the_place, migrations.RunPython.noop)]
