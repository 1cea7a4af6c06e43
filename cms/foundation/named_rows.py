"""Prefetch for the editor of a page or record: the pictures, documents and pages that it names.

A chooser of Wagtail's fetches its own row, that row's preview, texts, language and parent; a stream fetches
rows for each kind of block.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator
from functools import wraps
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.widgets import BaseChooser
from wagtail.documents import get_document_model
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.models.pages import BasePageManager
from wagtail.models.reference_index import ReferenceGroups
from wagtail.rich_text import extract_references_from_rich_text

from .kept_rows import keep, kept

#: The preview that Wagtail's picture chooser shows.
PREVIEW = "max-165x165"

Reference = tuple[type[models.Model], Any]


def fetch_named_rows(record: Any) -> None:
    """Fetch all that a page or snippet names, drafts included, and keep it for this request."""
    keep(type(record), [(record.pk, record)])
    ids: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, key in _references(record):
        if str(key).isdecimal():
            ids[model].add(int(key))
    pages = {model: ids.pop(model) for model in list(ids) if issubclass(model, Page)}
    keep(Page, ((page.pk, page) for page in _pages(pages)))
    for model, keys in ids.items():
        keep(model, ((row.pk, row) for row in _files(model, keys)))


def _references(record: models.Model) -> Iterator[Reference]:
    """Yield (model, key) of what the columns of a record, and of the rows edited with it, name."""
    for field in record._meta.concrete_fields:
        if field.model is Page:
            continue
        value = getattr(record, field.attname)
        if isinstance(field, StreamField):
            yield from _in_block(value.stream_block, value.raw_data)
        elif isinstance(field, RichTextField):
            yield from _in_text(value)
        elif isinstance(field, models.ForeignKey) and not isinstance(
            field, ParentalKey | models.OneToOneField
        ):
            yield field.related_model, value
    for relation in get_all_child_relations(type(record)):
        if relation.related_model.__module__.startswith("cms."):
            # Kept with the record, whose form looks at them again.
            for child in getattr(record, relation.get_accessor_name()).get_object_list():
                yield from _references(child)


def _in_block(block: blocks.Block, value: Any) -> Iterator[Reference]:
    """Yield what the raw value of a block names; nothing of it is fetched."""
    if not value:
        return
    if isinstance(block, blocks.ChooserBlock):
        yield block.model_class, value
    elif isinstance(block, blocks.RichTextBlock):
        yield from _in_text(value)
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            if inner := block.child_blocks.get(child["type"]):
                yield from _in_block(inner, child["value"])
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield from _in_block(block.child_block, item["value"] if is_wrapped else item)
    elif isinstance(block, blocks.StructBlock):
        for name, inner in block.child_blocks.items():
            yield from _in_block(inner, value.get(name))


def _in_text(html: Any) -> Iterator[Reference]:
    for model, key, _model_path, _content_path in extract_references_from_rich_text(str(html or "")):
        yield model, key


def _pages(keys: dict[type[Page], set[int]]) -> list[Page]:
    """Fetch pages as their own models, one statement for each: a field names its model, a link does not."""
    of_models = defaultdict(set, {model: set(wanted) for model, wanted in keys.items() if model is not Page})
    if unknown := keys.get(Page, set()).difference(*of_models.values()):
        for key, kind in Page.objects.filter(pk__in=unknown).values_list("pk", "content_type"):
            of_models[ContentType.objects.get_for_id(kind).model_class() or Page].add(key)
    pages = [
        page
        for model, wanted in of_models.items()
        for page in model._default_manager.filter(pk__in=wanted).defer_streamfields()
    ]
    paths = {page.path[: -page.steplen] for page in pages}
    parents = {page.path: page for page in Page.objects.filter(path__in=paths)}
    for page in pages:
        if parent := parents.get(page.path[: -page.steplen]):
            page._cached_parent_obj = parent
    return pages


def _files(model: type[models.Model], keys: set[int]) -> list[Any]:
    found = [row for row in (kept(model, key) for key in keys) if row is not None]
    rows: Any = model._default_manager.all()
    if unknown := keys - {row.pk for row in found}:
        found += rows.filter(pk__in=unknown)
    if hasattr(rows, "prefetch_renditions"):
        models.prefetch_related_objects(found, *rows.prefetch_renditions(PREVIEW)._prefetch_related_lookups)
    return found


def look_among_named_rows() -> None:
    """Let Wagtail's choosers, blocks, links and lists of uses fetch together; it has no hook for them."""

    def page_data(page: Any) -> dict[str, Any]:
        parent = page.get_parent()
        return {"id": page.pk, "url": page.url, "parentId": parent.pk if parent else None}

    def document_data(document: Any) -> dict[str, Any]:
        return {"id": document.pk, "url": document.url, "filename": document.filename}

    ReferenceGroups.__iter__ = _groups
    BasePageManager.first_common_ancestor_of = _above(BasePageManager.first_common_ancestor_of)
    BaseChooser.get_instance = _chosen(BaseChooser.get_instance)
    blocks.ChooserBlock.bulk_to_python = _of_blocks(blocks.ChooserBlock.bulk_to_python)
    for handler, model, data in (
        (PageLinkElementHandler, Page, page_data),
        (DocumentLinkElementHandler, get_document_model(), document_data),
    ):
        handler.get_attribute_data = _linked(handler.get_attribute_data, model, data)


def _above(original: Any) -> Any:
    """Every screen's menu asks for the page above all that somebody may see, mostly of one page."""

    @wraps(original)
    def first_common_ancestor_of(
        self: Any, pages: Any, include_self: bool = False, strict: bool = False
    ) -> Any:
        found = list(pages)
        return found[0] if include_self and len(found) == 1 else original(self, found, include_self, strict)

    return first_common_ancestor_of


def _groups(self: ReferenceGroups) -> Iterator[tuple[Any, list[Any]]]:
    """Yield (row, its references) as Wagtail does, but fetch the rows of a type together."""
    groups: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for reference in self.qs:
        groups[reference.base_content_type_id, reference.object_id].append(reference)
    keys: dict[Any, set[Any]] = defaultdict(set)
    models_by_type: dict[int, Any] = {
        kind: ContentType.objects.get_for_id(kind).model_class() for kind, _key in groups
    }
    for kind, key in groups:
        model = models_by_type[kind]
        keys[model].add(model._meta.pk.to_python(key))
    rows = {model: model._base_manager.in_bulk(wanted) for model, wanted in keys.items()}
    for (kind, key), references in groups.items():
        model = models_by_type[kind]
        row = rows[model].get(model._meta.pk.to_python(key))
        if row is not None:
            yield row, references


def _chosen(original: Any) -> Any:
    @wraps(original)
    def get_instance(self: Any, value: Any) -> Any:
        key = value.pk if isinstance(value, models.Model) else value
        return kept(self.model_class, key) or original(self, value)

    return get_instance


def _of_blocks(original: Any) -> Any:
    @wraps(original)
    def bulk_to_python(self: Any, values: Any) -> list[Any]:
        rows = [value and kept(self.model_class, value) for value in values]
        if any(value and row is None for value, row in zip(values, rows, strict=True)):
            return list(original(self, values))
        # As Wagtail does: each block has an object of its own.
        return [row and copy.copy(row) for row in rows]

    return bulk_to_python


def _linked(original: Any, model: Any, data: Any) -> Any:
    @wraps(original)
    def get_attribute_data(self: Any, attrs: dict[str, Any]) -> Any:
        key = attrs.get("id") or ""
        row = kept(model, int(key)) if key.isdecimal() else None
        return original(self, attrs) if row is None else data(row)

    return get_attribute_data
