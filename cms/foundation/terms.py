"""Words by which pages are found: those an association sorts by, and those that editors type freely."""

from collections.abc import Mapping
from typing import Any, ClassVar
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import NaturalKeyManager, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, TranslatableMixin
from wagtail.search import index

from .conflicts import VersionedForm
from .fields import SortKeyField
from .search.tasks import index_pages_task
from .slugs import numbered, slug_from, word_key
from .sorting import sort_key


class Term(index.Indexed, TranslatableMixin, models.Model):
    """A name in one language and the slug by which frontends filter."""

    name = models.CharField(_("name"), max_length=120, help_text=_("As readers see it."))
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        blank=True,
        help_text=_(
            "Stands in addresses and filters. Made from the name if empty; better not changed later."
        ),
    )
    sort_name = SortKeyField(max_length=240, editable=False, default="")

    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("slug")]
    search_fields: ClassVar[list[Any]] = [index.AutocompleteField("name"), index.SearchField("name")]

    base_form_class = VersionedForm

    class Meta:
        abstract = True
        ordering = ("sort_name", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or self._free_slug()
        self.sort_name = sort_key(self.name)
        before = None if self._state.adding else type(self).objects.filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        if before is not None and before.name != self.name:
            self._index_pages(self._page_ids())

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        ids = self._page_ids()
        deleted = super().delete(*args, **kwargs)
        self._index_pages(ids)
        return deleted

    def _page_ids(self) -> list[int]:
        """Return the ids of the pages that are found by this name."""
        relations = (one for one in self._meta.related_objects if issubclass(one.related_model, Page))
        ids: set[int] = set()
        for relation in relations:
            pages: Any = getattr(self, str(relation.get_accessor_name()))
            ids.update(pages.order_by().values_list("pk", flat=True))
        return sorted(ids)

    def _index_pages(self, ids: list[int]) -> None:
        if ids:
            index_pages_task.enqueue(ids)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or self._free_slug()
        refuse_seconds(self, "slug")

    def _free_slug(self) -> str:
        """Return the slug that the name gets: a taken one if another term has the name in any spelling."""
        slug = slug_from(self.name) or str(self._meta.model_name)
        others = type(self).objects.exclude(pk=self.pk).filter(locale_id=self.locale_id)
        taken = dict(others.filter(slug__startswith=slug).values_list("slug", "name"))
        same = (one for one, name in taken.items() if word_key(name) == word_key(self.name))
        return next(same, None) or next(one for one in numbered(slug) if one not in taken)


class FreeTermQuerySet(models.QuerySet[Any]):
    """Finds a word in any spelling of it."""

    def get_or_create(self, defaults: Mapping[str, Any] | None = None, **kwargs: Any) -> tuple[Any, bool]:
        """Return the word that is there, or a new one. This is how taggit asks for what an editor typed."""
        typed = kwargs.pop("name__iexact", None) or kwargs.pop("name", None)
        if typed is None:
            return super().get_or_create(defaults, **kwargs)
        return super().get_or_create({"name": typed, **(defaults or {})}, key=word_key(typed), **kwargs)


class FreeTerm(TagBase):
    """A word that an editor types, new or not: a tag, a competence.

    There is one of each `key`: Größe, groesse and GRÖSSE are the word that was typed first.
    """

    # Casefolding makes at most three characters of one, umlauts two.
    key = models.CharField(max_length=300, unique=True, editable=False)

    objects = NaturalKeyManager.from_queryset(FreeTermQuerySet)()

    name: Any
    free_tagging = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.name = " ".join(normalize("NFC", self.name).split())
        self.key = word_key(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return the slug of a word, or with `i` of the i-th word that would have the same."""
        slug = slug_from(tag, max_length=90) or str(self._meta.model_name)
        return f"{slug}-{i}" if i is not None else slug


def refuse_seconds(row: models.Model, field: str) -> None:
    """Raise `ValidationError` for `field` where a row breaks a constraint of its model.

    A form leaves out constraints on columns that it does not show: the language is one.
    """
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from None


def term_constraints(model_name: str) -> list[models.BaseConstraint]:
    """Return what keeps slugs unique within a language, with a sentence for the editor."""
    return [
        models.UniqueConstraint(
            fields=["locale", "slug"],
            name=f"{model_name}_slug_once_per_language",
            violation_error_message=_("This slug is taken in this language. Choose another."),
        )
    ]
