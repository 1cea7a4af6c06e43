"""The one form in which stream values are stored: as the admin stores them, whoever writes them.

Wagtail takes an item of a list that has no id for a bare value: an editor would find `{'type': 'item', …}` in
the field of a page that a program wrote.
"""

import json
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.fields import StreamField

Stored = dict[str, Any]
#: Makes an id for what stands at a place of a stream: "0", "0/contacts/1", "0/contacts/1/websites/0".
NewId = Callable[[str], str]


def random_id(place: str) -> str:
    return str(uuid.uuid4())


class StoredStreamField(StreamField):
    """A stream field that stores what the admin would, whatever a program has assigned to it.

    Migrations do not name its blocks, so a new block needs none. In the models of a data migration it has the
    blocks of today's code, and passes on what stands in it, be it of a block that is gone.
    """

    if TYPE_CHECKING:
        # On a page it is a stream, and takes what can be made one.
        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: Any) -> None: ...

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        # Not in a data migration: what stands there may have the form of an older block.
        if not self.is_historical and isinstance(value, blocks.StreamValue) and isinstance(prepared, list):
            # Blocks that nobody has looked at are passed on as they were assigned. They are completed in
            # place, so that a page and its revision have the same ids.
            for child in prepared:
                if block := self.stream_block.child_blocks.get(child["type"]):
                    child["value"] = stored_value(block, child["value"])
        return prepared

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        #: Made from a migration, which names no blocks.
        self.is_historical = block_types is None
        super().__init__(block_types, **kwargs)

    @cached_property
    def stream_block(self) -> blocks.StreamBlock:
        if not self.is_historical:
            return super().stream_block
        try:
            today: Any = apps.get_model(self.model._meta.label)._meta.get_field(self.name)
        except (LookupError, FieldDoesNotExist):
            today = None
        if today is self:
            raise ImproperlyConfigured(f"{self}: no blocks are named.")
        return getattr(today, "stream_block", None) or blocks.StreamBlock()

    def to_python(self, value: Any) -> Any:
        if not self.is_historical:
            return super().to_python(value)
        # Wagtail leaves out the blocks that it does not know; saving such a page would delete them.
        items = _items(value)
        if not items:
            return super().to_python(value)
        result = blocks.StreamValue(self.stream_block, items, is_lazy=True)
        result._stream_field = self
        return result

    def clone(self) -> Any:
        return type(self)(None if self.is_historical else self.block_types_arg, **self._options())

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = models.Field.deconstruct(self)
        return name, path, [], kwargs

    def _options(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = self.deconstruct()[3]
        return {**kwargs, **{name: value for name, value in self.block_opts.items() if name != "required"}}


def stored_stream(
    block: blocks.BaseStreamBlock, items: Iterable[Stored], new_id: NewId = random_id, place: str = ""
) -> list[Stored]:
    """Return the items of a stream, `{"type": …, "value": …}`, as they are stored: with ids at every depth.

    What has an id keeps it. Lists may be given as bare values; parts of a block that are missing get their
    defaults. Items of a type that the stream does not know stay as they are.
    """
    result = []
    for number, item in enumerate(items):
        here = f"{place}{number}"
        child = block.child_blocks.get(item["type"])
        value = item["value"] if child is None else stored_value(child, item["value"], new_id, here)
        result.append({**item, "value": value, "id": item.get("id") or new_id(here)})
    return result


def stored_value(block: blocks.Block, value: Any, new_id: NewId = random_id, place: str = "") -> Any:
    """Return the value of one block as it is stored; see `stored_stream`."""
    if isinstance(block, blocks.BaseStreamBlock):
        return stored_stream(block, value or (), new_id, f"{place}/")
    if isinstance(block, blocks.ListBlock):
        return _list(block, value or (), new_id, place)
    if isinstance(block, blocks.BaseStructBlock):
        return _struct(block, value or {}, new_id, place)
    if value is None and isinstance(getattr(block, "field", None), forms.CharField):
        return block.field.empty_value
    return value


def _list(block: blocks.ListBlock, items: Iterable[Any], new_id: NewId, place: str) -> list[Stored]:
    result = []
    for number, item in enumerate(items):
        here = f"{place}/{number}"
        given: Stored = item if _is_item(item) else {"value": item}
        value = stored_value(block.child_block, given["value"], new_id, here)
        result.append({"type": "item", "value": value, "id": given.get("id") or new_id(here)})
    return result


def _is_item(item: Any) -> bool:
    """Tell an item of a list from a bare value."""
    return (
        isinstance(item, dict)
        and item.get("type") == "item"
        and "value" in item
        and item.keys() <= {"type", "value", "id"}
    )


def _struct(block: blocks.BaseStructBlock, values: Stored, new_id: NewId, place: str) -> Stored:
    result = dict(values)
    for name, child in block.child_blocks.items():
        value = values[name] if name in values else child.get_prep_value(child.get_default())
        result[name] = stored_value(child, value, new_id, f"{place}/{name}")
    return result


def complete_stored_streams(model: type[models.Model], revisions: Any, *, batch: int = 100) -> int:
    """Complete the stream fields of a model, live rows and revisions; return how many were written.

    For migrations: `model` is the one of that time, and `revisions` a queryset of revisions of such objects.
    No more than `batch` rows are held at once.
    """
    fields = [field for field in model._meta.local_fields if isinstance(field, StreamField)]
    written = 0
    for pk, values in _rows(model._default_manager.all(), [field.name for field in fields], batch):
        changed = {}
        for field, text in zip(fields, values, strict=True):
            completed = _completed(field, text)
            if completed is not None:
                changed[field.name] = blocks.StreamValue(field.stream_block, completed, is_lazy=True)
        if changed:
            model._default_manager.filter(pk=pk).update(**changed)
            written += 1
    for pk, (text,) in _rows(revisions, ["content"], batch):
        content = json.loads(text)
        changed = {
            field.name: json.dumps(completed, cls=DjangoJSONEncoder)
            for field in fields
            if (completed := _completed(field, content.get(field.name))) is not None
        }
        if changed:
            revisions.filter(pk=pk).update(content={**content, **changed})
            written += 1
    return written


def _rows(queryset: Any, columns: list[str], batch: int) -> Iterable[tuple[Any, list[Any]]]:
    """Yield (primary key, columns as text) of all rows."""
    texts = {f"{name}_text": Cast(name, models.TextField()) for name in columns}
    last = None
    while True:
        left = queryset if last is None else queryset.filter(pk__gt=last)
        rows = list(left.annotate(**texts).order_by("pk").values_list("pk", *texts)[:batch])
        for pk, *values in rows:
            yield pk, values
        if len(rows) < batch:
            return
        last = rows[-1][0]


def _completed(field: StreamField, text: Any) -> list[Stored] | None:
    """Return what a column should hold; None if it does, or holds no stream."""
    items = _items(text)
    completed = None if items is None else stored_stream(field.stream_block, items)
    return None if completed == items else completed


def _items(text: Any) -> list[Stored] | None:
    """Return the items of a stored stream, given as text or read from JSON; None if it is none."""
    try:
        items = json.loads(text) if isinstance(text, str) else text
    except ValueError:
        return None
    is_stream = isinstance(items, list) and all(isinstance(item, dict) and "type" in item for item in items)
    return items if is_stream else None
