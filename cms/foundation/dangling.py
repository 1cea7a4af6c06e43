"""Dangling references: what a draft or an old revision names that has been deleted since.

A revision is a copy of a page as data, and no foreign key keeps alive what it names. `without_dangling` takes
out of such data what the database would refuse; bodies and rich texts are `cms.foundation.dangling_streams`'.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.text import Truncator
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

#: Primary keys by model.
Keys = dict[type[models.Model], set[Any]]

#: Foreign keys that belong to the page, whatever a revision of it says.
OF_THE_PAGE = frozenset(
    ("alias_of", "content_type", "latest_revision", "live_revision", "locale", "locked_by", "owner")
)

#: How much is repeated of the words that go with what they belonged to.
LONGEST_WORDS = 80


def missing_among(wanted: Keys) -> Keys:
    """Return those of the keys that no row has; one statement for each model."""
    missing: Keys = {}
    for model, keys in wanted.items():
        known = set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        if gone := keys - known:
            missing[model] = gone
    return missing


def without_dangling(
    model: type[models.Model], data: dict[str, Any]
) -> tuple[dict[str, Any], list[tuple[Any, str]]]:
    """Return a row's data, as modelcluster serialises it, without references to what is gone.

    A foreign key that may be empty is emptied; a row below that cannot be without its own is left out. The
    second value says what was left out of what editors write: (name of the place, words that stood with it).
    """
    wanted: Keys = defaultdict(set)
    _collect(model, data, wanted)
    missing = missing_among(wanted)
    if not missing:
        return data, []
    notes: list[tuple[Any, str]] = []
    return _cleaned(model, data, missing, notes, is_told=True), notes


def _foreign_keys(model: type[models.Model], data: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield (field, primary key) of the foreign keys of a row that name something."""
    fields: Iterable[Any] = model._meta.concrete_fields
    for field in fields:
        is_own = isinstance(field, ParentalKey) or getattr(field.remote_field, "parent_link", False)
        if field.model is Page and field.name in OF_THE_PAGE:
            continue
        if field.many_to_one or field.one_to_one:
            value = data.get(field.name)
            if value is not None and not is_own and field.target_field.primary_key:
                yield field, _target(field)._meta.pk.to_python(value)


def _many_to_many(model: type[models.Model], data: dict[str, Any]) -> Iterator[tuple[Any, list[Any]]]:
    for field in model._meta.many_to_many:
        if isinstance(data.get(field.name), list):
            yield field, [_target(field)._meta.pk.to_python(value) for value in data[field.name]]


def _children(model: type[models.Model], data: dict[str, Any]) -> Iterator[tuple[Any, list[Any]]]:
    for relation in get_all_child_relations(model):
        if isinstance(rows := data.get(relation.get_accessor_name()), list):
            yield relation, rows


def _target(field: Any) -> Any:
    """Return the model whose primary key stands in a column; a page type's is its page's."""
    return field.remote_field.model


def _collect(model: type[models.Model], data: dict[str, Any], wanted: Keys) -> None:
    for field, key in _foreign_keys(model, data):
        wanted[_target(field)].add(key)
    for field, keys in _many_to_many(model, data):
        wanted[_target(field)].update(keys)
    for relation, rows in _children(model, data):
        for row in rows:
            _collect(relation.related_model, row, wanted)


def _cleaned(
    model: type[models.Model],
    data: dict[str, Any],
    missing: Keys,
    notes: list[tuple[Any, str]],
    *,
    is_told: bool,
) -> dict[str, Any]:
    found = dict(data)
    for field, key in _foreign_keys(model, data):
        if key in missing.get(_target(field), ()):
            found[field.name] = None
            # Who locked a page, or which revision is live, is no content.
            if is_told and field.editable and field.model is not Page:
                notes.append((field.verbose_name, ""))
    for field, keys in _many_to_many(model, data):
        gone = missing.get(_target(field), set()).intersection(keys)
        found[field.name] = [key for key in keys if key not in gone]
        if is_told:
            notes.extend((_target(field)._meta.verbose_name, "") for _ in gone)
    for relation, rows in _children(model, data):
        name = relation.get_accessor_name()
        is_content = is_told and name != COMMENTS_RELATION_NAME
        found[name] = []
        for row in rows:
            lost = _lost(relation.related_model, row, missing)
            if lost is None:
                found[name].append(_cleaned(relation.related_model, row, missing, notes, is_told=is_content))
            elif is_content:
                notes.append((_target(lost)._meta.verbose_name, _words(relation.related_model, row)))
    return found


def _lost(model: type[models.Model], row: dict[str, Any], missing: Keys) -> Any:
    """Return the foreign key without which a row cannot be, if what it names is gone; else None."""
    for field, key in _foreign_keys(model, row):
        if key in missing.get(_target(field), ()) and not field.null:
            return field
    return None


def _words(model: type[models.Model], row: dict[str, Any]) -> str:
    """Return what an editor wrote into the text columns of a row."""
    columns = (field for field in model._meta.concrete_fields if field.editable and field.choices is None)
    texts = (row.get(f.name) for f in columns if isinstance(f, models.CharField | models.TextField))
    return shortened(texts)


def shortened(texts: Iterable[Any]) -> str:
    """Return the first of some texts that is none, short enough for a message."""
    first = next((text.strip() for text in texts if isinstance(text, str) and text.strip()), "")
    return Truncator(first).chars(LONGEST_WORDS)
