"""Statements: what a queryset asks, compiled once and run again with other values.

To build a queryset and to compile it takes Django longer than the database takes to answer. Here a queryset
is built with *marks* in place of the values that change from run to run: the moment, and lists of ids. What
it compiles to is kept under a key that names all else that it was built of, and each run puts its values
where the marks are.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, Func, IntegerField, QuerySet

from cms.foundation.bounded import BoundedStore

from .made_of import Told, tags_in, tags_of_query

#: How many statements a process keeps: about 5 kB each.
MOST_STATEMENTS = 500

_NOW = datetime(9876, 5, 4, 3, 2, 1, 987_654, tzinfo=UTC)
_LARGEST = 2_000_000_000
_THOUSAND = 1024
#: Nobody who sends a text can write a mark into it.
_SECRET = secrets.token_hex(8)
#: A mark in the middle of a text.
_MARK = re.compile(rf"mark {_SECRET} -\d+")


class RowCount(Func):
    """COUNT(*) of all rows; unlike Django's `Count`, it groups by nothing."""

    template = "COUNT(*)"
    output_field = IntegerField()


class FirstMoment(Func):
    """The earliest of all rows; unlike Django's `Min`, it groups by nothing."""

    function = "MIN"
    output_field = DateTimeField()


def _text_mark(mark: int) -> str:
    return f"mark {_SECRET} {mark}"


class Given:
    """The marks of a statement that is being built: `now`, and of each list as many as it has room for."""

    now = _NOW

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._marks: dict[str, list[Any]] = {}
        number = 0
        for name, size in sizes.items():
            self._marks[name] = list(range(number - _LARGEST, number - _LARGEST + size))
            number += size

    def ids(self, name: str = "ids") -> list[int]:
        """Return marks for whole numbers; empty where the list is."""
        return self._marks[name]

    def texts(self, name: str) -> list[str]:
        """Return marks for texts."""
        return [_text_mark(mark) for mark in self._marks[name]]

    def uuids(self, name: str) -> list[UUID]:
        """Return marks for UUIDs."""
        return [UUID(int=mark + _LARGEST + 1) for mark in self._marks[name]]

    def places(self) -> dict[Any, tuple[str, int, bool]]:
        """Return by what a mark may be compiled to: its list, its place there, whether it is a hex UUID."""
        places: dict[Any, tuple[str, int, bool]] = {}
        for name, marks in self._marks.items():
            for place, mark in enumerate(marks):
                one = UUID(int=mark + _LARGEST + 1)
                places[mark] = places[_text_mark(mark)] = places[one] = (name, place, False)
                places[one.hex] = (name, place, True)
        return places


#: SQL of our own, its values (marks among them) and the number of its columns; no value is converted.
Plain = tuple[str, Sequence[Any], int]
Build = Callable[[Given], QuerySet[Any] | Plain]


