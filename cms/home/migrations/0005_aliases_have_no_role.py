"""An alias took the role of its original, which then could not be saved. Aliases of aliases follow the first."""

from django.db import migrations


def give_back_roles(apps, schema_editor):
    using = schema_editor.connection.alias
    pages = apps.get_model("home", "StandardPage").objects.using(using)
    pages.filter(alias_of__isnull=False).exclude(role="none").update(role="none")
    chained = apps.get_model("wagtailcore", "Page").objects.using(using)
    for _ in range(10):
        rows = list(
            chained.filter(alias_of__alias_of__isnull=False).values_list("pk", "alias_of__alias_of_id")
        )
        for pk, original in rows:
            chained.filter(pk=pk).exclude(pk=original).update(alias_of_id=original)
        if not rows:
            break


class Migration(migrations.Migration):
    dependencies = [("home", "0004_complete_lists"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(give_back_roles, migrations.RunPython.noop)]
