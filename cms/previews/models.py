"""Which preview links of a page still work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PreviewLinks(models.Model):
    """All preview links of a page: each knows the `generation` it was made in, and works in no later one.

    Links themselves are signed and stored nowhere. A page whose links nobody has withdrawn has no row.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The page whose drafts the links show."),
    )
    # No use of the page that an editor would have to know of before deleting it.
    page.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    generation = models.PositiveIntegerField(
        _("times withdrawn"), default=0, help_text=_("How often the links were withdrawn.")
    )

    class Meta:
        verbose_name = _("preview links")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.generation}"
