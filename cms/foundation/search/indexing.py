"""What is kept of an object in Wagtail's index, on both databases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Manager, Model, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from modelsearch.conf import get_app_config
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk

from .words import index_tokens

IndexEntry: Any = get_app_config().get_model("IndexEntry", require_ready=False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What an object is found by, sorted as Wagtail sorts its `search_fields`."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    autocomplete: tuple[str, ...]


def tokens_of_item(item: Any) -> Tokens:
    """Return what an object is found by, in its own language."""
    code = language_of(item)
    columns: dict[str, list[str]] = {"title": [], "body": [], "autocomplete": []}
    for field, text in _values(item, item.get_search_fields()):
        if isinstance(field, AutocompleteField):
            column = "autocomplete"
        else:
            column = "title" if field.field_name == "title" else "body"
        columns[column].append(text)
    # A line apart, so that no two fields share a word.
    return Tokens(**{column: index_tokens("\n".join(texts), code) for column, texts in columns.items()})


def _values(item: Any, fields: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, _text(field.get_value(item))
        elif isinstance(field, RelatedFields):
            related = field.get_value(item)
            rows = related.all() if isinstance(related, Manager) else [related]
            for row in rows:
                if row is not None:
                    yield from _values(row, field.fields)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    return "" if value is None else str(value)


def language_of(item: Any) -> str:
    """Return the language code of an object; empty for one that has no language."""
    return str(item.locale.language_code) if getattr(item, "locale_id", None) else ""


def _is_kept(entry: Any) -> bool:
    """Tell whether the database has an entry as it is."""
    # Compared as values: on PostgreSQL `=` of these columns is a search in the ORM.
    same = (
        Exact(F(column), Cast(Value(getattr(entry, column)), entry._meta.get_field(column)))
        for column in ("title", "body", "autocomplete")
    )
    rows = IndexEntry.objects.filter(content_type_id=entry.content_type_id, object_id=entry.object_id)
    return bool(rows.filter(*same).exists())


class TokenIndex:
    """Stores tokens (see `words`) in place of what Wagtail's own indexes make of a text.

    Lengths of titles are not kept: for them Wagtail reads the whole table whenever anything is saved.
    """

    def columns(self, tokens: Tokens) -> dict[str, str]:
        """Return what the database keeps, by column."""
        raise NotImplementedError

    def add_items(self, model: type[Model], items: Iterable[Any]) -> None:
        """Index objects of one model; what was kept of them before is replaced."""
        content_type = get_content_type_pk(model)
        entries = [
            IndexEntry(
                content_type_id=content_type, object_id=str(item.pk), **self.columns(tokens_of_item(item))
            )
            for item in items
        ]
        if len(entries) == 1 and _is_kept(entries[0]):
            # A page is indexed whenever it is saved, also as a draft: nothing that is found has changed.
            return
        IndexEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )

    def _refresh_title_norms(self, full: bool = False) -> None:
        pass
