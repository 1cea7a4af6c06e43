"""Tags of pictures and documents that differ in case or in the spelling of umlauts alone are one."""

from django.db import migrations

from cms.foundation.slugs import word_key


def merge(apps, schema_editor):
    using = schema_editor.connection.alias
    tags = apps.get_model("taggit", "Tag").objects.using(using)
    items = apps.get_model("taggit", "TaggedItem").objects.using(using)
    kept = {}
    for tag in tags.order_by("pk"):
        first = kept.setdefault(word_key(tag.name), tag.pk)
        if first != tag.pk:
            known = set(items.filter(tag_id=first).values_list("content_type_id", "object_id"))
            for item in items.filter(tag_id=tag.pk):
                if (item.content_type_id, item.object_id) in known:
                    item.delete()
                else:
                    item.tag_id = first
                    item.save(update_fields=["tag"])
            tag.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0002_captioned_pictures"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        # Until then articles share these tags.
        ("news", "0002_tags_of_their_own"),
    ]

    operations = [migrations.RunPython(merge, migrations.RunPython.noop)]
