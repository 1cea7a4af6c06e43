"""Prepared statements: querysets compiled once and run again with other values.

Building and compiling a queryset takes Django longer than the database takes to run it. Here a queryset is
built with *placeholders* for the values that change from run to run: the current time, and lists of ids. The
compiled SQL is cached under a key that names everything else it depends on; each run puts its values in
place of the placeholders.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, Func, IntegerField, QuerySet

from cms.foundation.bounded import BoundedStore

from .cache_tags import TaggedSQL, tags_in, tags_of_queryset

#: How many statements a process caches: about 5 kB each.
MAX_STATEMENTS = 500

_NOW = datetime(9876, 5, 4, 3, 2, 1, 987_654, tzinfo=UTC)
_LARGEST = 2_000_000_000
_THOUSAND = 1024
#: No client can put a placeholder into a text that it sends.
_SECRET = secrets.token_hex(8)
#: A text placeholder within a longer text.
_TEXT_PLACEHOLDER = re.compile(rf"mark {_SECRET} -\d+")


class RowCount(Func):
    """COUNT(*) of all rows; unlike Django's `Count`, it groups by nothing."""

    template = "COUNT(*)"
    output_field = IntegerField()


class FirstMoment(Func):
    """MIN() over all rows; unlike Django's `Min`, it groups by nothing."""

    function = "MIN"
    output_field = DateTimeField()


def _text_placeholder(placeholder: int) -> str:
    return f"mark {_SECRET} {placeholder}"


class Placeholders:
    """Placeholders for `build` functions: `now`, and for each list as many as its padded size."""

    now = _NOW

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._numbers: dict[str, list[int]] = {}
        start = -_LARGEST
        for name, size in sizes.items():
            self._numbers[name] = list(range(start, start + size))
            start += size

    def ids(self, name: str = "ids") -> list[int]:
        """Return placeholders for whole numbers; empty where the list is."""
        return self._numbers[name]

    def texts(self, name: str) -> list[str]:
        """Return placeholders for texts."""
        return [_text_placeholder(number) for number in self._numbers[name]]

    def uuids(self, name: str) -> list[UUID]:
        """Return placeholders for UUIDs."""
        return [UUID(int=number + _LARGEST + 1) for number in self._numbers[name]]

    def origins(self) -> dict[Any, tuple[str, int, bool]]:
        """Map each compiled form of a placeholder to (name of its list, index, whether it is a hex UUID)."""
        origins: dict[Any, tuple[str, int, bool]] = {}
        for name, numbers in self._numbers.items():
            for index, number in enumerate(numbers):
                uuid = UUID(int=number + _LARGEST + 1)
                origins[number] = origins[_text_placeholder(number)] = origins[uuid] = (name, index, False)
                origins[uuid.hex] = (name, index, True)
        return origins


#: (hand-written SQL, parameters with placeholders among them, internal types of the columns); values are not
#: converted.
RawQuery = tuple[str, Sequence[Any], tuple[str, ...]]
QueryBuilder = Callable[[Placeholders], QuerySet[Any] | RawQuery]


