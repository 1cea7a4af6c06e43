"""Models of delivery: the content version and its edition, the pages that are public, the change log."""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import ChangeKind


def new_edition() -> int:
    """Return a number that no edition has had: of 63 random bits, as a column of eight bytes holds them."""
    return secrets.randbits(63)


class ContentVersion(models.Model):
    """The version of everything that the public sees, in one row.

    Whoever changes public content locks this row until the end of the transaction
    (`cms.delivery.content_version`). So changes are numbered in the order of their commits, and who reads
    `number` sees every change up to it. `number` is the sequence of the newest change, `pruned_through` that
    of the newest one that the log has forgotten. `edition` is another number after every write to what
    answers are made of, also to what the log has nothing to say of (`cms.delivery.edition`).
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    pruned_through = models.BigIntegerField(default=0)
    edition = models.BigIntegerField(default=new_edition)
    changed_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of the content")
        verbose_name_plural = _("versions of the content")
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_content_version")
        ]

    def __str__(self) -> str:
        return str(self.number)


class PublicPage(models.Model):
    """A page that the public could see when content last changed, and its address on a site.

    The difference between these rows and the pages as they are now is what the log has to say. A page that
    was never public has none, so nothing can be said of it. `path` is the frontend's, with language prefix;
    `kind` stands in the tags of changes (`cms.delivery.tags`).
    """

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    # The row of a page that is being deleted is what tells where it was; signal_handlers takes it away.
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    path = models.TextField()
    language = models.CharField(max_length=100)
    kind = models.CharField(max_length=100)
    public_since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["site", "page"], name="public_page_once_per_site")
        ]

    def __str__(self) -> str:
        return self.path


class Change(models.Model):
    """One entry of the log. It holds no words of any page: what was public then may be private by now.

    `site` is empty for what concerns every site. `page_id` is a number, not a relation: the page may be gone.
    `path`, `previous_path` and `language` are what they were when it happened.
    """

    sequence = models.BigIntegerField(primary_key=True)
    site = models.ForeignKey("wagtailcore.Site", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    at = models.DateTimeField()
    page_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=100, blank=True)
    path = models.TextField(blank=True)
    previous_path = models.TextField(blank=True)
    tags = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("sequence",)
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind} {self.path}".strip()
