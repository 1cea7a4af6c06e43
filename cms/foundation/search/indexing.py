"""What is kept of an object in Wagtail's index, on both databases."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Manager, Model
from modelsearch.conf import get_app_config
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk

from .words import IndexTokens, index_tokens

IndexEntry: Any = get_app_config().get_model("IndexEntry", require_ready=False)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an object by the columns of the index."""

    title: str
    body: str
    autocomplete: str


def texts_of(item: Any) -> Texts:
    """Return what an object's `search_fields` say, sorted as Wagtail sorts it."""
    columns: dict[str, list[str]] = {"title": [], "body": [], "autocomplete": []}
    for field, text in _values(item, item.get_search_fields()):
        if isinstance(field, AutocompleteField):
            column = "autocomplete"
        else:
            column = "title" if field.field_name == "title" else "body"
        columns[column].append(text)
    # A line apart, so that no two fields share a word.
    return Texts(**{column: "\n".join(texts) for column, texts in columns.items()})


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


class TokenIndex:
    """Stores tokens (see `words`) in place of what Wagtail's own indexes make of a text.

    Lengths of titles are not kept: for them Wagtail reads the whole table whenever anything is saved.
    """

    #: Turns the tokens of one column into what the database keeps; weight: "A" for titles, "D" for all else.
    written: ClassVar[Callable[[IndexTokens, str], str]]

    def add_items(self, model: type[Model], items: Iterable[Any]) -> None:
        """Index objects of one model; what was kept of them before is replaced."""
        content_type = get_content_type_pk(model)
        entries = []
        for item in items:
            code, texts = language_of(item), texts_of(item)
            entries.append(
                IndexEntry(
                    content_type_id=content_type,
                    object_id=str(item.pk),
                    title=type(self).written(index_tokens(texts.title, code), "A"),
                    body=type(self).written(index_tokens(texts.body, code), "D"),
                    autocomplete=type(self).written(index_tokens(texts.autocomplete, code), "D"),
                )
            )
        IndexEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )

    def _refresh_title_norms(self, full: bool = False) -> None:
        pass
