"""How long a request may take: looked at between the steps of the executor and before each SQL statement, and
on PostgreSQL by the server itself, which ends a statement that takes longer (`statement_timeout`).

That is set once for a connection, when the first request of the endpoint uses it, and taken back when
anything else does: so the endpoint's answers pay nothing for it. Behind a proxy that hands connections round
between transactions, set it at the database's role instead.
"""

import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import OperationalError, connection

from .errors import TimedOut

#: SQLSTATE of PostgreSQL for a statement that was ended: `query_canceled`.
CANCELED = "57014"
RETRY_AFTER = 5
_MARK = "_cms_limited"


class Deadline:
    """The end of one request's time."""

    __slots__ = ("_end", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `TimedOut` when the time is over."""
        if time.monotonic() > self._end:
            raise self._error()

    def _error(self) -> TimedOut:
        return TimedOut(
            f"The request took longer than {self._seconds:g} seconds. Ask for less at once, "
            f"or again in {RETRY_AFTER} seconds.",
            limit=self._seconds,
            retryAfter=RETRY_AFTER,
        )

    def around_sql(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Run one statement; for `connection.execute_wrapper`. Raises `TimedOut`."""
        self.check()
        if connection.vendor == "postgresql":
            _limit_statements(self, self._seconds)
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) == CANCELED:
                raise self._error() from None
            raise


def _limit_statements(deadline: Deadline, seconds: float) -> None:
    raw = connection.connection
    mark = getattr(connection, _MARK, None)
    if mark is None or mark[0] is not raw or mark[1] != seconds or mark[2] not in (None, deadline):
        raw.execute(f"SET statement_timeout = {int(seconds * 1000)}")
        # A transaction that is rolled back takes along what was set in it: then it counts for one request.
        setattr(connection, _MARK, (raw, seconds, deadline if connection.in_atomic_block else None))


def lift_statement_limit() -> None:
    """Give a connection that the endpoint has used its own time limit back: for all that is no answer."""
    mark = getattr(connection, _MARK, None)
    if mark is None:
        return
    setattr(connection, _MARK, None)
    raw = connection.connection
    if raw is not None and mark[0] is raw and not raw.closed:
        try:
            raw.execute("RESET statement_timeout")
        except psycopg.Error:
            # It broke since: whoever asks the database next gets another.
            connection.close()
