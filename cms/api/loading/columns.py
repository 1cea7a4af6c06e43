"""Column selection: which columns of a page the requested fields read; the one place that decides it.

A list that requests titles and dates reads titles and dates. Rows are plain objects: no signals, no
descriptors, no tracking of changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import make_dataclass
from functools import cache, lru_cache
from typing import Any, ClassVar

from graphene.utils.str_converters import to_camel_case
from wagtail.fields import StreamField
from wagtail.models import Page

#: Columns that every page is read with: its place in the tree, its language, and the text of a link to it.
ALWAYS = ("pk", "path", "url_path", "locale_id", "title")

#: Model → field of its GraphQL type → the columns that it reads; None: not declared, so every column.
_FIELDS: dict[Any, dict[str, tuple[str, ...] | None]] = {}

#: The same for the fields that every page type has.
_SHARED: dict[str, tuple[str, ...] | None] = {}

#: Columns that no field returns.
_NEVER = frozenset(("search_text",))


class PageRow:
    """A page row with an attribute for each column read; `model` is its Django model."""

    __slots__ = ()
    model: ClassVar[type[Page]]
    steplen = Page.steplen


def model_of(page: Any) -> type[Any]:
    """Return the model of a page, whether it is a row or an instance."""
    return page.model if isinstance(page, PageRow) else type(page)


@lru_cache(maxsize=500)
def row_type(model: Any, columns: tuple[str, ...]) -> type[PageRow]:
    """Return the class for rows of a model with these columns; named as the model and its GraphQL type."""
    return make_dataclass(
        model.__name__, columns, bases=(PageRow,), namespace={"model": model}, slots=True, eq=False
    )


@lru_cache(maxsize=500)
def columns_of(model: Any, requested: frozenset[str] | None, *more: str) -> tuple[str, ...]:
    """Return the columns of `model` that the requested fields read, `ALWAYS` and `more`.

    `requested` are names of fields, at any depth of the document; None: all fields.
    """
    available = _columns_of(model)
    selected = dict.fromkeys((*ALWAYS, *more))
    for field, columns in _fields_of(model).items():
        if requested is None or field in requested:
            selected.update(dict.fromkeys(columns))
    return tuple(column for column in selected if column in available or column in more)


def stream_columns(model: type[Page]) -> list[str]:
    """Return the StreamField columns of a model: JSON bodies, which a list does not read."""
    return [field.name for field in model._meta.fields if isinstance(field, StreamField)]


@cache
def _columns_of(model: Any) -> frozenset[str]:
    """Return the columns that rows of a model may have, by the attribute names of its instances."""
    fields = [
        field.attname for field in model._meta.concrete_fields if field.name not in stream_columns(model)
    ]
    return frozenset(("pk", *fields)) - _NEVER


@cache
def _fields_of(model: Any) -> dict[str, tuple[str, ...]]:
    """Return the columns of each field of a page type, by its GraphQL name."""
    every = tuple(sorted(_columns_of(model)))
    known = {**_SHARED, **_FIELDS.get(model, {})}
    return {to_camel_case(name): every if columns is None else columns for name, columns in known.items()}


def reads(*columns: str) -> Callable[[Any], Any]:
    """Decorate the resolver of a page's field with the columns that it reads."""

    def mark(resolve: Any) -> Any:
        resolve.columns = columns
        return resolve

    return mark


def columns_read_by(resolve: Any) -> tuple[str, ...] | None:
    """Return the columns that a resolver is marked with; None without a mark."""
    columns: tuple[str, ...] | None = getattr(resolve, "columns", None)
    return columns


def declare_columns(model: Any, fields: Mapping[str, tuple[str, ...] | None]) -> None:
    """Declare the columns that the fields of a model's type read; by Python names (snake_case)."""
    _FIELDS.setdefault(model, {}).update(fields)


def declare_shared_columns(fields: Mapping[str, tuple[str, ...] | None]) -> None:
    """Declare the columns of the fields that every page type has; by Python names (snake_case)."""
    _SHARED.update(fields)


def undeclared_fields(model: Any) -> list[str]:
    """Return the fields of a model's type without declared columns: a list would read every column."""
    return sorted(name for name, columns in _FIELDS.get(model, {}).items() if columns is None)
