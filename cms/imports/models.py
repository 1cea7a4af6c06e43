"""What an import remembers, so that it can be run again."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRecord(models.Model):
    """A page that an import made, and what the import wrote there last.

    `import_id` never follows the page's title or slug: for news it is the language and a digest of what was
    imported first, for members the language and the name that the article used. An article is found again by
    its `source`, title and date, or by its text. A page whose content differs from `content_fingerprint` was
    edited since.
    """

    class Kind(models.TextChoices):
        NEWS = "news", _("news article")
        MEMBER = "member", _("member")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    import_id = models.CharField(max_length=300)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="import_records")
    #: The file's path as it was given, or the name of its source; empty in records older than this field.
    source = models.TextField(blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    #: It may be another version of an article imported before: an import does not publish its page.
    is_doubtful = models.BooleanField(default=False)
    source_title = models.CharField(max_length=255)
    source_date = models.DateField(null=True, blank=True)
    source_digest = models.CharField(max_length=64, blank=True)
    content_fingerprint = models.CharField(max_length=64)
    #: Picture's name in the file → id of the picture in the library.
    pictures = models.JSONField(default=dict, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    #: A record is no place where a page is used.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("record of an import")
        verbose_name_plural = _("records of imports")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "import_id"], name="one_record_for_each_import_id")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.import_id}"


class ImportedPicture(models.Model):
    """A picture that an import took from a folder: the same name and the same bytes make no second one."""

    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    image = models.ForeignKey("media.CmsImage", on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported picture")
        verbose_name_plural = _("imported pictures")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["file_name", "digest"], name="one_picture_for_each_imported_file")
        ]

    def __str__(self) -> str:
        return self.file_name