class PreparedStatement:
    """A compiled `values_list` queryset. It holds no connection, so threads share it.

    `tags` are the cache tags of the tables that it names; `column_types` are as `column_type` returns them.
    """

    __slots__ = (
        "_converted",
        "_embedded",
        "_now_indexes",
        "_origins",
        "_parameters",
        "column_types",
        "sql",
        "tags",
    )

    def __init__(self, query: QuerySet[Any] | RawQuery, placeholders: Placeholders) -> None:
        columns: list[Any] = []
        if isinstance(query, tuple):
            sql, parameters, internal_types = query
            self.column_types = tuple(_COMPATIBLE.get(name, name) for name in internal_types)
            self.tags = tags_in(sql)
        else:
            compiler = query.query.get_compiler(connection=connection)
            try:
                sql, parameters = compiler.as_sql()
            except EmptyResultSet:
                sql, parameters = "", ()
            else:
                columns = [column for column, *_ in compiler.select[: compiler.col_count]]
            self.column_types = tuple(column_type(column) for column in columns)
            self.tags = tags_of_queryset(sql, query.model)
        self.sql = TaggedSQL(sql)
        now = connection.ops.adapt_datetimefield_value(_NOW)
        origins = placeholders.origins()
        self._parameters = list(parameters)
        hashable = [(index, value) for index, value in enumerate(parameters) if isinstance(value, Hashable)]
        self._now_indexes = [index for index, value in hashable if value in (_NOW, now)]
        self._origins = [(index, *origins[value]) for index, value in hashable if value in origins]
        self._embedded = [
            (index, text, {found: origins[found][:2] for found in _TEXT_PLACEHOLDER.findall(text)})
            for index, text in hashable
            if isinstance(text, str) and text not in origins and _TEXT_PLACEHOLDER.search(text)
        ]
        self._converted = [(index, column) for index, column in enumerate(columns) if _converters(column)]

    @property
    def identity(self) -> tuple[str, list[str]]:
        """SQL and parameters, placeholders among them; the same for statements whose runs find the same.

        Sorted, since Django writes the members of a set in any order.
        """
        return self.sql, sorted(map(repr, self._parameters))

    def parameters(self, now: datetime, lists: Mapping[str, Sequence[Any]]) -> list[Any]:
        """Return the parameters of a run. A list is padded with its first item."""
        values = self._parameters.copy()
        if self._now_indexes:
            adapted = connection.ops.adapt_datetimefield_value(now)
            for index in self._now_indexes:
                values[index] = adapted
        for index, name, position, is_hex in self._origins:
            items = lists[name]
            item = items[position] if position < len(items) else items[0]
            values[index] = item.hex if is_hex else item
        for index, text, placeholders in self._embedded:
            for placeholder, (name, position) in placeholders.items():
                text = text.replace(placeholder, lists[name][position])
            values[index] = text
        return values

    def run(self, now: datetime, lists: Mapping[str, Sequence[Any]]) -> list[Any]:
        """Return the rows."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters(now, lists))
            rows = cursor.fetchall()
        return self.converted(rows)

    def converted(self, rows: list[Any]) -> list[Any]:
        """Return rows with Django's database converters applied."""
        if not self._converted or not rows:
            return rows
        converted = [list(row) for row in rows]
        for index, column in self._converted:
            converters = _converters(column)
            for row in converted:
                for convert in converters:
                    row[index] = convert(row[index], column, connection)
        return converted


#: Internal types of fields that UNION makes one of, by PostgreSQL's rules, without a value becoming another.
_COMPATIBLE = {
    **dict.fromkeys(
        "AutoField BigAutoField SmallAutoField IntegerField BigIntegerField SmallIntegerField "
        "PositiveIntegerField PositiveBigIntegerField PositiveSmallIntegerField".split(),
        "integer",
    ),
    **dict.fromkeys("CharField TextField SlugField URLField EmailField FileField".split(), "text"),
}


def column_type(column: Any) -> str:
    """Return the type of a selected column; the same for those that may stand in one column of a UNION."""
    field = column.output_field
    while getattr(field, "remote_field", None):
        field = field.target_field
    internal_type = field.get_internal_type()
    return _COMPATIBLE.get(internal_type, internal_type)


def _converters(column: Any) -> list[Any]:
    return [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]


class BoundQuery(NamedTuple):
    """A statement with the values of one run: the time, and the list placeholders' values by name."""

    statement: PreparedStatement
    now: datetime
    lists: Mapping[str, Sequence[Any]]

    def rows(self) -> list[Any]:
        return self.statement.run(self.now, self.lists)


_statement_cache = BoundedStore(MAX_STATEMENTS)


def statement(key: Hashable, build: QueryBuilder, lists: Mapping[str, Sequence[Any]]) -> PreparedStatement:
    """Return the compiled statement of `build`, for lists of (about) the lengths of `lists`.

    `key` names everything that `build` depends on except the placeholders; None: the statement is not cached.
    """
    sizes = {name: _padded_size(len(items)) for name, items in lists.items()}
    if key is None:
        return _compiled(build, sizes)
    full_key = (key, *sizes.items())
    cached = _statement_cache.get(full_key)
    if cached is None:
        cached = _compiled(build, sizes)
        _statement_cache.keep(full_key, cached)
    elif checks_keys:
        _check_key(full_key, cached, _compiled(build, sizes))
    return cached


#: Set by tests: a cached statement is compiled anew each time it is used, and compared. A key that leaves out
#: what its statement depends on would give one list the rows of another, also what is not public.
checks_keys = False


def _check_key(key: Hashable, cached: PreparedStatement, compiled: PreparedStatement) -> None:
    if cached.identity != compiled.identity:
        raise AssertionError(
            f"The key {key!r} does not name everything that its statement depends on:\n"
            f"{cached.identity}\n{compiled.identity}"
        )


def _compiled(build: QueryBuilder, sizes: Mapping[str, int]) -> PreparedStatement:
    placeholders = Placeholders(sizes)
    return PreparedStatement(build(placeholders), placeholders)


def _padded_size(count: int) -> int:
    """Round a list length up (powers of two, then multiples of 1,024) so few statement shapes exist."""
    if count > _THOUSAND:
        return -(-count // _THOUSAND) * _THOUSAND
    return 1 << (count - 1).bit_length() if count else 0
