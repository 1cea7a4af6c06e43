"""Dangling references: what a draft or an old revision names that has been deleted since.

A revision is a copy of a page as data, and no foreign key keeps alive what it names. `without_dangling` takes
out of such data what the database would refuse; bodies and rich texts are `cms.foundation.dangling_streams`'.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import Truncator
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, ModelLogEntry, Page, PageLogEntry

from .kept_rows import is_keeping, keep, kept

#: Primary keys by model.
Keys = dict[type[models.Model], set[Any]]

#: What a reference leads to: a model and a primary key.
Target = tuple[type[models.Model], Any]


class LeftOut(NamedTuple):
    """What a version names and is gone: what the place is called, and what an editor wrote there.

    `field` and `number` say where in a stream it stood, counted from 1; `number` is 0 for a place of its own.
    """

    name: Any
    words: str
    targets: tuple[Target, ...]
    field: Any = ""
    number: int = 0


#: Foreign keys that belong to the page, whatever a revision of it says.
OF_THE_PAGE = frozenset(
    ("alias_of", "content_type", "latest_revision", "live_revision", "locale", "locked_by", "owner")
)

#: How much is repeated of the words that go with what they belonged to.
LONGEST_WORDS = 80


def missing_among(wanted: Keys) -> Keys:
    """Return those of the keys that no row has; one statement for each model.

    None for what a screen has fetched in this request.
    """
    missing: Keys = {}
    for model, keys in wanted.items():
        unknown = {key for key in keys if kept(model, key) is None}
        if gone := unknown - _known(model, unknown):
            missing[model] = gone
    return missing


def _known(model: type[models.Model], keys: set[Any]) -> set[Any]:
    if not keys:
        return set()
    rows = model._base_manager.filter(pk__in=keys)
    if issubclass(model, Page) or not is_keeping():
        return set(rows.values_list("pk", flat=True))
    # The editor shows them, too. Of pages it needs other columns.
    found = {row.pk: row for row in rows}
    keep(model, found.items())
    return set(found)


def titles_of(targets: Iterable[Target]) -> dict[Target, str]:
    """Return what deleted things were called, as far as Wagtail's log tells."""
    keys: Keys = defaultdict(set)
    for model, key in targets:
        keys[model].add(key)
    found: dict[Target, str] = {}
    for model, wanted in keys.items():
        if issubclass(model, Page):
            entries: Any = PageLogEntry.objects.filter(page_id__in=wanted)
            column = "page_id"
        else:
            kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
            entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=map(str, wanted))
            column = "object_id"
        rows = entries.filter(action="wagtail.delete").order_by("timestamp").values_list(column, "label")
        found.update({(model, model._meta.pk.to_python(key)): label for key, label in rows})
    return found


def without_dangling(model: type[models.Model], data: dict[str, Any]) -> tuple[dict[str, Any], list[LeftOut]]:
    """Return a row's data, as modelcluster serialises it, without references to what is gone.

    A foreign key that may be empty is emptied; a row below that cannot be without its own is left out. The
    second value says what was left out of what editors write.
    """
    wanted: Keys = defaultdict(set)
    _collect(model, data, wanted)
    missing = missing_among(wanted)
    if not missing:
        return data, []
    notes: list[LeftOut] = []
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
    notes: list[LeftOut],
    *,
    is_told: bool,
) -> dict[str, Any]:
    found = dict(data)
    for field, key in _foreign_keys(model, data):
        if key in missing.get(_target(field), ()):
            found[field.name] = None
            # Who locked a page, or which revision is live, is no content.
            if is_told and field.editable and field.model is not Page:
                notes.append(LeftOut(field.verbose_name, "", ((_target(field), key),)))
    for field, keys in _many_to_many(model, data):
        gone = missing.get(_target(field), set()).intersection(keys)
        found[field.name] = [key for key in keys if key not in gone]
        if is_told:
            name = _target(field)._meta.verbose_name
            notes.extend(LeftOut(name, "", ((_target(field), key),)) for key in sorted(gone))
    for relation, rows in _children(model, data):
        name = relation.get_accessor_name()
        is_content = is_told and name != COMMENTS_RELATION_NAME
        found[name] = []
        for row in rows:
            lost = _lost(relation.related_model, row, missing)
            if lost is None:
                found[name].append(_cleaned(relation.related_model, row, missing, notes, is_told=is_content))
            elif is_content:
                target = _target(lost), _target(lost)._meta.pk.to_python(row[lost.name])
                words = _words(relation.related_model, row)
                notes.append(LeftOut(target[0]._meta.verbose_name, words, (target,)))
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
