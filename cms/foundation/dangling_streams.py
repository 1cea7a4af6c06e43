"""Dangling references in StreamFields and rich texts.

The database does not mind these, and the API delivers nothing for them. An editor would meet empty choosers
that have to be filled, so they are left out when a page is opened for editing, and the editor is told.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import features, get_text_for_indexing

from .dangling import Keys, LeftOut, Target, missing_among, shortened

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\b(linktype|id)="([^"]*)"')

#: Stands for a value whose target is gone.
GONE: Any = object()


class _Notes:
    """Gathers what was left out, with the place of the stream that is being cleaned."""

    def __init__(self) -> None:
        self.found: list[LeftOut] = []
        self.field: Any = ""
        self.number = 0
        #: What choosers named whose place has not been told yet.
        self._gone: list[Target] = []

    def note_gone(self, target: Target) -> None:
        self._gone.append(target)

    def add(self, name: Any, words: str = "", *, count: int | None = None) -> None:
        """Tell of a place, and of what it named: the next `count` targets, else all there are."""
        targets, self._gone = self._gone[:count], self._gone[len(self._gone[:count]) :]
        self.found.append(LeftOut(name, words, tuple(targets), self.field, self.number))


def leave_out_of_texts(record: models.Model) -> list[LeftOut]:
    """Take out of a record's StreamFields and rich texts what is gone, and out of those of the rows below it;
    nothing is saved.

    Say what was left out. One statement for each model that is referred to.
    """
    wanted: Keys = defaultdict(set)
    texts = _texts_of(record)
    for _, _, block, raw in texts:
        for model, key in _references(block, raw):
            wanted[model].add(key)
    missing = missing_among(wanted)
    notes = _Notes()
    for row, field, block, raw in texts if missing else ():
        notes.field = field.verbose_name
        if isinstance(block, blocks.StreamBlock):
            found: Any = []
            for number, item in enumerate(raw, 1):
                notes.number = number
                found += _cleaned(block, [item], missing, notes)
        else:
            notes.number = 0
            found = _cleaned(block, raw, missing, notes)
        if found != raw:
            empty: Any = [] if isinstance(block, blocks.StreamBlock) else ""
            value = empty if found is GONE else found
            setattr(row, field.name, blocks.StreamValue(block, value, is_lazy=True) if block else value)
    return notes.found


def _texts_of(record: Any) -> list[tuple[Any, Any, Any, Any]]:
    """Return (row, field, block, raw value) of each StreamField, and of each rich text: that has no block."""
    found: list[tuple[Any, Any, Any, Any]] = []
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if isinstance(field, StreamField) and value:
            found.append((record, field, value.stream_block, list(value.raw_data)))
        elif isinstance(field, RichTextField) and value:
            found.append((record, field, None, value))
    model: Any = type(record)
    for name in _relations_with_texts(model):
        rows = list(getattr(record, name).all())
        texts = [text for row in rows for text in _texts_of(row)]
        if texts:
            # The form shows these very rows, not those of the database.
            getattr(record, name).set(rows)
            found += texts
    return found


@cache
def _relations_with_texts(model: Any) -> tuple[str, ...]:
    """Return the relations to rows that are edited with a record and hold texts in which links may stand."""
    return tuple(
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if _has_texts(relation.related_model)
    )


def _has_texts(model: type[models.Model]) -> bool:
    is_text = any(isinstance(field, StreamField | RichTextField) for field in model._meta.concrete_fields)
    return is_text or bool(_relations_with_texts(model))


def _references(block: Any, raw: Any) -> Iterator[tuple[type[models.Model], Any]]:
    """Yield (model, primary key) of what a raw value names."""
    if isinstance(block, ChooserBlock):
        if (key := _key(block.model_class, raw)) is not None:
            yield block.model_class, key
    elif block is None or isinstance(block, blocks.RichTextBlock):
        for match in _LINK.finditer(raw or ""):
            if target := _link_target(match):
                yield target
    else:
        for child, value, _ in _children(block, raw):
            yield from _references(child, value)


def _children(block: Any, raw: Any) -> list[tuple[Any, Any, Any]]:
    """Return (block, raw value, name or item) of the parts of a composed value."""
    if isinstance(block, blocks.StructBlock):
        value = raw if isinstance(raw, dict) else {}
        return [(child, value[name], name) for name, child in block.child_blocks.items() if name in value]
    items = raw if isinstance(raw, list) else []
    if isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        return [(known[item["type"]], item["value"], item) for item in items if item.get("type") in known]
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, item["value"] if _is_item(item) else item, item) for item in items]
    return []


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _key(model: Any, raw: Any) -> Any:
    try:
        return None if raw is None else model._meta.pk.to_python(raw)
    except ValidationError:
        return None


def _link_target(match: "re.Match[str]") -> tuple[type[models.Model], Any] | None:
    """Return (model, primary key) of what a link of a rich text leads to inside the CMS."""
    attributes = dict(_ATTRIBUTE.findall(match[1]))
    handler = features.get_link_types().get(attributes.get("linktype", ""))
    if handler is None or "id" not in attributes:
        return None
    model = handler.get_model()
    key = _key(model, attributes["id"])
    return None if key is None else (model, key)


def _cleaned(block: Any, raw: Any, missing: Keys, notes: _Notes) -> Any:
    """Return a raw value without what is gone; `GONE` where nothing is left that could stand alone."""
    if isinstance(block, ChooserBlock):
        key = _key(block.model_class, raw)
        if key not in missing.get(block.model_class, ()):
            return raw
        notes.note_gone((block.model_class, key))
        return GONE
    if block is None or isinstance(block, blocks.RichTextBlock):
        return _LINK.sub(_unlinked(missing, notes), raw) if raw else raw
    if isinstance(block, blocks.StructBlock):
        return _cleaned_struct(block, raw, missing, notes)
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock) and isinstance(raw, list):
        return _cleaned_items(block, raw, missing, notes)
    return raw


def _unlinked(missing: Keys, notes: _Notes) -> "Callable[[re.Match[str]], str]":
    """Return what keeps the words of a link whose target is gone."""

    def replace(match: "re.Match[str]") -> str:
        target = _link_target(match)
        if target is None or target[1] not in missing.get(target[0], ()):
            return match[0]
        notes.note_gone(target)
        notes.add(target[0]._meta.verbose_name, shortened([get_text_for_indexing(match[2])]))
        return match[2]

    return replace


def _cleaned_items(block: Any, raw: list[Any], missing: Keys, notes: _Notes) -> Any:
    cleaned: dict[int, Any] = {}
    for child, value, item in _children(block, raw):
        cleaned[id(item)] = _cleaned(child, value, missing, notes)
        if cleaned[id(item)] is GONE and isinstance(child, ChooserBlock):
            notes.add(child.label)
    kept = []
    for item in raw:
        value = cleaned.get(id(item), item)
        if value is GONE:
            continue
        is_wrapped = id(item) in cleaned and (isinstance(block, blocks.StreamBlock) or _is_item(item))
        kept.append({**item, "value": value} if is_wrapped else value)
    is_emptied = bool(raw) and not kept and isinstance(block, blocks.ListBlock)
    return GONE if is_emptied else kept


def _cleaned_struct(block: Any, raw: Any, missing: Keys, notes: _Notes, *, is_part: bool = False) -> Any:
    """Clean a composed value. As part of another, as the link of a button, it keeps the words written in it:
    these belong to the whole, and wait for another target."""
    parts = _children(block, raw)
    found = {}
    for child, value, name in parts:
        if isinstance(child, blocks.StructBlock):
            found[name] = _cleaned_struct(child, value, missing, notes, is_part=True)
        else:
            found[name] = _cleaned(child, value, missing, notes)
    lost = {name: child for child, _, name in parts if found[name] is GONE}
    if not lost:
        return {**raw, **found} if parts else raw
    keeps_words = is_part and any(_own_texts(block, found))
    if not (keeps_words or _stands_alone(block, found, lost)):
        choosers = [child for child in lost.values() if isinstance(child, ChooserBlock)]
        words = shortened(_own_texts(block, found))
        if choosers or words:
            notes.add(block.label, words)
        return GONE
    for child in lost.values():
        if isinstance(child, ChooserBlock):
            notes.add(child.label, count=1)
    return {**raw, **found, **{name: _emptied(child) for name, child in lost.items()}}


def _emptied(block: Any) -> Any:
    if isinstance(block, blocks.StructBlock):
        return {}
    return [] if isinstance(block, blocks.ListBlock) else None


def _stands_alone(block: Any, found: dict[str, Any], lost: dict[str, Any]) -> bool:
    """Tell whether a block still means something: it has what it needs, or names something else."""
    if any(child.required for child in lost.values() if not isinstance(child, blocks.StructBlock)):
        return False
    for name, child in block.child_blocks.items():
        value = found.get(name)
        if value is GONE or not value:
            continue
        if any(True for _ in _references(child, value)):
            return True
        if isinstance(value, str) and child.required and not isinstance(child, blocks.ChoiceBlock):
            return True
    is_without_part = any(isinstance(child, blocks.StructBlock) for child in lost.values())
    return is_without_part and any(_own_texts(block, found))


def _own_texts(block: Any, found: dict[str, Any]) -> Iterator[str]:
    for name, child in block.child_blocks.items():
        value: Any = found.get(name)
        is_text = isinstance(value, str) and isinstance(child, blocks.FieldBlock)
        if is_text and not isinstance(child, blocks.ChoiceBlock):
            yield get_text_for_indexing(value) if isinstance(child, blocks.RichTextBlock) else value
