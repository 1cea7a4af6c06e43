"""What the demo remembers about itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MadeObject(models.Model):
    """Something that the demo has made, by its key, so that a second run makes nothing twice.

    `is_finished` is false for a page that has its place in the tree but not its content yet.
    """

    key = models.CharField(max_length=120, unique=True)
    object_id = models.BigIntegerField()
    is_finished = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("object made by the demo")
        verbose_name_plural = _("objects made by the demo")

    def __str__(self) -> str:
        return self.key
