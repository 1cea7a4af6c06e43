from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """What happened to what the public sees."""

    PUBLISHED = "published", _("published")
    UPDATED = "updated", _("updated")
    MOVED = "moved", _("moved")
    UNPUBLISHED = "unpublished", _("unpublished")
    DELETED = "deleted", _("deleted")
    SHARED = "shared", _("shared content changed")
