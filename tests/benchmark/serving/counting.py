"""Counts the SQL statements of a request that asks for it. All others pay for a look into a dictionary."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

#: The request header that asks, and the headers that answer.
ASK = "X-Benchmark"
STATEMENTS, BUMP = "X-Benchmark-Statements", "X-Benchmark-Bump"
_IN_ENVIRON, _BUMP_IN_ENVIRON = "HTTP_X_BENCHMARK", "benchmark.bump"

Application = Callable[..., Iterable[bytes]]


def counted(application: Application) -> Application:
    """Return an application that says, when asked, how many statements its answer took."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _IN_ENVIRON not in environ:
            return application(environ, start_response)
        count = 0

        def counter(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*arguments)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said = [(STATEMENTS, str(count)), (BUMP, f"{environ.get(_BUMP_IN_ENVIRON, 0):.9f}")]
            return start_response(status, [*headers, *said], *rest)

        with connection.execute_wrapper(counter):
            return application(environ, start)

    return answer


def bumped(application: Application) -> Application:
    """Return an application before each of whose answers the version of the content is another one.

    One UPDATE of the version's row, committed: what every publication does. Its seconds are noted.
    """
    from cms.delivery.models import ContentVersion

    columns = {field.name for field in ContentVersion._meta.get_fields()}
    column = "edition" if "edition" in columns else "number"
    statement = f"UPDATE {ContentVersion._meta.db_table} SET {column} = {column} + 1 WHERE id = 1"

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(statement)
        environ[_BUMP_IN_ENVIRON] = time.perf_counter() - started
        return application(environ, start_response)

    return answer
