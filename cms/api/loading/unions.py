"""UNION ALL of the queries that several loaders have ready at once."""

from collections import defaultdict
from typing import Any

from django.db import connection

from .cache_tags import TaggedSQL
from .prepared_statements import BoundQuery


def union_all(queries: list[BoundQuery]) -> list[list[Any]]:
    """Return the rows of each query; queries with the same types of columns run as one statement.

    Others can't: PostgreSQL refuses a UNION of a number and a text, and makes a moment of a date. Rows come
    in no order.
    """
    results: list[list[Any]] = [[] for _ in queries]
    by_types: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        if query.statement.sql:
            by_types[query.statement.column_types].append(number)
    for numbers in by_types.values():
        if len(numbers) == 1:
            results[numbers[0]] = queries[numbers[0]].rows()
            continue
        united = [(number, *queries[number]) for number in numbers]
        sql = " UNION ALL ".join(
            f"SELECT {number} AS query_number, rows_{number}.* FROM ({prepared.sql}) rows_{number}"
            for number, prepared, *_ in united
        )
        with connection.cursor() as cursor:
            cursor.execute(
                TaggedSQL(sql),
                [value for _, prepared, now, lists in united for value in prepared.parameters(now, lists)],
            )
            for number, *row in cursor.fetchall():
                results[number].append(row)
        for number, prepared, *_ in united:
            results[number] = prepared.converted(results[number])
    return results
