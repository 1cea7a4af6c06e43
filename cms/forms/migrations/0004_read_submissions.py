from django.db import migrations

NAME = "Can read, export and delete what visitors send"


def give_to_who_could(apps, schema_editor):
    """Give the permission to groups that may edit pages: until now that was enough.

    Where there are no forms yet nobody has read any, and `start_site` says who may.
    """
    if not apps.get_model("forms", "FormPage").objects.exists():
        return
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="forms", model="submission"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="read_submission", defaults={"name": NAME}
    )
    page_permissions = apps.get_model("wagtailcore", "GroupPagePermission").objects
    could = page_permissions.filter(permission__codename__in=("add_page", "change_page"))
    for group in apps.get_model("auth", "Group").objects.filter(pk__in=could.values("group")):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("forms", "0003_heading_words_first"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="submission",
            options={
                "permissions": [("read_submission", NAME)],
                "verbose_name": "form submission",
                "verbose_name_plural": "form submissions",
            },
        ),
        migrations.RunPython(give_to_who_could, migrations.RunPython.noop),
    ]