class Statement:
    """A compiled queryset of tuples. It knows no connection, and so belongs to no thread.

    `tags` is what it is made of, whatever it leaves out.
    """

    __slots__ = ("_converted", "_moments", "_parameters", "_places", "_within", "sql", "tags", "width")

    def __init__(self, asked: QuerySet[Any] | Plain, given: Given) -> None:
        columns: list[Any] = []
        if isinstance(asked, tuple):
            sql, parameters, self.width = asked
            self.tags = tags_in(sql)
        else:
            compiler = asked.query.get_compiler(connection=connection)
            try:
                sql, parameters = compiler.as_sql()
            except EmptyResultSet:
                sql, parameters = "", ()
            else:
                columns = [column for column, *_ in compiler.select[: compiler.col_count]]
            self.width = len(columns)
            self.tags = tags_of_query(sql, asked.model)
        self.sql = Told(sql)
        now = connection.ops.adapt_datetimefield_value(_NOW)
        places = given.places()
        self._parameters = list(parameters)
        plain = [(at, one) for at, one in enumerate(parameters) if isinstance(one, Hashable)]
        self._moments = [at for at, one in plain if one in (_NOW, now)]
        self._places = [(at, *places[one]) for at, one in plain if one in places]
        self._within = [
            (at, one, {mark: places[mark][:2] for mark in _MARK.findall(one)})
            for at, one in plain
            if isinstance(one, str) and one not in places and _MARK.search(one)
        ]
        self._converted = [(at, column) for at, column in enumerate(columns) if _converters(column)]

    def parameters(self, now: datetime, lists: Mapping[str, Sequence[Any]]) -> list[Any]:
        """Return the values of a run. A list shorter than its room is filled up with its first item."""
        values = self._parameters.copy()
        if self._moments:
            moment = connection.ops.adapt_datetimefield_value(now)
            for at in self._moments:
                values[at] = moment
        for at, name, place, is_hex in self._places:
            items = lists[name]
            item = items[place] if place < len(items) else items[0]
            values[at] = item.hex if is_hex else item
        for at, text, marks in self._within:
            for mark, (name, place) in marks.items():
                text = text.replace(mark, lists[name][place])
            values[at] = text
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
        """Return rows with the values that Django makes of the database's."""
        if not self._converted or not rows:
            return rows
        found = [list(row) for row in rows]
        for at, column in self._converted:
            convert = _converters(column)
            for row in found:
                for one in convert:
                    row[at] = one(row[at], column, connection)
        return found


def _converters(column: Any) -> list[Any]:
    return [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]


class Question(NamedTuple):
    """A statement with the values of one run."""

    statement: Statement
    now: datetime
    lists: Mapping[str, Sequence[Any]]

    def rows(self) -> list[Any]:
        return self.statement.run(self.now, self.lists)


def ask_together(questions: list[Question]) -> list[list[Any]]:
    """Return the rows of each question; those with the same number of columns are asked in one statement.

    So columns that stand at one place must be of one type. Rows come in no order.
    """
    answers: list[list[Any]] = [[] for _ in questions]
    by_width: dict[int, list[int]] = defaultdict(list)
    for number, question in enumerate(questions):
        by_width[question.statement.width].append(number)
    for numbers in by_width.values():
        if len(numbers) == 1:
            answers[numbers[0]] = questions[numbers[0]].rows()
            continue
        asked = [(number, *questions[number]) for number in numbers if questions[number].statement.sql]
        sql = " UNION ALL ".join(
            f"SELECT {number} AS question, answer_{number}.* FROM ({one.sql}) answer_{number}"
            for number, one, *_ in asked
        )
        with connection.cursor() as cursor:
            cursor.execute(
                Told(sql), [value for _, one, now, lists in asked for value in one.parameters(now, lists)]
            )
            for number, *row in cursor.fetchall():
                answers[number].append(row)
        for number, one, *_ in asked:
            answers[number] = one.converted(answers[number])
    return answers


_kept = BoundedStore(MOST_STATEMENTS)


def statement(key: Hashable, build: Build, lists: Mapping[str, Sequence[Any]]) -> Statement:
    """Return the statement that `build` makes a queryset of, with room for `lists`.

    `key` names everything that `build` uses but the marks; without one (None) nothing is kept.
    """
    sizes = {name: _room(len(items)) for name, items in lists.items()}
    if key is None:
        return _compiled(build, sizes)
    full_key = (key, *sizes.items())
    found = _kept.get(full_key)
    if found is None:
        found = _compiled(build, sizes)
        _kept.keep(full_key, found)
    return found


def _compiled(build: Build, sizes: Mapping[str, int]) -> Statement:
    given = Given(sizes)
    return Statement(build(given), given)


def _room(count: int) -> int:
    """Return a size with room for so many, so that a list has few shapes: a power of two, or thousands."""
    if count > _THOUSAND:
        return -(-count // _THOUSAND) * _THOUSAND
    return 1 << (count - 1).bit_length() if count else 0
