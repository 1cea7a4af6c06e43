"""Keyset pagination (seek method): total orders of lists, and their cursors.

A cursor holds the sort values of its item: items added later neither move it nor appear twice.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

from django.db.models import F, Q, QuerySet

from ..errors import CursorInvalid
from .arguments import is_storable

MAX_CURSOR_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order, with values of a type: `str`, `int` or `date`.

    If `is_nullable`, rows without a value come last.
    """

    column: str
    type: type = str
    is_descending: bool = False
    is_nullable: bool = False

    @property
    def ordering(self) -> Any:
        column = F(self.column)
        last = True if self.is_nullable else None
        return column.desc(nulls_last=last) if self.is_descending else column.asc(nulls_last=last)

    def after(self, value: Any) -> Q:
        if value is None:
            return Q(pk__in=[])
        beyond = Q(**{f"{self.column}__{'lt' if self.is_descending else 'gt'}": value})
        return beyond | Q(**{f"{self.column}__isnull": True}) if self.is_nullable else beyond

    def from_(self, value: Any) -> Q:
        """Return a condition for rows at or after a value: with it the database seeks in an index."""
        if value is None or self.is_nullable:
            return Q()
        return Q(**{f"{self.column}__{'lte' if self.is_descending else 'gte'}": value})

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.column}__isnull": True}) if value is None else Q(**{self.column: value})


@dataclass(frozen=True, slots=True)
class Order:
    """A total order of a list; `name` is part of its cursors, so that those of another list are rejected."""

    name: str
    keys: tuple[Key, ...]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(*(key.ordering for key in self.keys))

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(key.column for key in self.keys)

    def cursor(self, row: Any) -> str:
        """Return the cursor of an item. Raises `TypeError` for a key of another type than its values."""
        values = []
        for key in self.keys:
            value = getattr(row, key.column)
            if value is not None and not isinstance(value, key.type):
                raise TypeError(f"{self.name}: {key.column} holds {type(value).__name__}; say so in its Key.")
            values.append(value.isoformat() if isinstance(value, date) else value)
        return encode_cursor(json.dumps([self.name, *values], separators=(",", ":"), ensure_ascii=False))

    def beyond(self, cursor: str) -> Q:
        """Return a condition for rows after the cursor's item. Raises `CursorInvalid`."""
        values = self.values_in(cursor)
        condition, same = Q(pk__in=[]), Q()
        for key, value in zip(self.keys, values, strict=True):
            condition |= same & key.after(value)
            same &= key.same(value)
        return condition & self.keys[0].from_(values[0])

    def values_in(self, cursor: str) -> list[Any]:
        """Return the values of the cursor's item, by key. Raises `CursorInvalid`."""
        try:
            name, *values = json.loads(decode_cursor(cursor))
            if name != self.name or len(values) != len(self.keys):
                raise ValueError("another list's")
            return [self._value(key, value) for key, value in zip(self.keys, values, strict=True)]
        except (ValueError, TypeError, binascii.Error, RecursionError):
            raise CursorInvalid(
                "`after` is no cursor of this list and order. Take it from `pageInfo` of the same query.",
                argument="after",
            ) from None

    def _value(self, key: Key, value: Any) -> Any:
        if value is None and key.is_nullable:
            return None
        if key.type is int:
            if type(value) is not int or not -(2**31) <= value < 2**63:
                raise ValueError("no number")
            return value
        if not isinstance(value, str) or not is_storable(value):
            raise ValueError("no text")
        return date.fromisoformat(value) if key.type is date else value


def encode_cursor(text: str) -> str:
    """Return a text as an opaque, URL-safe cursor: base64url with a CRC-32, which edited cursors fail."""
    data = text.encode()
    return base64.urlsafe_b64encode(crc32(data).to_bytes(4, "big") + data).decode().rstrip("=")


def decode_cursor(cursor: str) -> str:
    """Return the text of a cursor. Raises `ValueError` for anything that `encode_cursor` did not return."""
    if len(cursor) > MAX_CURSOR_CHARACTERS:
        raise ValueError("too long")
    data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)[4:]
    text = data.decode()
    if encode_cursor(text) != cursor:
        raise ValueError("edited")
    return text
